"""A form as a whole: whose it is and of which round, what is missing from it, what is in it besides answers."""

from __future__ import annotations

from survey_tool.questionnaire.findings.entry import of_file, of_submission
from survey_tool.wording.words import Words

_RECORD_IT = Words(
    "どちらの都道府県の提出かを確認し、記録してください（survey-tool record owner ファイル 都道府県）。",
    "Find out which prefecture returned it and write it down (survey-tool record owner FILE PREFECTURE).",
)

FORMS = (
    of_file(
        "file-wrong-round",
        Words(
            "{found}年度の調査票です。今回は{expected}年度の調査票です。",
            "This is the form of {found}; this round is {expected}.",
        ),
        Words("{expected}年度の調査票に記入して提出してください。", "Please use the form of {expected}."),
        Words("別の回の調査票です。", "The form belongs to another round."),
    ),
    of_file(
        "file-old-version",
        Words(
            "差替え前の版（{found}）の調査票です。現在の版は{expected}です。",
            "This is an earlier version of the form ({found}); the current one is {expected}.",
        ),
        Words(
            "添付の修正用調査票（記入内容は転記済み）を確認してください。",
            "Please look through the attached copy, which holds your answers.",
        ),
        Words(
            "形式の古い調査票です。読めた回答は引き継ぎます。",
            "The form has an older layout; what could be read is kept.",
        ),
    ),
    of_file(
        "prefecture-mismatch",
        Words(
            "ファイル名は{file_prefecture}ですが、調査票は{form_prefecture}のものです。",
            "The file name says {file_prefecture}, the form inside is that of {form_prefecture}.",
        ),
        Words(
            "どちらの都道府県の提出かを確認し、提出元を記録してください（survey-tool record owner ファイル 都道府県）。ファイル名を修正する必要はありません。"
            "別の都道府県の調査票に記入されている場合は、正しい調査票での提出を依頼してください。",
            "Find out which prefecture returned it and note whose it is (survey-tool record owner FILE PREFECTURE); the file need not be renamed. "
            "If the form of another prefecture was filled in, ask for the right one.",
        ),
        Words("ファイル名と調査票の都道府県が異なります。", "File name and form name different prefectures."),
    ),
    of_file(
        "prefecture-mismatch",
        Words(
            "{said_by}「{said}」は{file_prefecture}を示していますが、調査票は{form_prefecture}のものです。",
            'The form is that of {form_prefecture}, but {said_by} "{said}" speaks of {file_prefecture}.',
        ),
        _RECORD_IT,
        Words(
            "フォルダ、ZIPファイル、メールの差出人若しくは件名又は事例番号と、調査票との都道府県が異なります。",
            "A folder, an archive, the sender or subject of the mail or the case IDs speak of another prefecture than the form.",
        ),
        variant="prefecture-around-differs",
    ),
    of_file(
        "prefecture-mismatch",
        Words(
            "ファイル名、フォルダ、メール等の示す都道府県が、互いに異なります（{prefectures}）。",
            "File name, folders, archive and mail speak of different prefectures: {prefectures}.",
        ),
        _RECORD_IT,
        Words(
            "読み取ることのできないファイルについて、その名称等の示す都道府県が互いに異なります。",
            "Of a file that cannot be read the names around it speak of different prefectures.",
        ),
        variant="prefectures-around-differ",
    ),
    of_file(
        "prefecture-mismatch",
        Words(
            "印刷済みの都道府県が別の都道府県に変更されています。調査票は{form_prefecture}のものです。",
            "Another prefecture was typed over the printed one; the form is that of {form_prefecture}.",
        ),
        Words(
            "どちらの都道府県の提出かを確認し、記録してください（survey-tool record owner ファイル 都道府県）。"
            "別の都道府県の調査票に記入されている場合は、正しい調査票での提出を依頼してください。",
            "Find out which prefecture returned it and write it down (survey-tool record owner FILE PREFECTURE); if the form of "
            "another prefecture was filled in, ask for the right one.",
        ),
        Words("調査票の都道府県が書き換えられています。", "The prefecture on the form was typed over."),
        variant="prefecture-typed-over",
    ),
    of_file(
        "form-of-another-prefecture",
        Words(
            "{form_prefecture}の調査票に記入されています。",
            "The form of {form_prefecture} was filled in.",
        ),
        Words("貴都道府県の調査票に記入し直してください。", "Please fill in the form of your prefecture instead."),
        Words(
            "別の都道府県の調査票に記入されていることを、事務局が確認しました。",
            "The secretariat has found out that the form of another prefecture was filled in.",
        ),
    ),
    of_file(
        "marker-disagrees",
        Words(
            "シートの識別情報が「{found}」で、他のシートの「{expected}」と異なります。",
            'The sheet is marked "{found}", the others "{expected}".',
        ),
        Words(
            "別の調査票のシートが混在していないか確認してください。",
            "Please check whether a sheet of another form was copied in.",
        ),
        Words("シートごとの識別情報が一致しません。", "The sheets of the file do not belong together."),
    ),
    of_file(
        "marker-disagrees",
        Words(
            "「{other}」シートと同じシートがもう1つあり、回答が異なります。",
            'There is a second copy of the sheet "{other}", and its answers differ.',
        ),
        Words(
            "どちらか一方だけを残して、再度提出してください。", "Please keep only one of the two and return it again."
        ),
        Words("同じシートが2つあり、内容が異なります。", "One sheet stands twice in the file, with different answers."),
        variant="sheet-twice",
    ),
    of_file(
        "sheet-missing",
        Words("シートが見つかりません。", "The sheet is missing."),
        Words(
            "添付の修正用調査票の同じシートに記入してください。", "Please fill it in on the attached correction copy."
        ),
        Words("回答のシートがありません。", "An entry sheet is not in the file."),
    ),
    of_file(
        "sheet-missing",
        Words(
            "シートの見出しが失われているため、回答を読み取ることができません。",
            "The headers of the sheet are gone, so its answers cannot be read.",
        ),
        Words(
            "添付の修正用調査票の同じシートに記入してください。", "Please fill it in on the attached correction copy."
        ),
        Words("回答のシートの見出しがありません。", "The headers of an entry sheet are gone."),
        variant="sheet-without-headers",
    ),
    of_file(
        "column-missing",
        Words("「{label}」の列が見つかりません。", 'The column "{label}" is missing.'),
        Words(
            "添付の修正用調査票で列を復元しています。この項目を記入してください。",
            "It is restored on the attached correction copy; please fill it in there.",
        ),
        Words("回答の列がありません。", "A column of answers is not in the sheet."),
    ),
    of_file(
        "column-missing",
        Words("「{label}」の列が見つかりません。", 'The column "{label}" is missing.'),
        Words(
            "添付の修正用調査票で列を復元しています。各行の回答に誤りがないか確認してください。",
            "It is restored on the attached correction copy; please check that each row holds the right answers.",
        ),
        Words("あらかじめ表示している列がありません。", "A printed column is not in the sheet."),
        variant="printed-column-missing",
    ),
    of_file(
        "column-missing",
        Words("「{label}」の行が見つかりません。", 'The row "{label}" is missing.'),
        Words(
            "添付の修正用調査票で行を復元しています。この項目を記入してください。",
            "It is restored on the attached correction copy; please fill it in there.",
        ),
        Words("回答の行がありません。", "A row of answers is not in the sheet."),
        variant="row-missing",
    ),
    of_file(
        "column-missing",
        Words("「{label}」の行が見つかりません。", 'The row "{label}" is missing.'),
        Words(
            "添付の修正用調査票で行を復元しています。各列の回答に誤りがないか確認してください。",
            "It is restored on the attached correction copy; please check that each column holds the right answers.",
        ),
        Words("あらかじめ表示している行がありません。", "A printed row is not in the sheet."),
        variant="printed-row-missing",
    ),
    of_submission(
        "municipality-row-missing",
        "warning",
        Words("市区町村の行が{n}行見つかりません（{names}）。", "Rows of municipalities are missing ({n}: {names})."),
        Words(
            "参加又は検討している場合は、修正用調査票の該当する行に印を付けてください。該当しない場合、対応は不要です。",
            "If one takes part or considers it, mark its row on the correction copy. Otherwise nothing is to be done.",
        ),
        Words(
            "「参加団体」シートから、あらかじめ表示している市区町村の行が削除されています。",
            "Printed rows of municipalities have been deleted from the participants sheet.",
        ),
    ),
    of_file(
        "ignored-content",
        Words(
            "回答欄の外に「{value}」とありますが、回答として扱いません。",
            '"{value}" stands outside the answer cells and is not read.',
        ),
        Words(
            "必要な内容は、該当する回答欄又は備考に記入してください。",
            "If it matters, please move it to an answer cell or to the remarks.",
        ),
        Words("読み取らなかったものを全て示します。", "Everything that was not read is listed."),
        "info",
    ),
    of_file(
        "ignored-content",
        Words(
            "調査票にないシート（「{value}」など）は、回答として扱いません。",
            'This sheet ("{value}" …) does not belong to the form and is not read.',
        ),
        Words(
            "必要な内容は、該当する回答欄又は備考に記入してください。",
            "If it matters, please move it to an answer cell or to the remarks.",
        ),
        Words("調査票にないシートです。", "The sheet does not belong to the form."),
        "info",
        "ignored-sheet",
    ),
    of_file(
        "ignored-content",
        Words(
            "回答欄の外に記入がありますが、回答として扱いません。",
            "What stands outside the answer cells here is not read.",
        ),
        Words(
            "必要な内容は、該当する回答欄又は備考に記入してください。",
            "If it matters, please move it to an answer cell or to the remarks.",
        ),
        Words(
            "都道府県には、回答欄の外にあるものの場所だけを示します。",
            "The prefecture is told where something stands outside the answer cells, not what.",
        ),
        "info",
        "ignored-text-outside",
    ),
    of_file(
        "ignored-content",
        Words(
            "調査票にないシートは、回答として扱いません。",
            "This sheet does not belong to the form and is not read.",
        ),
        Words(
            "必要な内容は、該当する回答欄又は備考に記入してください。",
            "If it matters, please move it to an answer cell or to the remarks.",
        ),
        Words(
            "都道府県には、調査票にないシートの名称だけを示します。",
            "The prefecture is told the name of a sheet that does not belong to the form, not what stands there.",
        ),
        "info",
        "ignored-sheet-outside",
    ),
    of_file(
        "ignored-content",
        Words("ほか{n}か所も回答として扱いません。", "Nor are {n} further places read."),
        Words(
            "必要な内容は、該当する回答欄又は備考に記入してください。",
            "If they matter, please move them to answer cells or to the remarks.",
        ),
        Words("読み取らなかったものが多数あります。", "More was left unread than is listed one by one."),
        "info",
        "ignored-more",
    ),
    of_file(
        "ignored-content",
        Words("{what}は読み取りません。", "The file holds {what}, which are not read."),
        Words(
            "回答に必要な内容は、該当する回答欄又は備考に記入してください。",
            "If an answer depends on them, please write it into an answer cell or the remarks.",
        ),
        Words("セル以外の内容（画像、マクロ等）です。", "Content other than cells: pictures, macros and the like."),
        "info",
        "ignored-object",
    ),
    of_file(
        "ignored-content",
        Words(
            "{range}のセルが結合されているため、左上のセルだけを回答として扱います。",
            "The cells {range} are merged: only the top left one is read.",
        ),
        Words(
            "結合を解除し、空いたセルにも記入してください。空欄で正しい場合、修正は不要です。",
            "Unmerge them and fill in the cells that come up blank. If they are meant to be blank, leave them.",
        ),
        Words("複数の回答欄が結合されています。", "Several answer cells were merged."),
        "warning",
        "ignored-merged",
    ),
)
