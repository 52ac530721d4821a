"""What is published."""

from __future__ import annotations

from survey_tool.wording.words import Words

TEXTS = {
    "release_counts": Words(
        "報告された事例{reported}件のうち{published}件を公表し、{excluded}件を除きます。",
        "Of {reported} cases reported, {published} are published and {excluded} left out.",
    ),
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
    "previewed": Words("決裁用の案を作成しました：{folder}", "Preview written: {folder}"),
    "preview_files": Words("決裁用の案", "The preview"),
    "publish": Words("公表物を作成する", "Write the release"),
    "publish_help": Words(
        "公表物を published フォルダに作成します。これまでの公表物は、replaced フォルダに残ります。",
        "Writes the release to the folder published; the one before is kept in replaced.",
    ),
    "agreed": Words(
        "半数以上の都道府県又は全ての事例がなくなる場合、個人に関する記載が未確認の場合及び決裁用の案と異なる場合も、作成する",
        "Write it though half of the prefectures, or all cases, of the release before are gone, what seems to tell of persons is not "
        "confirmed, or it is not what the preview for approval holds",
    ),
    "not_agreed": Words(
        "公表物は作成していません。内容と、提出されたファイルが揃っていることを確認してください。このまま公表する場合は、「公表」のページでその旨を選択してください。",
        "No release was written. See what it holds and that all returned files are there; to publish all the same, say so on the page of "
        "the release.",
    ),
    "publishing": Words("公表物の作成", "Writing the release"),
    "was_published": Words("公表物を作成しました：{folder}", "Release written: {folder}"),
    "kept_before": Words("これまでの公表物は {folder} に残しています。", "The release before is kept in {folder}."),
    "release_files": Words("公表物", "The release"),
    "no_release": Words("公表物は、まだありません。", "There is no release yet."),
    "replaced": Words("以前の公表物：{names}", "Releases that were replaced: {names}"),
}
