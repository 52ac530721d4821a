"""What stands around every page."""

from __future__ import annotations

from survey_tool.wording.words import Words

TEXTS = {
    "product": Words("共同調達調査", "Joint procurement survey"),
    "round": Words("{round}年度調査", "Survey {round}"),
    "round_in": Words("フォルダ「{folder}」", 'Folder "{folder}"'),
    "skip": Words("本文へ", "Skip to the content"),
    "pages": Words("ページ", "Pages"),
    "page_overview": Words("状況", "Overview"),
    "page_letters": Words("連絡", "Letters"),
    "page_release": Words("公表", "Release"),
    "page_settings": Words("設定", "Settings"),
    "other_language": Words("English", "日本語"),
    "end": Words("画面を閉じる", "Close the desk"),
    "ended": Words(
        "調査の画面を閉じました。このタブは閉じて構いません。もう一度開く場合は、始めたときと同じように開いてください。",
        "The desk is closed, and this tab may be closed too. To open it again, start it as you did.",
    ),
    "ended_page": Words("閉じた画面", "Closed desk"),
    "ending": Words(
        "実行中の「{work}」は、区切りのよいところで中止します。それまで、パソコンの電源を切らないでください。",
        '"{work}" is being stopped at the next place where it can be. Leave the computer on until then.',
    ),
    "title": Words("{page}｜{round}｜{product}", "{page} | {round} | {product}"),
    "working": Words("実行中", "Working"),
    "stop": Words("中止する", "Stop"),
    "stopping": Words("区切りのよいところで中止します。", "It stops at the next point where it can."),
    "so_far": Words("{done} / {all}", "{done} of {all}"),
    "work_title": Words("処理の状況", "Work"),
    "work_none": Words("実行中の処理はありません。", "Nothing is going on."),
    "work_running": Words(
        "実行しています。他のページを開いても、処理は続きます。", "Going on; other pages may be used meanwhile."
    ),
    "work_done": Words("終了しました。", "Done."),
    "work_stopped": Words("中止しました。", "Stopped."),
    "work_asks": Words("次の内容を確認してください。", "See this first."),
    "work_failed": Words("完了できませんでした。", "It could not be completed."),
    "back": Words("戻る", "Back"),
    "back_there": Words("前のページへ戻る", "Back to the page before"),
    "changed": Words(
        "このページを開いた後に、内容が変わりました。", "Something has changed since this page was opened."
    ),
    "renew": Words("最新の内容を表示する", "Show what is so now"),
    "not_found": Words("ページがありません。", "There is no such page."),
    "trouble": Words("確認が必要です", "Something has to be put right"),
    "to_settings": Words("設定を確認する", "See the settings"),
    "to_nowhere": Words(
        "このページではファイルを追加できません。届いたファイルは、調査を始めてから終了するまで、「状況」のページで追加できます。",
        "Files cannot be added on this page. While the round goes on, what came in is added on the overview page.",
    ),
    "still_bringing": Words(
        "先に追加したファイルを保存しています。結果が表示されてから、もう一度追加してください。",
        "The files before are still being saved. Add these once it is shown what became of those.",
    ),
    "a_folder": Words(
        "フォルダは追加できません。フォルダを開き、中のファイルをドラッグしてください。",
        "A folder cannot be added. Open it, and drop the files in it.",
    ),
    "one_only": Words(
        "ここに追加できるファイルは1つです。1つだけドラッグしてください。",
        "One file can be added here. Drop only that.",
    ),
    "too_many": Words(
        "一度に追加できるファイルは{most}件までです。いくつかに分けて追加してください。",
        "Up to {most} files can be added at once. Add them in several parts.",
    ),
    "too_large": Words(
        "一度に追加できる量（{limit}MB）を超えています。いくつかに分けて追加してください。"
        "1つのファイルで超える場合は、「設定」の「提出されたファイルを読み取る上限」を変更してください。",
        "This is more than can be added at once ({limit} MB). Add it in several parts. Where one file is larger by itself, change how much "
        "of a returned file is too much in the settings.",
    ),
    "has_ended": Words(
        "調査の画面は閉じられています。このタブは閉じて構いません。もう一度開く場合は、始めたときと同じように開いてください。",
        "The desk is closed, and this tab may be closed too. To open it again, start it as you did.",
    ),
    "bad_request": Words("操作を受け付けることができませんでした。", "This request could not be understood."),
    "folder_gone": Words(
        "調査のフォルダ「{folder}」が見つかりません。移動、名称の変更又は削除をしていないか、共有フォルダやUSBメモリに接続しているかを確認してください。"
        "元に戻すと、そのまま続けることができます。",
        'The folder "{folder}" of the round is gone. See whether somebody has moved, renamed or removed it, or whether its share or stick is '
        "connected. Once it is back, go on as before.",
    ),
    "home": Words("状況のページへ", "To the overview"),
    "done": Words("記録しました。", "Written down."),
    "prefecture": Words("都道府県", "Prefecture"),
    "state": Words("状況", "State"),
    "files": Words("ファイル", "File"),
}
