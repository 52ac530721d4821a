"""A prefecture, and what can be done about what came from it."""

from __future__ import annotations

from survey_tool.form.contract.marker import SHEETS
from survey_tool.wording.words import Words

TEXTS = {
    "prefecture_title": Words("{code} {name}", "{code} {name}"),
    "its_deadline": Words("回答期限：{day}", "Deadline: {day}"),
    "was_extended": Words("（延長後）", " (extended)"),
    "waiting": Words(
        "確認の対象にならない場所に、ファイルがあります：{files}", "Files lie where nobody looks for returns: {files}"
    ),
    "returns_are_gone": Words(
        "提出された調査票は、調査の終了に伴い削除しました。", "What came back was removed when the round was closed."
    ),
    "nothing_came": Words("提出されたファイルはありません。", "Nothing has come in."),
    "returns": Words("提出されたファイル", "What came in"),
    "came_at": Words("到着：{at}", "First seen: {at}"),
    "lies_since": Words("保存日：{day}", "Saved: {day}"),
    "by_mail": Words("メール：{sender}　{sent}　{subject}", "Mail: {sender}, {sent}, {subject}"),
    "get_file": Words("ファイルを開く", "Open the file"),
    "get_copy": Words("修正用調査票を開く", "Open the correction copy"),
    "message": Words("事務局への連絡事項", "Message to the secretariat"),
    "message_help": Words(
        "調査票に連絡事項を記入した都道府県です。内容は、各都道府県のページに表示しています。公表はしません。",
        "These prefectures have written something to the secretariat in their forms. It stands on their pages, and is not published.",
    ),
    "findings": Words("確認結果", "What was found"),
    "nothing_found": Words("修正又は確認が必要な箇所はありません。", "Nothing is to be corrected or checked."),
    "was_confirmed": Words("確認済み", "confirmed"),
    "confirm": Words("この回答のままでよい", "This answer is right"),
    "confirm_mail": Words("連絡事項への対応が済んだ", "This is dealt with"),
    "because": Words("確認の方法や理由（任意）", "How it was found out, or why (optional)"),
    "confirm_do": Words("確認済みとする", "Note as confirmed"),
    "in_doubt": Words(
        "別の都道府県の提出の可能性があるため、回答とその確認結果は表示していません。提出元を確認し、記録した後に表示します。",
        "It may be another prefecture's: its answers, and what was found in them, are shown once it is noted whose it is.",
    ),
    "answers": Words("回答を読む", "Read the answers"),
    "question": Words("項目", "Question"),
    "answer": Words("回答", "Answer"),
    "participants": SHEETS["participants"],
    "of_another": Words("{name}（{prefecture}）", "{name} ({prefecture})"),
    "no_code": Words("団体コードのない行（{number}）", "row without a code ({number})"),
    "acts": Words("このファイルについて", "About this file"),
    "set_aside": Words("対象外とする", "Set it aside"),
    "set_all_aside": Words("全てを対象外とする", "Set all of it aside"),
    "set_aside_with": Words(
        "「{outer}」ごと対象外となります。一緒に入っている次のファイルも、集計の対象から除かれます：{others}",
        'The whole of "{outer}" is set aside; these other files in it no longer count either: {others}',
    ),
    "set_aside_help": Words(
        "集計の対象から除きます。「対象外としたファイル」の欄で、元に戻すことができます。",
        "It does not count any more; it is taken back where files are listed that were set aside.",
    ),
    "owner": Words("提出元の都道府県", "The prefecture that it came from"),
    "choose": Words("選択してください", "Choose one"),
    "owner_do": Words("提出元を記録する", "Note whose it is"),
    "password": Words("パスワード", "Password"),
    "unlock_do": Words("パスワードを解除する", "Unlock it"),
    "merge": Words("提出が複数あり、内容が異なります", "More than one return, and they differ"),
    "merge_help": Words(
        "1つの調査票にまとめます。食い違いがある場合は、両方の回答を示した調査票を作成します。一方のみを採用する場合は、他方を対象外としてください。",
        "Makes one form of them; where they contradict each other, it shows both answers. If only one counts, set the others aside.",
    ),
    "merged_there": Words(
        "1つにまとめた調査票を作成済みです。保存してメールに添付し、都道府県に送付して確認を依頼してください。返送されたファイルを追加すると、元の提出に代わるものとして扱います。",
        "The form that shows both answers was made. Save it, send it to the prefecture by mail, and ask which is right; once it comes back "
        "and is added here, it counts in place of them.",
    ),
    "merged_get": Words("1つにまとめた調査票を開く", "Open the merged form"),
    "merge_do": Words("1つにまとめる", "Merge them"),
    "extend": Words("回答期限を延長する", "Extend the deadline"),
    "extend_day": Words("延長後の期限", "New deadline"),
    "extend_do": Words("延長する", "Extend"),
    "note": Words("メモを残す", "Leave a note"),
    "note_text": Words("メモ（電話での確認内容など）", "Note, such as what was said on the telephone"),
    "note_do": Words("記録する", "Write it down"),
    "allow_copy": Words("写しの送付を認める", "Let copies go to a domain"),
    "allow_copy_help": Words(
        "回答者が調査票に記入したアドレスが、宛先と別のドメインの場合に、そのドメインへの写しの送付を認めます。通常は不要です。",
        "Where a form names its respondent at another domain than the addressees', letters may be copied there. Seldom needed.",
    ),
    "letter_number": Words("（{number}通目）", " (no. {number})"),
    "count": Words("{count}件", "{count}"),
    "domain": Words("ドメイン（例：pref.example.lg.jp）", "Domain, such as pref.example.lg.jp"),
    "allow_copy_do": Words("認める", "Allow"),
    "its_letters": Words("メール", "Letters"),
    "more_columns": Words(
        "事例の列を増やした調査票を作り直す（事例の数）", "Write its form again with columns for more cases (how many)"
    ),
    "more_columns_do": Words("作り直す", "Write it again"),
    "no_cases": Words("事例の数を、1以上の整数で入力してください。", "Give the number of cases, 1 or more."),
    "done_more_columns": Words(
        "回答を転記し、事例の列を増やした調査票を作成しました。下のリンクから保存し、都道府県に送付してください。"
        "提出されると、元のファイルに代わるものとして扱います。",
        "The form was written again with its answers and more columns. Save it by the link below and send it to the prefecture. When it is "
        "returned, it counts in place of the first.",
    ),
    "form_alone": Words("この都道府県の調査票だけを作成し直す", "Write the form of this prefecture alone again"),
    "form_alone_help": Words(
        "記入の前に、事例の列を増やす場合などに使用します。記入途中の調査票は、届いたファイルとして追加し、「このファイルについて」から作り直してください。",
        "For more columns before anything is filled in, for example. Bring a half-filled form as a file that came in, and write it again from "
        "what is said about that file.",
    ),
    "form_columns": Words("事例の列の数（空欄の場合は設定のとおり）", "Columns for cases (blank: as in the settings)"),
    "form_alone_do": Words("作成する", "Write it"),
    "its_form": Words("この都道府県の調査票（Excel）", "The form of this prefecture (Excel)"),
    "its_contacts": Words("宛先を確認又は修正する", "See or edit to whom they go"),
    "no_letters": Words("下書きはありません。", "No drafts."),
    "record": Words("記録", "Record"),
    "no_lines": Words("記録はありません。", "Nothing was written down yet."),
    "undo": Words("取り消す", "Take back"),
    "letter_sent": Words("送信済み（{at}）", "sent ({at})"),
    "letter_unsent": Words("未送信", "not sent"),
    "letter_not_due": Words(
        "未送信（このままでは送付の対象ではありません。）", "not sent, and not to be sent as it stands"
    ),
    "not_due_help": Words(
        "作成した後に状況（期限、提出の有無、宛先など）が変わったため、このまま送信しないでください。必要な場合は、「連絡」で作成し直してください。",
        "Do not send this as it stands: something has changed since it was written, such as a deadline, what came in, or an addressee. Where a "
        "letter is still due, write it again.",
    ),
    "not_due_see": Words("「連絡」を開く", "See the letters"),
    "letter_to": Words("宛先", "To"),
    "letter_cc": Words("写し", "Cc"),
    "letter_subject": Words("件名", "Subject"),
    "letter_files": Words("添付", "Attached"),
    "letter_open": Words("下書きを開く", "Open the draft"),
    "kind_invite": Words("依頼", "Invitation"),
    "kind_remind": Words("督促", "Reminder"),
    "kind_correct": Words("修正依頼", "Request for correction"),
    "kind_ask": Words("確認のお願い", "Question"),
    "kind_extend": Words("期限延長の連絡", "Later deadline"),
    "done_extended": Words("回答期限を延長しました。", "The deadline was extended."),
    "done_confirmed": Words("確認済みとしました。", "Noted as confirmed."),
    "done_set_aside": Words("対象外としました。", "It was set aside."),
    "done_taken_back": Words("対象に戻しました。", "It was taken back among the returns."),
    "merging": Words("提出の取りまとめ", "Merging returns"),
    "done_owner": Words("提出元を記録しました。", "It was noted whose it is."),
    "done_unlocked": Words("読み取ることのできるファイルを作成しました。", "The readable copy was made."),
    "done_still_locked": Words(
        "一部を解除しました。別のパスワードのものが残っています。",
        "Some of it was unlocked; the rest has another password.",
    ),
    "done_undone": Words("取り消しました。", "Taken back."),
    "no_day": Words("日付を指定してください（例：2026-12-25）。", "Give a day such as 2026-12-25."),
    "no_text": Words("メモを記入してください。", "Write something into the note."),
    "no_owner": Words("都道府県を選択してください。", "Choose a prefecture."),
    "no_file": Words("「{file}」は、提出されたファイルの中にありません。", '"{file}" is not among the returns.'),
    "aside": Words("対象外としたファイル", "Files that were set aside"),
    "was_unlocked": Words(
        "パスワードを解除する前のもの（解除したファイルを集計の対象としています。）",
        "as it came, with its password; the unlocked copy counts",
    ),
    "take_back": Words("対象に戻す", "Take back"),
}
