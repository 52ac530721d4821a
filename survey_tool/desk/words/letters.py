"""Letters: who is due one, drafts, what went out."""

from __future__ import annotations

from survey_tool.wording.words import Words

TEXTS = {
    "due": Words("送付の対象", "Who is due one"),
    "due_count": Words("{count}団体", "{count} prefectures"),
    "chosen_alone": Words("選んだ都道府県のみを示しています。", "Only the prefectures that were chosen are shown."),
    "what_came": Words("{name}から届いたものを見る", "See what came from {name}"),
    "see_all_due": Words("全ての対象を見る", "See all who are due one"),
    "nobody_due": Words("送付する相手はいません。", "There is nobody to write to."),
    "drafts": Words("下書き", "Drafts"),
    "write_drafts": Words("下書きを作成する", "Write the drafts"),
    "write_again": Words("下書きを作成し直す", "Write the drafts again"),
    "all_sent": Words(
        "作成済みの下書き（{count}件）は、全て送信済みです。", "All drafts that were written ({count}) are sent."
    ),
    "write_help": Words(
        "下書きを作成しても、送信はされません。編集した下書きは、上書きされません。",
        "Nothing is sent by this. Drafts that somebody has edited are left as they are.",
    ),
    "write_options": Words("言語又は通数を指定する", "Language, or a second letter"),
    "edition": Words("メールの言語", "Language of the letters"),
    "number": Words("通数", "Which letter of this kind"),
    "number_help": Words(
        "同じ相手に改めて送る場合に、2通目は2とします。",
        "2 writes a second one to everybody, besides the first.",
    ),
    "no_number": Words("通数は、1から{most}までの整数で指定してください。", "Give a whole number from 1 to {most}."),
    "forms": Words("送付する調査票", "The forms that go out"),
    "forms_there": Words("{count}件あります（{folder}）。", "There are {count}, in {folder}."),
    "forms_get": Words("調査票をZIPで保存する", "Save the forms as one archive"),
    "forms_again": Words("調査票を作成し直す", "Write the forms again"),
    "forms_edition": Words("調査票の言語", "Language of the forms"),
    "drafting": Words("{kind}の下書きの作成", "Drafts: {kind}"),
    "drafted": Words("下書きを{count}件作成しました。", "Drafts written: {count}."),
    "edited": Words(
        "編集された下書きがあるため、上書きせず、そのまま残しています：{files}",
        "These drafts have been edited by somebody and are left as they are: {files}",
    ),
    "kept_copies": Words(
        "作成後に保存された修正用調査票があるため、そのまま残しています：{files}",
        "These correction copies have been saved by somebody since and are left as they are: {files}",
    ),
    "all_drafts": Words(
        "未送信の下書きをZIPで保存する（{count}件）", "Save the unsent drafts as one archive ({count})"
    ),
    "open_help": Words(
        "下書きを開き、内容を確認して、お使いのメールソフトから送信してください。送信した後、次の欄で記録してください。",
        "Open each draft, look it through and send it by your mail program. Then note below that it went out.",
    ),
    "send": Words("メールサーバーから送信する", "Send by the mail server"),
    "send_help": Words(
        "{server} から1通ずつ送信します。内容は、下書きと同じものを現在の状況に合わせて作成します（編集した下書きは使用しません。）。"
        "送信済みのメールは、再び送信しません。",
        "By {server}, one by one. The letters are those of the drafts as they are due now (drafts that somebody has edited are not used). "
        "What was sent is never sent again.",
    ),
    "send_unset": Words(
        "「設定」でメールサーバーを指定すると、この画面から送信することもできます。",
        "With a mail server in the settings, letters can be sent from here as well.",
    ),
    "user": Words("ユーザー名", "User name"),
    "login_help": Words(
        "ログインが不要なサーバーの場合は、空欄にしてください。入力した内容は、「画面を閉じる」を押すまで覚えておきます（ファイルには保存しません。）。",
        "Leave these blank where the server needs no login. What is typed is borne in mind until the desk is closed, and kept in no file.",
    ),
    "login_known": Words(
        "ログインの情報は入力済みです。変更する場合に限り、入力してください。",
        "A login was given. Type only to change it.",
    ),
    "rehearse": Words("予行する（送信はしません。）", "Rehearse (nothing is sent)"),
    "rehearsing": Words("{kind}の送信の予行", "Rehearsal: {kind}"),
    "rehearse_first": Words(
        "予行していないメール、又は予行した後に内容が変わったメールがあるため、送信していません。もう一度予行してください。",
        "Nothing was sent: some of these letters were not rehearsed, or have changed since. Rehearse them first.",
    ),
    "was_rehearsed": Words(
        "予行が終わりました。結果を確認した上で、送信してください。",
        "These were rehearsed. Send them once the result is as it should be.",
    ),
    "send_do": Words("送信する", "Send"),
    "sending": Words("{kind}の送信", "Sending: {kind}"),
    "go_on": Words(
        "残りのメールは、もう一度「送信する」を押すと送信します。",
        'What is left goes out when "Send" is pressed again.',
    ),
    "unrecorded": Words(
        "記録にないメールは、送信していないものとして送信する",
        "Send what the record does not tell of, as not sent before",
    ),
    "undecided": Words("届いたかどうかを確認するメール", "Letters that may have arrived"),
    "undecided_help": Words(
        "送信が途中で中断したため、届いたかどうかが分かりません。サーバーの記録又は宛先に確認してください。",
        "Their sending was interrupted. Ask the server's log or the addressee.",
    ),
    "undecided_at": Words("{prefecture}（{at}、宛先：{recipients}）", "{prefecture} ({at}, to {recipients})"),
    "about_open": Words("未確認", "not known yet"),
    "about_arrived": Words("届いている", "it arrived"),
    "about_lost": Words("届いていない（もう一度送信する）", "it did not (send it again)"),
    "decide": Words("確認の結果を記録する", "Note what was found out"),
    "nothing_decided": Words("確認の結果を選択してください。", "Choose what was found out."),
    "past": Words(
        "作成した後に状況が変わったため、このままでは送付の対象としない下書きがあります（{count}件：{names}）。"
        "「下書きを作成し直す」を押すと、現在の状況に合わせて作成し直し、不要になったものを除きます。",
        "Some drafts are not to be sent as they stand, because things have changed since they were written ({count}: {names}). "
        '"Write the drafts again" writes them as they are due now, and puts those away that are due no longer.',
    ),
    "mark_past": Words(
        "現在は送付の対象ではないもの（作成したときの内容で既に送信した場合に限り、選択してください。）",
        "No longer to be sent as they stand (choose one only if it went out as it was written)",
    ),
    "mark": Words("送信したことを記録する", "Note that they went out"),
    "mark_which": Words("送信したもの", "What went out"),
    "mark_all": Words("全て（{count}件）", "All ({count})"),
    "mark_on": Words("送信した日（空欄の場合は今日）", "Day (today if blank)"),
    "mark_do": Words("送信済みとする", "Note as sent"),
    "none_chosen": Words("下書きを選択してください。", "Choose at least one draft."),
    "done_sent": Words(
        "{count}件を送信済みとして記録しました。誤って記録した場合は、都道府県のページの「記録」で取り消すことができます。",
        "Noted as sent: {count}. What was noted by mistake is taken back in the record on the page of the prefecture.",
    ),
}
