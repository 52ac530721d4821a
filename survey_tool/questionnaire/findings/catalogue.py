"""The catalogue of findings: for every code its severity, its fixed sentence and what to do, in both languages.

The form and the validator take their words from here. `sentence` and `todo` are fixed for a rule and question, so that
the form can say them; `suggestion` is what the validator says instead of `todo` where it knows the value. A `variant` is
the same code with other words. `docs/findings.md` is drawn from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from survey_tool.wording.words import NOTHING, Words

Severity = Literal["error", "warning", "info"]
State = Literal["missing", "wrong", "doubtful"]
Subject = Literal["file", "submission", "cell"]

SEVERITY_LABELS: dict[Severity, Words] = {
    "error": Words("要修正", "To correct"),
    "warning": Words("要確認", "To check"),
    "info": Words("参考", "For information"),
}
STATE_LABELS: dict[State, Words] = {
    "missing": Words("未記入", "To answer"),
    "wrong": Words("要修正", "To correct"),
    "doubtful": Words("要確認", "To check"),
}
"""What can be open at an answer. One whose writing should be looked at counts as doubtful too."""
MISSING = ("required", "required-when", "at-least-one", "no-cases-no-declaration")


def state_of(code: str, severity: Severity) -> State:
    """A blank that is needed is missing, not wrong."""
    return "doubtful" if severity != "error" else "missing" if code in MISSING else "wrong"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One code (or a variant of it) of the catalogue; placeholders in braces."""

    code: str
    subject: Subject
    severity: Severity
    sentence: Words
    todo: Words
    meaning: Words
    suggestion: Words = NOTHING
    variant: str | None = None

    @property
    def name(self) -> str:
        """The key in the catalogue: the variant, else the code."""
        return self.variant or self.code


def _file(
    code: str,
    sentence: Words,
    todo: Words,
    meaning: Words,
    severity: Severity = "error",
    variant: str | None = None,
) -> CatalogueEntry:
    return CatalogueEntry(code, "file", severity, sentence, todo, meaning, variant=variant)


def _submission(
    code: str,
    severity: Severity,
    sentence: Words,
    todo: Words,
    meaning: Words,
    variant: str | None = None,
    suggestion: Words = NOTHING,
) -> CatalogueEntry:
    return CatalogueEntry(code, "submission", severity, sentence, todo, meaning, suggestion, variant)


def _cell(
    code: str,
    sentence: Words,
    todo: Words,
    meaning: Words,
    suggestion: Words = NOTHING,
    severity: Severity = "error",
    variant: str | None = None,
) -> CatalogueEntry:
    return CatalogueEntry(code, "cell", severity, sentence, todo, meaning, suggestion, variant)


_IF_NEAREST = Words(
    "「{nearest}」のことであれば、そのとおり記入してください。",
    'If "{nearest}" is meant, enter that.',
)
_NO_AMOUNT = Words("金額として読み取れません。", "This cannot be read as an amount.")
_NO_DATE = Words("日付として読み取れません。", "This cannot be read as a date.")
_NO_MONTH = Words("年月又は年度として読み取れません。", "This cannot be read as a month or a fiscal year.")

SAME_AS = Words("{other_cell}と同じです。", "It is the same as {other_cell}. ")
"""Where the other one stands, of things that stand twice; what to do follows."""


def _twice(
    sentence: Words, todo: Words, meaning: Words, severity: Severity = "error", variant: str | None = None
) -> CatalogueEntry:
    return _cell("duplicate", sentence, todo, meaning, SAME_AS + todo, severity, variant)


def _doubtful(variant: str, sentence: Words, todo: Words, meaning: Words) -> CatalogueEntry:
    """Two answers that rarely stand together."""
    todo += Words("両方とも正しい場合、修正は不要です。", " If both are right, leave them.")
    other = Words("「{other_label}」は「{other_value}」です。", '"{other_label}": {other_value}. ')
    return _cell("inconsistent", sentence, todo, meaning, other + todo, "warning", variant)


