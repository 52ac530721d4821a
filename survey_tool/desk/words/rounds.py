"""The round before and the one after."""

from __future__ import annotations

from survey_tool.wording.words import Words

TEXTS = {
    "rounds": Words("前回と次回の調査", "The last round and the next"),
    "rounds_help": Words(
        "調査は、1回ごとに別のフォルダで行います。前回と次回の調査の画面は、別のタブで開きます。",
        "Each round has a folder of its own. The desks of the last round and the next open in tabs of their own.",
    ),
    "round_before": Words("前回", "Last"),
    "round_after": Words("次回", "Next"),
    "round_open": Words("画面を開く", "Open its desk"),
    "round_go": Words("画面へ移る", "Go to its desk"),
    "next_begin": Words("次回の調査を始める", "Begin the next round"),
    "next_help": Words(
        "このフォルダの隣に次回のフォルダを作成し、連絡先、事務局、メールの文面及び設定を引き継ぎます。"
        "回答は、次回の調査票を作成するときに転記します。この調査の内容は変わりません。",
        "A folder beside this one is made for it; contacts, secretariat, letters and settings come along. Answers are filled in when its "
        "forms are written. Nothing of this round is changed.",
    ),
    "next_name": Words("次回のフォルダの名前", "Name of its folder"),
    "next_do": Words("次回のフォルダを作成する", "Make the folder"),
    "done_next": Words(
        "次回のフォルダを作成しました。次の「画面へ移る」から、設定と調査票の作成に進んでください。",
        "The folder was made. Go to its desk to set it and to write its forms.",
    ),
    "no_such_round": Words("その調査のフォルダが見つかりません。", "The folder of that round is not to be found."),
    "open_elsewhere": Words(
        "この調査の画面は、{since}からパソコン「{computer}」で開かれています（{by}）。そちらの画面を閉じてから、もう一度開いてください。",
        'The desk of that round has been open on the computer "{computer}" since {since} ({by}). Close it there first.',
    ),
    "open_by_another": Words(
        "この調査の画面は、別のプログラムが開いています。そちらの画面を閉じてから、もう一度開いてください。",
        "Another program has the desk of that round open. Close it there first.",
    ),
}
