"""What is published."""

from __future__ import annotations

from survey_tool.wording.words import Words

TEXTS = {
    "release_counts": Words(
        "報告された事例{reported}件のうち{published}件を公表し、{excluded}件を除きます。",
        "Of {reported} cases reported, {published} are published and {excluded} left out.",
    ),
    "release_stands": Words("公表物の事例は{count}件です。", "Cases in the release: {count}."),
    "release_written": Words("{day}に作成しました。", " Written on {day}."),
    "would_be": Words("現在の内容", "As it is now"),
    "left_out": Words("公表しない事例", "Cases left out"),
    "case": Words("事例番号", "Case"),
    "reason": Words("理由", "Reason"),
    "nothing_left_out": Words("公表しない事例はありません。", "No case is left out."),
    "silent": Words("回答のない都道府県（{count}）：{names}", "Prefectures without an answer ({count}): {names}"),
    "unsettled": Words(
        "修正が済んでいない、又は読み取ることができないファイル：{files}",
        "Files with something left to correct, or that cannot be read: {files}",
    ),
    "persons": Words("個人に関する記載と思われるもの", "What seems to tell of persons"),
    "persons_help": Words(
        "公表する回答に、個人に関する記載と思われるものがあります。都道府県のページで内容を確認し、公表してよい場合は確認済みとしてください。",
        "Answers that would be published seem to tell of persons. Look at them on the page of the prefecture; confirm what may be published.",
    ),
    "see_it": Words("確認する", "See it"),
    "not_set": Words(
        "公表物の更新日が、初期値のままです。「設定」で確認してください。",
        "The update date of the release is still the one that came with the settings. See the settings.",
    ),
    "preview": Words("決裁用の案を作成する", "Write a preview for approval"),
    "preview_help": Words(
        "公表物と同じものと、決裁用の要約（1枚）を、別のフォルダに作成します。公表はされません。",
        "Writes the same release and a summary on one page to another folder. Nothing is published.",
    ),
    "previewing": Words("決裁用の案の作成", "Writing the preview"),
    "preview_files": Words("決裁用の案", "The preview"),
    "publish": Words("公表物を作成する", "Write the release"),
    "publish_help": Words(
        "公表するファイルを作成します（掲載は行いません。）。個人に関する記載で未確認のものなどがある場合は、作成する前に確認します。"
        "これまでの公表物は、控えとして残ります。",
        "Writes the files of the release, and puts them nowhere else. Asks before where something that seems to tell of persons is not "
        "confirmed, and the like. The release before is kept.",
    ),
    "publish_again": Words("公表物を作成し直す", "Write the release again"),
    "release_edition": Words("言語を選ぶ", "Languages"),
    "file_approval": Words("決裁用の要約（Excel、1枚）", "Summary for approval (Excel, one page)"),
    "file_book_ja": Words("Excelブック（日本語）", "Excel workbook (Japanese)"),
    "file_book_en": Words("Excelブック（英語）", "Excel workbook (English)"),
    "file_page_ja": Words("ウェブページ（日本語）", "Web page (Japanese)"),
    "file_page_en": Words("ウェブページ（英語）", "Web page (English)"),
    "file_others": Words("オープンデータなど（{count}件）", "Open data and the like ({count})"),
    "not_agreed": Words(
        "公表物は、まだ作成していません。内容と、提出されたファイルが揃っていることを確認してください。",
        "No release was written yet. See what it holds and that all returned files are there.",
    ),
    "publish_all_the_same": Words(
        "確認した上で、このまま公表物を作成する", "I have seen this; write the release all the same"
    ),
    "publishing": Words("公表物の作成", "Writing the release"),
    "release_files": Words("公表物", "The release"),
    "no_release": Words("公表物は、まだありません。", "There is no release yet."),
    "no_release_now": Words("公表物はありません。", "There is no release."),
    "closing": Words("調査の終了", "Ending the round"),
    "close_about": Words(
        "公表が済み、次回の調査票を作成した後に、提出された調査票、メールの下書きなどを削除し、調査を終了します。連絡先の一覧は、次回に使用するため残ります。",
        "Once the release is out and next round's forms are written, end the round: returns, drafts and the like are removed. The list "
        "of contacts stays, for the next round.",
    ),
    "closed_removed": Words("削除したファイル：{count}件", "files removed: {count}"),
    "close_see": Words("削除するものを確認する", "See what is removed"),
    "close_do": Words("削除し、調査を終了する", "Remove it and end the round"),
    "close_help": Words(
        "元に戻すことはできません。公表物、件数、記録及び連絡先の一覧は残ります。",
        "It cannot be undone. The release, counts, the record and the list of contacts stay.",
    ),
    "close_changed": Words(
        "このページを開いた後に、削除するファイルが変わりました。何も削除していません。もう一度、内容を確認してください。",
        "What would be removed has changed since this page was opened. Nothing was removed. Look it through again.",
    ),
    "close_type": Words(
        "確認のため、調査名（{round}）を入力してください。", "Type the name of the round, {round}, to confirm."
    ),
    "unconfirmed_at": Words("{place}　{told}", "{place} {told}"),
    "replaced": Words("以前の公表物（{count}）", "Releases that were replaced ({count})"),
    "doubts": Words("確認が済んでいない回答", "Answers that may be slips"),
    "doubts_help": Words(
        "入力の誤りの可能性がある回答が、未確認のまま公表されます。都道府県に確認を依頼するか、都道府県のページで確認済みとしてください。",
        "These would be published although nobody has said that they are right. Ask the prefectures, or confirm them on their pages.",
    ),
    "mails": Words("対応が済んでいないメールの連絡事項", "What mails say, not dealt with"),
    "mails_help": Words(
        "メールの本文に連絡事項があります。本文を確認し、対応が済んだ場合は、都道府県のページで確認済みとしてください。",
        "Mails say more than greetings. Read them; once they are dealt with, confirm that on the page of the prefecture.",
    ),
    "mails_nobodys": Words("提出元不明", "Sender unknown"),
    "doubts_of": Words("{name}（{count}件）", "{name} ({count})"),
}
