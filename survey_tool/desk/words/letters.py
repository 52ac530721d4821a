"""Letters: who is due one, drafts, what went out."""

from __future__ import annotations

from survey_tool.wording.words import Words

TEXTS = {
    "due": Words("送付の対象", "Who is due one"),
    "due_count": Words("{count}団体", "{count} prefectures"),
    "nobody_due": Words("送付する相手はいません。", "There is nobody to write to."),
    "drafts": Words("下書き", "Drafts"),
    "write_drafts": Words("下書きを作成する", "Write the drafts"),
    "write_again": Words("下書きを作成し直す", "Write the drafts again"),
    "write_help": Words(
        "下書きを作成しても、送信はされません。編集した下書きは、上書きされません。",
        "Nothing is sent by this. Drafts that somebody has edited are left as they are.",
    ),
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
    "mark": Words("送信したことを記録する", "Note that they went out"),
    "mark_which": Words("送信したもの", "What went out"),
    "mark_on": Words("送信した日（空欄の場合は今日）", "Day (today if blank)"),
    "mark_do": Words("送信済みとする", "Note as sent"),
    "none_chosen": Words("下書きを選択してください。", "Choose at least one draft."),
    "done_sent": Words("送信済みとして記録しました。", "Noted as sent."),
}
