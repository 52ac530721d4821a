"""The settings and whom to write to."""

from __future__ import annotations

from survey_tool.wording.words import Words

TEXTS = {
    "started": Words(
        "設定と連絡先の一覧を作成しました。調査名、期限及び事務局の連絡先を設定してください。",
        "The settings and the list of contacts were written. Set the name of the round, its days and the secretariat.",
    ),
    "followed": Words(
        "前回の設定と連絡先を引き継ぎました。空欄の項目を設定してください。",
        "Settings and contacts of the last round came along. Fill in what is blank.",
    ),
    "saved": Words("設定を保存しました。", "The settings were saved."),
    "not_saved": Words(
        "次の項目を確認してください。設定は保存していません。", "See what follows. The settings were not saved."
    ),
    "settings_changed": Words(
        "この画面を開いた後に、survey.toml が変更されました。内容を確認し、もう一度保存してください。",
        "survey.toml was changed since this page was opened. Look it through and save again.",
    ),
    "by_hand": Words(
        "survey.toml を設定として読み取ることができません。メモ帳などで開き、次の箇所を修正してください。",
        "survey.toml cannot be read as settings. Open it as text and mend this.",
    ),
    "to_be_set": Words("初めに設定する項目", "To be set first"),
    "more_settings": Words("必要な場合に限り変更する項目", "To be changed only where needed"),
    "round_settings": Words("調査", "The round"),
    "ours": Words("（独自）", " (ours)"),
    "in_japanese": Words("日本語", "Japanese"),
    "in_english": Words("英語", "English"),
    "save": Words("保存する", "Save"),
    "contacts": Words("連絡先", "Contacts"),
    "contacts_help": Words(
        "contacts.csv に記載された宛先です。Excelで編集したもの（Excelブック又はCSV）を、次の欄から取り込むことができます。",
        "The addressees in contacts.csv. Edit them in Excel and take over the workbook or CSV file below.",
    ),
    "contacts_file": Words("連絡先の一覧（Excel又はCSV）", "List of contacts (Excel or CSV)"),
    "contacts_drop": Words(
        "ファイルは、この画面のどこかにドラッグすることもできます。",
        "The file may also be dropped anywhere on this page.",
    ),
    "contacts_do": Words("取り込む", "Take it over"),
    "contacts_taken": Words(
        "連絡先を取り込みました。これまでの一覧は contacts-before.csv に残しています。",
        "The contacts were taken over; the list before is kept as contacts-before.csv.",
    ),
    "contacts_not_taken": Words(
        "連絡先に誤りがあるため、取り込んでいません。", "There are mistakes; nothing was taken over."
    ),
    "no_contacts_file": Words("ファイルを選択してください。", "Choose a file."),
    "nobody": Words("宛先なし", "nobody"),
    "as_cc": Words("写し", "cc"),
    "follow": Words("前回の調査から引き継ぐ", "Take over the last round"),
    "follow_help": Words(
        "前回の作業フォルダの場所を入力すると、連絡先、事務局、メールの文面及び設定を引き継ぎます。調査名と日付は空欄になります。",
        "Contacts, secretariat, letters and settings of the last round come along; its name and days are left blank.",
    ),
    "follow_folder": Words("前回の作業フォルダ", "Folder of the last round"),
    "follow_do": Words("引き継ぐ", "Take over"),
    "begin": Words("新しく調査を始める", "Begin a round"),
}
