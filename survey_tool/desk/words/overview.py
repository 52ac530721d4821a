"""Where the round stands, and what comes in."""

from __future__ import annotations

from survey_tool.post.record.troubles import NOT_NOTED
from survey_tool.questionnaire.findings.entry import STATE_LABELS
from survey_tool.wording.words import Words

TEXTS = {
    "deadline": Words("回答期限：{day}（{left}）", "Deadline: {day} ({left})"),
    "next": Words("次に行うこと", "What to do next"),
    "also": Words("ほかに行うこと", "Also to be done"),
    "step_init": Words("設定と連絡先の一覧を作成する", "Begin the round"),
    "without_previous": Words(
        "前回の回答を転記しない場合は、空欄の調査票を作成します。",
        "Where last round's answers are not to be filled in, write blank forms.",
    ),
    "no_previous": Words("前回の提出ファイルが見つかりません。", "Last round's returns are not to be found."),
    "step_generate_blank": Words("空欄の調査票を作成する", "Write blank forms"),
    "step_generate": Words("調査票を作成する", "Write the forms"),
    "step_mail": Words("メールの内容を確認する", "See the letters"),
    "step_confirm": Words("確認をお願いした回答を見る", "See what was asked about"),
    "step_merge": Words("提出の内容を確認する", "See the returns"),
    "step_unlock": Words("パスワードを入力する", "Enter the password"),
    "step_publish": Words("公表の内容を確認する", "See what is published"),
    "step_sent": Words("{kind}の下書きを開き、送信を記録する", "{kind}: open the drafts, note what was sent"),
    "step_whose": Words("提出元を確認する", "See whose it is"),
    "step_contacts": Words("連絡先を開く", "Open the contacts"),
    "step_settings": Words("設定を開く", "Open the settings"),
    "from_last": Words("前回の調査から引き継ぐ", "Take over the last round"),
    "totals": Words("都道府県の状況", "The prefectures"),
    "total": Words("{total}団体　事例{cases}件", "{total} prefectures, {cases} cases"),
    "map": Words("地図", "Map"),
    "list": Words("一覧", "List"),
    "records": Words("都道府県ごとの記録", "The record, prefecture by prefecture"),
    "new": Words("前回この画面を閉じた後の動き", "Since this window was last closed"),
    "lately": Words("最近の動き", "Lately"),
    "nothing_new": Words("記録はありません。", "Nothing was written down yet."),
    "drop": Words("届いたファイルを追加する", "Add what came in"),
    "drop_help": Words(
        "調査票、メール、ZIPファイルを、この画面のどこかにドラッグしてください。保存し、すぐに確認します。",
        "Drop forms, mails or archives anywhere on this page: they are saved and checked at once.",
    ),
    "add": Words("追加する", "Add"),
    "drop_here": Words("ここに放すと、追加します。", "Let go to add these files."),
    "adding": Words("保存し、確認しています。", "Saving and checking."),
    "received": Words("追加したファイル", "What was added"),
    "received_none": Words("ファイルが選択されていません。", "No file was chosen."),
    "unanswered": STATE_LABELS["missing"],
    "to_correct": STATE_LABELS["wrong"],
    "to_check": STATE_LABELS["doubtful"],
    "cases": Words("事例", "Cases"),
    "saved_on": Words("保存日", "Saved"),
    "extended_to": Words("（{day}まで延長）", " (extended to {day})"),
    "waited_for": Words("（{what}）", " ({what})"),
    "nobodys": Words("提出元が分からないファイル", "Files of which it is not known who sent them"),
    "see_prefecture": Words("{name}のページで詳しく見る", "See all of it: {name}"),
    "in_order": Words("修正が必要な箇所はありません。", "Nothing must be corrected."),
    "more": Words("ほか{count}件", "and {count} more"),
    "error": Words("要修正", "To correct"),
    "warning": Words("要確認", "To check"),
    "info": Words("参考", "Note"),
    "misplaced": Words(
        "提出されたものかもしれないファイルが、確認の対象にならない場所にあります（{files}）。このページに追加してください。",
        "These files may be returns, but lie where nobody looks for them ({files}). Add them on this page.",
    ),
    "unwritten": NOT_NOTED,
    "unread": Words(
        "記録（record.csv）に読み取ることのできない行があります。その行の内容は、反映されていません。",
        "Lines of the record (record.csv) cannot be read. What they tell is not shown.",
    ),
    "no_settings": Words(
        "このフォルダでは、まだ調査を始めていません（{folder}）。",
        "No round has been begun in this folder yet ({folder}).",
    ),
    "generating": Words("調査票の作成", "Writing the forms"),
}
