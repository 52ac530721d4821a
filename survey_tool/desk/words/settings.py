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
    "to_be_given": Words("次の項目を記入又は修正してください。", "Fill in or mend what follows."),
    "settings_changed": Words(
        "この画面を開いた後に、設定（survey.toml）が変更されました。まだ保存していません。内容を確認し、もう一度保存してください。",
        "Nothing is saved yet: the settings (survey.toml) were changed since this page was opened. Look it through and save again.",
    ),
    "stands_now": Words(
        "現在の設定は「{value}」です。保存すると、この欄の内容に置き換わります。",
        'The settings have "{value}" now; saving puts what stands here in its place.',
    ),
    "blank_now": Words(
        "現在の設定は空欄です。保存すると、この欄の内容が入ります。",
        "The settings have nothing here now; saving puts in what stands here.",
    ),
    "by_hand": Words(
        "survey.toml を設定として読み取ることができません。メモ帳などで開き、次の箇所を修正してください。",
        "survey.toml cannot be read as settings. Open it as text and mend this.",
    ),
    "by_hand_too": Words(
        "次の箇所は、この画面の欄では修正できません。survey.toml をメモ帳などで開き、修正してください。",
        "No field of this page mends this. Open survey.toml as text and mend it there.",
    ),
    "to_be_set": Words("初めに設定する項目", "To be set first"),
    "more_settings": Words("必要な場合に限り変更する項目", "To be changed only where needed"),
    "round_settings": Words("調査", "The round"),
    "choice_ja": Words("日本語", "Japanese"),
    "choice_en": Words("英語", "English"),
    "choice_starttls": Words("starttls", "starttls"),
    "choice_tls": Words("tls", "tls"),
    "in_japanese": Words("日本語", "Japanese"),
    "in_english": Words("英語", "English"),
    "save": Words("保存する", "Save"),
    "contacts": Words("連絡先", "Contacts"),
    "contacts_help": Words(
        "調査票とメールの宛先です。都道府県ごとに修正できます。まとめて記入する場合は、Excelを使用します。",
        "To whom forms and letters go. They are edited here, prefecture by prefecture, or all at once in Excel.",
    ),
    "contacts_of": Words("{name}の連絡先", "Contacts of {name}"),
    "contacts_of_help": Words(
        "1行に1人又は1部署を記入します。部署名と氏名は、いずれか一方でも構いません。宛先から除く場合は、その行を空欄にして保存します。",
        "One person or department a row; a department or a name will do. To take one out, leave its row blank and save.",
    ),
    "contacts_edit": Words("修正する", "Edit"),
    "contacts_back": Words("保存せずに戻る", "Back without saving"),
    "contacts_by_excel": Words("Excelでまとめて記入する", "All at once in Excel"),
    "contacts_saved": Words("連絡先を保存しました。", "The contacts were saved."),
    "contacts_not_saved": Words(
        "誤りがあるため、保存していません。説明のある項目を修正してください。",
        "There are mistakes; nothing was saved. Mend the fields that say what is wrong.",
    ),
    "contacts_not_readable": Words(
        "連絡先の一覧を読み取ることができないため、保存していません。一覧を修正してから、もう一度入力してください。",
        "Nothing was saved: the list of contacts cannot be read. Mend the list, then fill in again.",
    ),
    "contacts_changed": Words(
        "この画面を開いた後に、同じ行が変更されました。まだ保存していません。説明のある行を確認し、もう一度保存してください。",
        "Nothing is saved yet: a row of yours was changed by another since this page was opened. Look at the rows that say so and save again.",
    ),
    "contact_now": Words(
        "現在の一覧では「{row}」です。保存すると、上の行の内容に置き換わります。",
        'The list has "{row}" now; saving puts the row above in its place.',
    ),
    "contact_gone": Words(
        "上の行は、現在の一覧にはありません。保存すると、加わります。",
        "The row above is no longer in the list; saving adds it.",
    ),
    "no_address": Words("メールアドレスの記入なし（宛先にしていません）", "no address yet: nothing goes there"),
    "contacts_get": Words("連絡先の一覧をExcelで保存する", "Save the list of contacts as an Excel workbook"),
    "contacts_fill": Words(
        "Excelで開き、宛先を記入して、上書き保存します。宛先が複数ある都道府県は、行を追加します。",
        "Open it in Excel, fill in the addressees and save it. A further addressee takes a further row.",
    ),
    "contacts_bring": Words("次の欄から取り込みます。", "Take it over below."),
    "contacts_own": Words(
        "お手元の名簿も取り込むことができます。列の見出し（都道府県、担当課、氏名、メールアドレス）があれば、順序は問いません。",
        "A list of your own will do as well, in any order, where its columns are named: prefecture, department, person, email.",
    ),
    "contacts_file": Words("連絡先の一覧（Excel又はCSV）", "List of contacts (Excel or CSV)"),
    "contacts_drop": Words(
        "ファイルは、この画面のどこかにドラッグすることもできます。",
        "The file may also be dropped anywhere on this page.",
    ),
    "contacts_do": Words("取り込む", "Take it over"),
    "contacts_taken": Words(
        "連絡先を取り込みました。これまでの一覧は、控えとして残しています（ファイル名：contacts-before）。",
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
        "連絡先、事務局、メールの文面及び設定を引き継ぎます。調査名と日付は空欄になります。",
        "Contacts, secretariat, letters and settings of the last round come along; its name and days are left blank.",
    ),
    "follow_folder": Words("前回の作業フォルダ", "Folder of the last round"),
    "follow_this": Words("「{folder}」（{round}年度調査）から引き継ぐ", "From {folder} (survey {round})"),
    "follow_elsewhere": Words("他の場所にあるフォルダから引き継ぐ", "From a folder elsewhere"),
    "follow_where": Words(
        "エクスプローラーで前回のフォルダを開き、上部の欄に表示される場所を写してください（例：C:\\調査\\2025）。",
        "Open the folder in the Explorer and copy what stands in the line above it, such as C:\\survey\\2025.",
    ),
    "to_next": Words("次に行うことを見る", "See what to do next"),
    "follow_do": Words("引き継ぐ", "Take over"),
    "begin": Words("新しく調査を始める", "Begin a round"),
}