_ENTRIES = (
    _file(
        "file-unreadable",
        Words(
            "ファイルを開くことができません。破損しているか、対応していない形式です。",
            "The file cannot be opened: it is damaged or of a kind that is not supported.",
        ),
        Words(
            "Excelで開いて「Excelブック（.xlsx）」として保存し直し、再度提出してください。",
            "Open it in Excel, save it as an Excel workbook (.xlsx) and return it again.",
        ),
        Words(
            "壊れているか、読み取れない形式のファイルです。", "The file is damaged or of a kind that cannot be read."
        ),
    ),
    _file(
        "file-unreadable",
        Words("ファイルが空（0バイト）です。", "The file is empty (0 bytes)."),
        Words(
            "元の調査票を開いて内容を確認し、もう一度添付して提出してください。",
            "See that the form itself opens, attach it again and return it.",
        ),
        Words("送信又は保存の途中で内容が失われたファイルです。", "Its content was lost while it was sent or saved."),
        variant="file-empty",
    ),
    _file(
        "file-encrypted",
        Words(
            "パスワードが設定されているため、読み取ることができません。",
            "The file is protected by a password and cannot be read.",
        ),
        Words(
            "「ファイル」→「情報」→「ブックの保護」→「パスワードを使用して暗号化」でパスワードを消して保存し、再度提出してください。",
            "Remove the password (File, Info, Protect Workbook, Encrypt with Password), save and return it again.",
        ),
        Words("開くためのパスワードが設定されたファイルです。", "The workbook needs a password to be opened."),
    ),
    _file(
        "file-encrypted",
        Words(
            "ZIPにパスワードが設定されているため、読み取ることができません。",
            "The ZIP archive is protected by a password and cannot be read.",
        ),
        Words(
            "ZIPを解凍し、中の調査票をそのまま添付して、再度提出してください。",
            "Please unpack it and return the form itself.",
        ),
        Words("開くためのパスワードが設定されたZIPです。", "The archive needs a password to be opened."),
        variant="archive-encrypted",
    ),
    _file(
        "file-encrypted",
        Words(
            "ODSファイルにパスワードが設定されているため、読み取ることができません。",
            "The ODS workbook is protected by a password and cannot be read.",
        ),
        Words(
            "LibreOfficeで開き、「名前を付けて保存」の「パスワード付きで保存する」を外して保存し、再度提出してください。",
            'Open it in LibreOffice, save it without "Save with password" and return it again.',
        ),
        Words(
            "開くためのパスワードが設定されたODSファイルです（unlock コマンドでは解除できません。）。",
            "The ODS workbook needs a password to be opened; the command unlock cannot open it.",
        ),
        variant="ods-encrypted",
    ),
    _file(
        "file-encrypted",
        Words(
            "秘密度ラベル等（IRM）で暗号化されているため、送信元の組織以外では開くことができません。",
            "A sensitivity label (IRM) encrypts the file: nobody outside the sender's organisation can open it.",
        ),
        Words(
            "パスワードでは解除できません。暗号化を伴わないラベルに変更して保存し、再度提出してください。",
            "No password opens it. Change to a label that does not encrypt, save and return it again.",
        ),
        Words(
            "秘密度ラベル又はInformation Rights Managementにより、開くことのできる人が限られたファイルです。",
            "A sensitivity label or Information Rights Management limits who can open the file.",
        ),
        variant="label-encrypted",
    ),
    _file(
        "file-unreadable",
        Words(
            "圧縮ファイル又はメールが何重にも入れ子になっているため、中のファイルを読み取っていません。",
            "Archives or mails are nested too many times here; what is inside was not read.",
        ),
        Words(
            "中の調査票を取り出してそのまま添付し、再度提出してください。",
            "Please take the form out and return it by itself.",
        ),
        Words(
            "圧縮ファイルやメールは、3重まで開きます。",
            "Archives and mails are opened up to three deep, one inside the other.",
        ),
        variant="archive-in-archive",
    ),
    _file(
        "file-packed",
        Words(
            "{kind}形式の圧縮ファイルのため、中を読み取ることができません。",
            "This is an archive of the kind {kind}, which is not opened here.",
        ),
        Words(
            "事務局で解凍（展開）し、中のファイルを同じフォルダに保存してください。",
            "Unpack it and save what is in it in the same folder.",
        ),
        Words(
            "7z、RAR、LZHなど、ZIP以外の圧縮ファイルです。調査票が入っている可能性があるため、事務局での解凍が必要です。",
            "An archive of another kind than ZIP (7z, RAR, LZH …). A form may be in it: the secretariat unpacks it.",
        ),
    ),
    _file(
        "file-too-large",
        Words(
            "ファイルの大きさが{size}MBあり、上限の{limit}MBを超えています。",
            "The file is {size} MB; the limit is {limit} MB.",
        ),
        Words(
            "画像や不要なシートを削除して保存し、再度提出してください。",
            "Remove pictures and extra sheets, save and return it again.",
        ),
        Words("設定した上限を超える大きさのファイルです。", "The file exceeds a limit of the settings."),
    ),
    _file(
        "file-too-large",
        Words(
            "事例が{n}件あり、1つの調査票に記入できる上限の{limit}件を超えています。",
            "The form holds {n} cases; one form has room for {limit}.",
        ),
        Words(
            "右の列まで複写された回答などを削除して保存し、再度提出してください。",
            "Clear answers that were copied across by mistake and the like, save and return it again.",
        ),
        Words(
            "事例ごとに1列を使用するため、シートの列が足りなくなる件数です。",
            "Each case is a column, and a sheet has no columns for so many.",
        ),
        variant="too-many-cases",
    ),
    _file(
        "file-hostile",
        Words(
            "ファイルの内部に通常の調査票にはない構造（{reason}）があるため、読取りを中止しました。",
            "The file contains a structure that no questionnaire has ({reason}); reading was stopped.",
        ),
        Words(
            "送付した調査票に値のみを貼り付けて作成し直し、再度提出してください。",
            "Paste the values into the form you were sent and return that.",
        ),
        Words(
            "読み取ると計算機に害が及ぶおそれのある構造のファイルです。",
            "Reading the file could harm the computer: it was left alone.",
        ),
    ),
    _file(
        "file-not-ours",
        Words(
            "本調査の調査票であることを確認できません。", "This is not recognisable as a questionnaire of this survey."
        ),
        Words(
            "事務局が送付した調査票に記入して提出してください。",
            "Please fill in and return the form that the secretariat sent.",
        ),
        Words("調査票の識別情報がないファイルです。", "Nothing in the file marks it as a form of this survey."),
        "info",
    ),
    _file(
        "file-not-ours",
        Words(
            "件名「{subject}」のメールに、調査票が添付されていません（差出人：{sender}、添付：{attached}）。",
            'No form is attached to the mail "{subject}" (from: {sender}; attached: {attached}).',
        ),
        Words(
            "メールの本文を確認してください。添付漏れの場合は、調査票の添付を依頼してください。",
            "Read the mail. If the form was forgotten, ask for it.",
        ),
        Words("調査票の添付されていないメールです。", "A mail to which no form is attached."),
        "info",
        variant="mail-without-form",
    ),
    _file(
        "form-as-sent",
        Words(
            "送付したままの調査票です（作成後に保存されていません。）。",
            "This is the form exactly as it was generated: nobody has saved it since.",
        ),
        Words(
            "提出されたものではない場合は、このフォルダから移してください。送り返されたものの場合は、記入した調査票の提出を依頼してください。",
            "If nobody returned it, move it out of this folder. If it was sent back, ask for the form that was filled in.",
        ),
        Words(
            "作成した調査票と1バイトも違わないファイルです。提出には数えません。",
            "The file does not differ by a byte from the form that was generated. It counts as no return.",
        ),
        "info",
    ),
    _file(
        "mail-says",
        Words(
            "メールの本文に連絡事項があります：「{says}」（差出人：{sender}、件名：{subject}）",
            'The body of the mail says something: "{says}" (from: {sender}; subject: {subject}).',
        ),
        Words(
            "メールを開いて本文を確認してください。本文に書かれた回答は、調査票には反映されません。",
            "Open the mail and read it. Answers that stand in the mail do not count.",
        ),
        Words(
            "挨拶や署名以外の文がメールの本文にあります。事務局だけに表示し、都道府県への修正依頼には記載しません。",
            "The mail says more than greetings and a signature. Shown to the secretariat only, never to the prefecture.",
        ),
        "warning",
    ),
    _file(
        "file-wrong-round",
        Words(
            "{found}年度の調査票です。今回は{expected}年度の調査票です。",
            "This is the form of {found}; this round is {expected}.",
        ),
        Words("{expected}年度の調査票に記入して提出してください。", "Please use the form of {expected}."),
        Words("別の回の調査票です。", "The form belongs to another round."),
    ),
    _file(
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
    _file(
        "prefecture-mismatch",
        Words(
            "ファイル名は{file_prefecture}ですが、調査票は{form_prefecture}のものです。",
            "The file name says {file_prefecture}, the form inside is that of {form_prefecture}.",
        ),
        Words(
            "どちらの都道府県の提出かを確認し、ファイル名の誤りの場合は、ファイル名を修正してください。"
            "別の都道府県の調査票に記入されている場合は、正しい調査票での提出を依頼してください。",
            "Find out which prefecture returned it. If the file name is wrong, rename the file; if the form of another "
            "prefecture was filled in, ask for the right one.",
        ),
        Words("ファイル名と調査票の都道府県が異なります。", "File name and form name different prefectures."),
    ),
    _file(
        "prefecture-mismatch",
        Words(
            "印刷済みの都道府県が別の都道府県に変更されています。調査票は{form_prefecture}のものです。",
            "Another prefecture was typed over the printed one; the form is that of {form_prefecture}.",
        ),
        Words(
            "どちらの都道府県の提出かを確認し、別の都道府県の調査票に記入されている場合は、正しい調査票での提出を依頼してください。",
            "Find out which prefecture returned it; if the form of another prefecture was filled in, ask for the right one.",
        ),
        Words("調査票の都道府県が書き換えられています。", "The prefecture on the form was typed over."),
        variant="prefecture-typed-over",
    ),
    _file(
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
    _file(
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
    _file(
        "sheet-missing",
        Words("シートが見つかりません。", "The sheet is missing."),
        Words(
            "添付の修正用調査票の同じシートに記入してください。", "Please fill it in on the attached correction copy."
        ),
        Words("回答のシートがありません。", "An entry sheet is not in the file."),
    ),
    _file(
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
    _file(
        "column-missing",
        Words("「{label}」の列が見つかりません。", 'The column "{label}" is missing.'),
        Words(
            "添付の修正用調査票で列を復元しています。この項目を記入してください。",
            "It is restored on the attached correction copy; please fill it in there.",
        ),
        Words("回答の列がありません。", "A column of answers is not in the sheet."),
    ),
    _file(
        "column-missing",
        Words("「{label}」の列が見つかりません。", 'The column "{label}" is missing.'),
        Words(
            "添付の修正用調査票で列を復元しています。各行の回答に誤りがないか確認してください。",
            "It is restored on the attached correction copy; please check that each row holds the right answers.",
        ),
        Words("あらかじめ表示している列がありません。", "A printed column is not in the sheet."),
        variant="printed-column-missing",
    ),
    _file(
        "column-missing",
        Words("「{label}」の行が見つかりません。", 'The row "{label}" is missing.'),
        Words(
            "添付の修正用調査票で行を復元しています。この項目を記入してください。",
            "It is restored on the attached correction copy; please fill it in there.",
        ),
        Words("回答の行がありません。", "A row of answers is not in the sheet."),
        variant="row-missing",
    ),
    _file(
        "column-missing",
        Words("「{label}」の行が見つかりません。", 'The row "{label}" is missing.'),
        Words(
            "添付の修正用調査票で行を復元しています。各列の回答に誤りがないか確認してください。",
            "It is restored on the attached correction copy; please check that each column holds the right answers.",
        ),
        Words("あらかじめ表示している行がありません。", "A printed row is not in the sheet."),
        variant="printed-row-missing",
    ),
    _submission(
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
    _file(
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
    _file(
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
    _file(
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
    _file(
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
    _file(
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
    _submission(
        "superseded",
        "info",
        Words(
            "このファイルを基に修正された新しい提出（{newer}）があるため、集計に使用しません。",
            "A newer submission made from this file ({newer}) replaces it.",
        ),
        Words("対応は不要です。", "Nothing to do."),
        Words("修正後の提出に差し替えられたファイルです。", "A corrected return takes the place of this one."),
    ),
    _submission(
        "superseded",
        "info",
        Words(
            "同じ内容の提出（{newer}）があるため、集計に使用しません。",
            "The same answers were returned in another file ({newer}), which is counted.",
        ),
        Words("対応は不要です。", "Nothing to do."),
        Words("同じ内容の提出が複数あります。", "The same answers came more than once."),
        "superseded-same",
    ),
    _submission(
        "superseded",
        "info",
        Words(
            "回答のないファイルです。回答のある提出（{newer}）があるため、集計に使用しません。",
            "It holds no answers; another file that does ({newer}) is counted.",
        ),
        Words("対応は不要です。", "Nothing to do."),
        Words(
            "回答のある提出のほかに、回答のないファイルがあります。",
            "A file without answers came beside one with answers.",
        ),
        "superseded-blank",
    ),
    _submission(
        "conflict",
        "error",
        Words(
            "同じ都道府県から内容の異なる調査票（{files}）が提出されており、どれが最終版かを判断できません。",
            "Files with different content came from the same prefecture ({files}) and it is unclear which is final.",
        ),
        Words(
            "survey-tool merge {code} で1つの調査票にまとめるか、都道府県に最終版を確認し、"
            "それ以外のファイルを set-aside フォルダ（ない場合は作成してください）に移してください。",
            "Make one form of them (survey-tool merge {code}), or ask the prefecture and move the others to the folder set-aside "
            "(make it if need be).",
        ),
        Words(
            "同じ都道府県の複数の提出が食い違っています。",
            "Returns of one prefecture differ and none replaces the other.",
        ),
    ),
    _submission(
        "none-declared-but-cases",
        "error",
        Words(
            "「該当事例なし」に○がありますが、「事例」シートに記入があります。",
            '"Nothing to report" is marked, yet cases are filled in.',
        ),
        Words(
            "事例がある場合は○を消し、ない場合は事例の記入を消してください。", "Remove the mark, or clear the cases."
        ),
        Words("該当なしの申告と事例の記入が両立しません。", "A declaration of no cases stands beside cases."),
    ),
    _submission(
        "no-cases-no-declaration",
        "error",
        Words(
            "事例の記入がなく、「該当事例なし」に○がありません。",
            'No case is filled in and "Nothing to report" is not marked with ○.',
        ),
        Words(
            "事例を記入するか、報告する事例がない場合は「該当事例なし」に○を選択してください。",
            "Fill in a case, or choose ○ if there is none.",
        ),
        Words("事例がないことが申告されていません。", "Neither a case nor the declaration that there is none."),
    ),
    _submission(
        "no-cases-no-declaration",
        "error",
        Words("回答がまだ記入されていません。", "Nothing has been filled in yet."),
        Words(
            "「回答者」シート、「事例」シートの順に記入してください。報告する事例がない場合は、「回答者」シートに記入し、「該当事例なし」に○を選択してください。",
            'Fill in "Respondent", then "Cases". If there is no case to report, fill in "Respondent" and choose ○ at "Nothing to report".',
        ),
        Words(
            "送付したときのまま、何も記入されていない調査票です。記入のない必須項目は、別に示しません。",
            "The form is blank, as it was sent. Its required items are not listed one by one.",
        ),
        "nothing-answered",
        Words(
            "まず「回答者」シートの{cells}に、次に「事例」シートに記入してください。報告する事例がない場合は、「事例」シートに代えて、{declaration}の「該当事例なし」に○を選択してください。",
            'Fill in {cells} of "Respondent" first, then "Cases". If there is no case to report, choose ○ at {declaration} "Nothing to report" instead of filling in "Cases".',
        ),
    ),
    _submission(
        "case-dropped",
        "error",
        Words(
            "前回回答のあった事例 {case_id} の回答が見つかりません。",
            "The answers to case {case_id} from your last reply are missing.",
        ),
        Words(
            "継続する場合は回答を、誤って報告した場合又は検討を取りやめた場合は「取下げ」に○を記入してください。",
            "Answer it again; if it was reported in error or is no longer considered, mark it as withdrawn.",
        ),
        Words("前回から継続する事例の列が空です。", "The column of a carried-over case is blank or gone."),
    ),
    _submission(
        "double-report-suspected",
        "warning",
        Words(
            "{other_prefecture}の事例 {other_case_id}「{other_name}」と同じ調達の可能性があります。",
            'This may be the same procurement as {other_prefecture}\'s case {other_case_id} "{other_name}".',
        ),
        Words(
            "同じ調達の場合は、双方の「共同で調達する他の都道府県」に相手方を記入してください。別の調達の場合、修正は不要です。",
            'If so, each should name the other under "Other prefectures". If not, leave it.',
        ),
        Words(
            "二つの都道府県が同じ調達を回答した可能性があります。", "Two prefectures may have reported one procurement."
        ),
    ),
    _cell(
        "required",
        Words("未記入です（必須）。", "This has not been answered (required)."),
        Words("{do}", "{do}"),
        Words("必須の回答がありません。", "A required answer is missing."),
    ),
    _cell(
        "required-when",
        Words("未記入です（{when}必須）。", "This has not been answered (required {when})."),
        Words("{do}", "{do}"),
        Words("他の回答により必須となる回答がありません。", "An answer that other answers make necessary is missing."),
    ),
    _cell(
        "only-when",
        Words("{because}、記入は不要です。", "No answer is needed here, {because}."),
        Words("空欄{look}", "Clear the cell{look}"),
        Words("他の回答と両立しない回答があります。", "An answer stands where other answers leave no room for it."),
    ),
    _cell(
        "only-when",
        Words("検討中の事例に○があります。", "○ stands in a case that is still under consideration."),
        Words(
            "検討中の事例には○でなく△を使用してください。○で正しい場合は、「現在の段階」を確認してください。",
            'Use △ in place of ○ in such a case. If ○ is right, check "Stage".',
        ),
        Words("検討中の事例に○があります。", "A case under consideration has ○."),
        variant="only-when-participants",
    ),
    _cell(
        "not-a-number",
        Words("数値として読み取れません。", "This cannot be read as a number."),
        Words("単位や「約」を付けず、数値のみを記入してください。", 'Enter the figure alone, without unit or "about".'),
        Words("数値として読み取れません。", "The answer cannot be read as a number."),
        _IF_NEAREST,
    ),
    _cell(
        "not-a-number",
        _NO_AMOUNT,
        Words("{do}", "{do}"),
        Words("金額としても定められた語としても読み取れません。", "Neither an amount nor one of the words."),
        _IF_NEAREST,
        variant="not-an-amount",
    ),
    _cell(
        "not-a-number",
        _NO_AMOUNT,
        Words("{do}", "{do}"),
        Words("円単位で記入された金額です。", "The amount was typed in yen."),
        Words(
            "円単位で記入されています。千円単位では{nearest}です（千円未満は四捨五入）。",
            "It was typed in yen. In thousand yen it is {nearest}, rounded.",
        ),
        variant="amount-in-yen",
    ),
    _cell(
        "not-whole",
        Words("整数ではありません。", "This is not a whole number."),
        Words("整数を記入してください。", "Enter a whole number."),
        Words("整数ではありません。", "The number is not whole."),
        Words(
            "四捨五入すると{rounded}です。整数を記入してください。", "Rounded it is {rounded}. Enter a whole number."
        ),
    ),
    _cell(
        "out-of-range",
        Words("{range}の範囲にありません。", "This is not in the range {range}."),
        Words("{do}", "{do}"),
        Words("範囲の外の値です。", "The value is out of range."),
    ),
    _cell(
        "not-a-date",
        _NO_DATE,
        Words("{do}", "{do}"),
        Words("日付として読み取れません。", "The answer cannot be read as a date."),
        _IF_NEAREST,
    ),
    _cell(
        "not-a-date",
        _NO_DATE,
        Words("{do}", "{do}"),
        Words("年のない月日です。", "A month and a day without a year."),
        Words("年が記入されていません。{do}", "The year is missing. {do}"),
        variant="date-without-year",
    ),
    _cell(
        "not-a-date",
        _NO_DATE,
        Words("{do}", "{do}"),
        Words("存在しない日付です。", "There is no such day."),
        Words("この日付は存在しません。{do}", "There is no such day. {do}"),
        variant="no-such-day",
    ),
    _cell(
        "not-a-month",
        _NO_MONTH,
        Words("{do}", "{do}"),
        Words("年月又は年度として読み取れません。", "The answer cannot be read as a month or fiscal year."),
        _IF_NEAREST,
    ),
    _cell(
        "not-a-month",
        _NO_MONTH,
        Words("{do}", "{do}"),
        Words("1から12までにない月です。", "A month beyond the twelve."),
        Words("月が1から12までの数ではありません。{do}", "The month is not one of 1 to 12. {do}"),
        variant="no-such-month",
    ),
    _cell(
        "not-a-month",
        _NO_MONTH,
        Words("{do}", "{do}"),
        Words("年のない月です。", "A month without a year."),
        Words("年が記入されていません。{do}", "The year is missing. {do}"),
        variant="month-without-year",
    ),
    _cell(
        "not-in-list",
        Words("一覧にない回答です。", "This answer is not in the list."),
        Words("一覧から選択してください。", "Choose from the list."),
        Words("一覧にない回答です。", "The answer is not in the list."),
        Words(
            "一覧から選択してください。「{nearest}」に近い内容です。",
            'Choose from the list. The nearest choice is "{nearest}".',
        ),
    ),
    _cell(
        "not-in-list",
        Words(
            "この種別は、選択した「{other_label}」に属しません。",
            'This type does not belong to the chosen "{other_label}".',
        ),
        Words(
            "一覧から選択し直すか、「{other_label}」の回答を確認してください。",
            'Choose again from the list, or check "{other_label}".',
        ),
        Words("領域に属さない種別です。", "The type does not belong to the domain."),
        variant="belongs-to",
    ),
    _cell(
        "not-in-list",
        Words("貴都道府県が含まれています。", "Your own prefecture is among them."),
        Words("貴都道府県を除いて記入してください。", "Leave out your own prefecture."),
        Words("自らの都道府県が含まれています。", "The answering prefecture names itself."),
        variant="without-own",
    ),
    _cell(
        "too-long",
        Words("{limit}字を超えています。", "This is longer than {limit} characters."),
        Words("{limit}字以内に短くしてください。", "Shorten it to {limit} characters."),
        Words("文字数が上限を超えています。", "The text is longer than allowed."),
        Words("現在{length}字です。{over}字以上短くしてください。", "It has {length}; shorten it by at least {over}."),
    ),
    _cell(
        "bad-format",
        Words("{format_name}として読み取れません。", "This cannot be read as {format_name}."),
        Words("{example} のように記入してください。", "Format: {example}."),
        Words("定められた形式ではありません。", "The answer does not have the expected form."),
        _IF_NEAREST,
    ),
    _cell(
        "two-answers",
        Words("提出により回答が異なります。", "The returns answer this differently."),
        Words("正しい回答を記入してください。", "Enter the right answer."),
        Words(
            "同じ都道府県の複数の提出を1つにまとめた調査票で、回答が食い違っています（merge）。",
            "Returns of one prefecture were merged into one form, and they contradict each other here.",
        ),
        Words(
            "{answers}です。正しい回答を記入してください。転記した回答で正しい場合、修正は不要です。",
            "{answers}. Enter the right answer; if what stands here is right, leave it.",
        ),
        severity="warning",
    ),
    _cell(
        "unshowable",
        Words("表示できない文字（外字又は文字化け）があります。", "It holds a character that cannot be shown."),
        Words(
            "外字を使用せず、常用漢字等に置き換えて記入してください。",
            "Replace it by an ordinary character (private ones are shown on one computer only).",
        ),
        Words(
            "外字（私用領域の文字）や、変換できずに失われた文字です。",
            "A character of private use, or one that was lost in conversion.",
        ),
        Words(
            "{position}文字目（「{around}」の〓）は、どの文字ですか。外字を使用せず、常用漢字等に置き換えて記入してください。",
            'Which character was meant at position {position} (〓 in "{around}")? Enter an ordinary one.',
        ),
    ),
    _cell(
        "stand-in",
        Words("この欄だけでは内容が分かりません。", "Read alone, this says nothing."),
        Words(
            "公表する際は回答ごとに掲載します。「同上」「別紙のとおり」等とせず、内容を記入してください。",
            'Answers are published one by one: write out what is meant in place of "ditto", "see attached" and the like.',
        ),
        Words(
            "「〃」「同上」「別紙のとおり」など、回答に代わる記入です。",
            "Ditto marks and mere references stand in place of an answer.",
        ),
    ),
    _cell(
        "year-far-off",
        Words("この調査では考えられない年です。", "The year cannot be right."),
        Words("年（西暦4桁）を確認してください。", "Please check the year (four figures)."),
        Words(
            "1990年から2049年までの範囲にない年です。数字の打ち間違いが疑われます。",
            "A year outside 1990 to 2049: figures were probably exchanged.",
        ),
        _IF_NEAREST,
    ),
    _cell(
        "bad-format",
        Words("メールアドレスが2つ以上あります。", "There is more than one e-mail address."),
        Words("1つだけを記入してください。", "Enter one only."),
        Words("1つの欄に複数のアドレスが記入されています。", "Several addresses stand in one cell."),
        Words("1つだけを記入してください（例：{nearest}）。", "Enter one only, for example {nearest}."),
        variant="several-addresses",
    ),
    _cell(
        "error-value",
        Words("セルにエラー値があります。", "The cell holds an error."),
        Words("数式ではなく、値を記入してください。", "Enter a value in place of the formula."),
        Words("数式のエラーが入っています。", "The cell holds #N/A or the like."),
    ),
    _cell(
        "no-cached-value",
        Words("数式の計算結果が保存されていません。", "The result of the formula was not saved."),
        Words(
            "Excelで開いて保存し直すか、値を直接記入してください。",
            "Open and save it in Excel, or enter the value itself.",
        ),
        Words("計算結果のない数式です。", "A formula without a saved result."),
    ),
    _cell(
        "picture",
        Words("回答の欄に、文字ではなく画像又は図形が置かれています。", "There is a picture in place of an answer."),
        Words(
            "画像又は図形を削除し、回答を文字、数値又は○で記入してください。",
            "Remove the picture and enter the answer itself as text, number or ○.",
        ),
        Words(
            "空欄のセルに画像や円の図形が置かれているか、セルの中身が画像です。",
            "A picture or a drawn circle lies over a blank cell, or the cell itself holds a picture.",
        ),
    ),
    _cell(
        "shown-otherwise",
        Words(
            "表示形式により、セルの実際の値と異なる内容が表示されています。",
            "Its number format makes the cell show something else than it holds.",
        ),
        Words(
            "表示されている内容が正しいか確認してください。正しい場合、修正は不要です。",
            "Please check what is shown. If that is right, leave it.",
        ),
        Words(
            "表示形式（千単位の省略、単位の付加、年度での表示等）により、表示と値が異なります。表示のとおりに読み取ります。",
            "Thousands left out, a unit or a fiscal year in the number format: what people see is read.",
        ),
        Words(
            "セルの値は{behind}ですが、表示のとおり「{read_as}」として読み取りました。正しい場合、修正は不要です。",
            'The cell holds {behind}; as shown, it was read as "{read_as}". If that is right, leave it.',
        ),
        severity="warning",
    ),
    _cell(
        "shown-otherwise",
        Words(
            "セルに値がありますが、表示形式により何も表示されていません。",
            "The cell holds something, but its number format shows nothing.",
        ),
        Words(
            "回答である場合は、表示形式を「標準」に戻すか、記入し直してください。",
            "If it is an answer, set the number format to General or enter it anew.",
        ),
        Words(
            "必要な回答が、表示形式により隠れています。未記入として扱います。",
            "A required answer is hidden by its number format; it counts as missing.",
        ),
        Words(
            "「{behind}」が回答である場合は、表示形式を「標準」に戻すか、記入し直してください。",
            'If "{behind}" is the answer, set the number format to General or enter it anew.',
        ),
        variant="shown-nothing",
    ),
    _cell(
        "struck-out",
        Words("取消線が引かれています。", "This is struck out."),
        Words(
            "取り消す場合は内容を削除し、取り消さない場合は取消線を解除してください。",
            "If it is withdrawn, clear the cell; if not, remove the stroke.",
        ),
        Words(
            "内容の全てに取消線が引かれています。記入がないものとして扱います。",
            "All that stands there is struck out; it counts as blank.",
        ),
        Words(
            "記入がないものとして読み取りました。取り消す場合は内容を削除し、取り消さない場合は取消線を解除してください。",
            "It was read as blank. If it is withdrawn, clear the cell; if not, remove the stroke.",
        ),
        severity="warning",
    ),
    _cell(
        "struck-out",
        Words("一部に取消線が引かれています。", "Part of this is struck out."),
        Words(
            "取り消した部分を削除してください。取り消さない場合は、取消線を解除してください。",
            "Please delete what is withdrawn; where nothing is, remove the stroke.",
        ),
        Words(
            "一部に取消線が引かれています。その部分を除いて読み取ります。",
            "What is struck out is left out; the rest is read.",
        ),
        Words(
            "「{behind}」を除き、「{read_as}」として読み取りました。正しい場合は、取り消した部分を削除してください。",
            'Without "{behind}" it was read as "{read_as}". If that is right, delete what is withdrawn.',
        ),
        severity="warning",
        variant="struck-in-part",
    ),
    _cell(
        "struck-out",
        Words(
            "必要な回答に取消線が引かれています。",
            "An answer that is needed is struck out.",
        ),
        Words(
            "取り消さない場合は取消線を解除し、修正する場合は記入し直してください。",
            "If it is not withdrawn, remove the stroke; if it is to be another, enter that.",
        ),
        Words(
            "必要な回答の全てに取消線が引かれています。未記入として扱います。",
            "A required answer is struck out; it counts as missing.",
        ),
        variant="struck-required",
    ),
    _cell(
        "struck-out",
        Words("この事例の回答の全てに取消線が引かれています。", "All answers of this case are struck out."),
        Words(
            "取り消す場合は回答を削除し、取り消さない場合は取消線を解除してください。",
            "If the case is withdrawn, clear its answers; if not, remove the strokes.",
        ),
        Words(
            "事例の列全体に取消線が引かれています。事例として数えません。",
            "The whole column of a case is struck out; it is not counted as a case.",
        ),
        severity="warning",
        variant="struck-case",
    ),
    _cell(
        "struck-out",
        Words(
            "前回から引き継いだこの事例の回答の全てに取消線が引かれています。",
            "All answers of this case, which last round reported, are struck out.",
        ),
        Words(
            "取り下げる場合は「取下げ」に○を記入し、取り下げない場合は取消線を解除してください。",
            'If it is withdrawn, enter ○ at "Withdrawn"; if not, remove the strokes.',
        ),
        Words(
            "前回から引き継いだ事例の列全体に取消線が引かれています。",
            "The whole column of a carried-over case is struck out.",
        ),
        variant="struck-carried",
    ),
    _cell(
        "formula-like-text",
        Words(
            "数式とみなされる記号（= + - @）で始まるため、文字列として扱います。",
            "It begins with a sign taken for a formula (= + - @) and is kept as text.",
        ),
        Words("意図した内容であれば、対応は不要です。", "Nothing to do if that is what you meant."),
        Words(
            "表計算ソフトが数式として実行し得る文字列です。CSVでは先頭に ' を付けて公表します。",
            "Text that a spreadsheet would run; in published CSV it is preceded by an apostrophe.",
        ),
        severity="info",
    ),
    _cell(
        "order",
        Words("「{other_label}」より前の年月になっています。", 'This is earlier than "{other_label}".'),
        Words("「{other_label}」と併せて確認してください。", 'Please check it together with "{other_label}".'),
        Words("年月の前後が逆です。", "Two months stand in the wrong order."),
        Words(
            "「{other_label}」（{other_value}）と併せて確認してください。",
            'Please check both ("{other_label}": {other_value}).',
        ),
    ),
    _cell(
        "at-least-one",
        Words("{group}が未記入です（{when}必須）。", "{group} is not answered (required {when})."),
        Words("{do}", "{do}"),
        Words("いずれか1つ以上が必要な回答がありません。", "None of several answers is given, one is needed."),
    ),
    _cell(
        "at-least-one",
        Words("「参加団体」シートに○がありません。", 'No ○ stands on the sheet "Participants".'),
        Words(
            "1団体以上に○を記入してください。市区町村の参加がない場合は、「共同で調達する他の都道府県」又は「市区町村以外の参加団体数」を記入してください。",
            "Mark at least one municipality with ○. If none takes part, fill in "
            '"Other prefectures" or "Other participating bodies".',
        ),
        Words("運用中の事例に参加団体がありません。", "A case in operation has no participant."),
        variant="at-least-one-participant",
    ),
    _twice(
        Words("同じ名称の事例が他にもあります。", "Another case has the same name."),
        Words(
            "同じ事例の場合は一方を消し、別の事例の場合は区別できる名称にしてください。",
            "Clear one if they are the same case, otherwise tell them apart by name.",
        ),
        Words("同じ名称の事例があります。", "Two cases of a prefecture have one name."),
        severity="warning",
    ),
    _cell(
        "duplicate",
        Words("同じ名称が重複しています。", "The same is named more than once."),
        Words("重複するものを1つにしてください。", "Name each only once."),
        Words("同じ選択肢が繰り返されています。", "One choice is named twice."),
        variant="repeated",
    ),
    _cell(
        "duplicate",
        Words(
            "「{other_label}」と重複しています。",
            'What is chosen at "{other_label}" is named again.',
        ),
        Words(
            "「{other_label}」以外のものだけを記入してください。", 'Name only what is not chosen at "{other_label}".'
        ),
        Words("主たる種別が繰り返されています。", "The main type is named again."),
        variant="without",
    ),
    _twice(
        Words("同じ市区町村が他の行にもあります。", "The same municipality stands in another row."),
        Words("印を1つの行にまとめ、重複する行を消してください。", "Bring the marks into one row and clear the other."),
        Words("市区町村が2回記入されています。", "A municipality is listed twice."),
        variant="duplicate-municipality",
    ),
    _cell(
        "duplicate",
        Words("同じ事例番号が他の列にもあります。", "The same case ID stands in another column."),
        Words(
            "別の事例の場合は、番号のある空いた列に移してください。",
            "If it is another case, move it to a free column that has an ID.",
        ),
        Words("事例番号が2回使われています。", "A case ID stands in two columns."),
        SAME_AS
        + Words(
            "同じ事例の場合は、一方を消してください。別の事例の場合は、添付の修正用調査票で別の番号を付けています。",
            "If they are the same case, clear one. If it is another, the attached copy gives it an ID of its own.",
        ),
        variant="duplicate-case-id",
    ),
    _cell(
        "case-id-missing",
        Words("事例番号のない列に回答があります。", "There are answers in a column without a case ID."),
        Words("事例番号のある列に移してください。", "Move them to a column that has a case ID."),
        Words("事例番号のない列に記入があります。", "A column without an ID holds answers."),
        Words(
            "添付の修正用調査票で番号を付けています。「参加団体」シートの該当する列も確認してください。",
            'The attached copy gives it one; please check its column on "Participants" too.',
        ),
    ),
    _cell(
        "case-id-unknown",
        Words("送付した調査票にない事例番号です。", "This case ID is not in the form you were sent."),
        Words(
            "事例番号は変更せず、番号のある空いた列に記入してください。",
            "Leave the IDs as they are and use a free column that has one.",
        ),
        Words("あらかじめ表示している事例番号ではありません。", "The ID was not printed in the form."),
        Words(
            "添付の修正用調査票で番号を付け直しています。「参加団体」シートの該当する列も確認してください。",
            'The attached copy gives it another; please check its column on "Participants" too.',
        ),
    ),
    _cell(
        "municipality-unknown",
        Words("市区町村の団体コードではありません。", "This is not the code of a municipality."),
        Words(
            "団体コード（6桁）を確認してください。あらかじめ表示しているコードは変更しないでください。",
            "Please check the six-digit code. Leave the printed codes as they are.",
        ),
        Words("存在しない団体コードです。", "There is no municipality of this code."),
        Words(
            "{nearest}のことであれば、そのコードを記入してください。あらかじめ表示しているコードは変更しないでください。",
            "If {nearest} is meant, enter its code. Leave the printed codes as they are.",
        ),
    ),
    _cell(
        "municipality-unknown",
        Words("市区町村の団体コードではありません。", "This is not the code of a municipality."),
        Words(
            "指定都市の区は、市の団体コードで記入します。{nearest}のコードを記入してください。",
            "Wards of designated cities are entered as the city: enter the code of {nearest}.",
        ),
        Words("指定都市の区のコードです。", "The code is that of a ward of a designated city."),
        variant="municipality-ward",
    ),
    _cell(
        "municipality-unknown",
        Words("市区町村の団体コードではありません。", "This is not the code of a municipality."),
        Words("名称ではなく、6桁の団体コードを記入してください。", "Enter the code of six digits in place of a name."),
        Words(
            "団体コードの欄に、存在しない名称が記入されています。",
            "A name that no municipality bears stands in place of a code.",
        ),
        Words(
            "名称ではなく、6桁の団体コードを記入してください。{nearest}のことであれば、そのコードを記入してください。",
            "Enter the code of six digits in place of a name. If {nearest} is meant, enter its code.",
        ),
        variant="municipality-name",
    ),
    _cell(
        "municipality-mismatch",
        Words(
            "団体コードの隣に、別の市区町村の名称（{name}）があります。",
            "The name of another municipality ({name}) stands beside this code.",
        ),
        Words("どちらの団体の印かを確認してください。", "Please check whose marks they are."),
        Words("団体コードと市区町村名が別の団体のものです。", "Code and name are those of two municipalities."),
        Words(
            "コードの団体の印として読み取りました。{name}の印の場合は、{name}の行に移してください。",
            "The marks were read as those of the code. If they are those of {name}, move them to its row.",
        ),
    ),
    _cell(
        "participant-without-case",
        Words("「事例」シートに記入のない事例に印があります。", "There is a mark for a case that is not filled in."),
        Words("「事例」シートにこの事例を記入するか、印を消してください。", "Fill in the case, or remove the mark."),
        Words("事例のない列に印があります。", "A column without a case holds marks."),
    ),
    _cell(
        "magnitude",
        Words(
            "金額が想定より大きくなっています（千円単位か確認してください）。",
            "This amount is larger than expected (is it in thousand yen?).",
        ),
        Words(
            "円単位で記入していないか確認してください。正しい場合、修正は不要です。",
            "Please check that it was not typed in yen. If it is right, leave it.",
        ),
        Words("金額の単位の誤りが疑われます。", "Yen may have been typed as thousand yen."),
        Words(
            "{amount}千円は約{in_yen}円です。円単位で記入した場合は、{as_yen}千円に修正してください。正しい場合、修正は不要です。",
            "{amount} thousand yen is about {in_yen} yen. If it was typed in yen, enter {as_yen} (thousand yen). If it is right, leave it.",
        ),
        severity="warning",
    ),
    _doubtful(
        "lead-without-role",
        Words(
            "調達主体が都道府県ですが、「{other_label}」の回答と一致せず、「共同で調達する他の都道府県」も空欄です。",
            'The lead body is a prefecture, but "{other_label}" says otherwise and "Other prefectures" is blank.',
        ),
        Words(
            "貴都道府県が調達主体の場合は「{other_label}」を修正し、他の都道府県の場合は「共同で調達する他の都道府県」に記入してください。",
            'If your prefecture leads, change "{other_label}"; if another one does, name it at "Other prefectures".',
        ),
        Words("調達主体と都道府県の関与が一致しません。", "The lead body and the prefecture's role do not agree."),
    ),
    _doubtful(
        "running-before-start",
        Words(
            "「{other_label}」では運用中ですが、運用開始が調査の基準日より後です。",
            '"{other_label}" says that it is in operation, but it starts after the day for which answers are asked.',
        ),
        Words(
            "運用開始前の場合は「{other_label}」を、運用中の場合は運用開始の年月を修正してください。",
            'If it has not started, change "{other_label}"; if it has, change the month.',
        ),
        Words("運用中の事例の運用開始が、調査の基準日より後です。", "A case in operation starts only later."),
    ),
    _doubtful(
        "year-above-total",
        Words("1年分の費用が「{other_label}」を上回っています。", 'One year costs more than "{other_label}".'),
        Words(
            "両方の金額と単位（千円）を確認してください。", "Please check both amounts and their unit (thousand yen)."
        ),
        Words("年間運用費が総額を上回っています。", "The annual cost is above the total cost."),
    ),
    _cell(
        "unlike-last-round",
        Words("前回の回答と大きく異なります。", "This differs much from last round's answer."),
        Words(
            "確認してください。正しい場合は、「前回からの変更」で「変更あり」を選択し、理由を「備考」に記入してください。",
            'Please check it. If it is right, choose "Updated" at "Since last round" and give the reason in "Remarks".',
        ),
        Words(
            "前回の金額との差が、設定した割合を超えています。",
            "The amount differs from last round's by more than is set.",
        ),
        Words(
            "前回は{last}です。正しい場合は、「前回からの変更」で「変更あり」を選択し、理由を「備考」に記入してください。",
            "Last round it was {last}. If it is right, choose "
            '"Updated" at "Since last round" and give the reason in "Remarks".',
        ),
        severity="warning",
    ),
    _cell(
        "unlike-last-round",
        Words("参加団体（○）が前回より大きく減っています。", "Far fewer municipalities have ○ than last round."),
        Words(
            "確認してください。正しい場合は、「前回からの変更」で「変更あり」を選択し、理由を「備考」に記入してください。",
            'Please check them. If they are right, choose "Updated" at "Since last round" and give the reason in "Remarks".',
        ),
        Words(
            "前回からの参加団体の減少が、設定した割合を超えています。",
            "More participants are gone since last round than is set.",
        ),
        Words(
            "前回は{last}団体、今回は{n}団体です。正しい場合は、「前回からの変更」で「変更あり」を選択し、理由を「備考」に記入してください。",
            "Last round there were {last}, now there are {n}. If that is right, choose "
            '"Updated" at "Since last round" and give the reason in "Remarks".',
        ),
        severity="warning",
        variant="fewer-participants",
    ),
    _cell(
        "normalised",
        Words("「{read_as}」として読み取りました。", 'This was read as "{read_as}".'),
        Words("正しい場合、対応は不要です。", "Nothing to do if that is right."),
        Words("記入を補って読み取りました。", "The answer was read otherwise than it was typed."),
        severity="info",
    ),
    _cell(
        "normalised",
        Words("「全団体」の印から除く団体として読み取りました。", "This was read as left out of the mark for all."),
        Words("正しい場合、対応は不要です。", "Nothing to do if that is right."),
        Words("全団体の印の下で、－などが記入されています。", "A dash or the like stands where all are marked."),
        severity="info",
        variant="left-out-of-all",
    ),
)

CATALOGUE: dict[str, CatalogueEntry] = {entry.name: entry for entry in _ENTRIES}
CODES: tuple[str, ...] = tuple(dict.fromkeys(entry.code for entry in _ENTRIES))

HINT = Words("この書き方では読み取れないことがあります。", "Written like this, it may not be readable.")
HINT_TODO = Words("記入要領に示す形式で記入してください。", "Write it as asked for.")
