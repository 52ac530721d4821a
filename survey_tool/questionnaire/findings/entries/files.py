"""What came: a file that cannot be read, that is no form, a mail beside it."""

from __future__ import annotations

from survey_tool.questionnaire.findings.entry import of_file
from survey_tool.wording.words import Words

_DAMAGED = Words(
    "ファイルを開くことができません。破損しているか、対応していない形式です。",
    "The file cannot be opened: it is damaged or of a kind that is not supported.",
)
_LOOK_AT_IT = Words(
    "ファイルを開いて内容を確認してください。調査票の代わりに提出されたものの場合は、調査票の提出を依頼してください。送付書など集計に関係しないものの場合、対応は不要です。",
    "Open it and see what it is. If it was sent in place of the form, ask for the form. A covering note and the like need nothing.",
)

FILES = (
    of_file(
        "file-unreadable",
        _DAMAGED,
        Words(
            "Excelで開いて「Excelブック（.xlsx）」として保存し直し、再度提出してください。",
            "Open it in Excel, save it as an Excel workbook (.xlsx) and return it again.",
        ),
        Words(
            "壊れているか、読み取れない形式のファイルです。", "The file is damaged or of a kind that cannot be read."
        ),
    ),
    of_file(
        "file-unreadable",
        Words("ファイルが空（0バイト）です。", "The file is empty (0 bytes)."),
        Words(
            "元の調査票を開いて内容を確認し、もう一度添付して提出してください。",
            "See that the form itself opens, attach it again and return it.",
        ),
        Words("送信又は保存の途中で内容が失われたファイルです。", "Its content was lost while it was sent or saved."),
        variant="file-empty",
    ),
    of_file(
        "file-unreadable",
        _DAMAGED,
        Words(
            "調査票（Excelブック）をそのまま添付し、再度提出してください。",
            "Please attach the form itself, which is an Excel workbook, and return it.",
        ),
        Words(
            "壊れているファイルで、Excelブックの名前でもありません（文書、圧縮ファイル等）。",
            "The file is damaged and by its name no Excel workbook: a document, an archive.",
        ),
        variant="file-no-workbook",
    ),
    of_file(
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
    of_file(
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
    of_file(
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
    of_file(
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
    of_file(
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
    of_file(
        "file-not-readable-here",
        Words(
            "事務局の端末で読み取ることができません（{reason}）。",
            "It cannot be read on this computer: {reason}.",
        ),
        Words(
            "コピーが終わっていること、他のプログラムで開いていないこと、読取りが許可されていることを確認し、もう一度実行してください。",
            "See that it has been copied to its end, that no other program holds it and that it may be read; then run this again.",
        ),
        Words(
            "事務局の端末でファイル又はフォルダを開くことができません。提出されたファイルの問題ではないため、都道府県には連絡しません。",
            "The file or folder cannot be opened here. That says nothing about what was returned, and nobody is written to about it.",
        ),
    ),
    of_file(
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
    of_file(
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
    of_file(
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
    of_file(
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
    of_file(
        "file-not-ours",
        Words(
            "本調査の調査票であることを確認できません。", "This is not recognisable as a questionnaire of this survey."
        ),
        _LOOK_AT_IT,
        Words("調査票の識別情報がないファイルです。", "Nothing in the file marks it as a form of this survey."),
        "info",
    ),
    of_file(
        "file-not-ours",
        Words(
            "本調査の調査票であることを確認できません（{kind}ファイル）。",
            "This is not recognisable as a questionnaire of this survey (a {kind} file).",
        ),
        _LOOK_AT_IT,
        Words("調査票として読み取る形式ではないファイルです。", "The file is of a kind that no form is returned in."),
        "info",
        variant="file-of-another-kind",
    ),
    of_file(
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
    of_file(
        "form-as-sent",
        Words(
            "送付したままの調査票です（作成後に保存されていません。）。",
            "This is the form exactly as it was generated: nobody has saved it since.",
        ),
        Words(
            "提出には数えません。誤って保存したものの場合は、対象外としてください。送り返されたものの場合は、記入した調査票の提出を依頼してください。",
            "It counts as no return. If it was saved here by mistake, set it aside. If it was sent back, ask for the form that was filled in.",
        ),
        Words(
            "作成したままの調査票です（作成し直す前のものを含みます。）。提出には数えません。",
            "The file is a form as it was generated, now or before it was generated again. It counts as no return.",
        ),
        "info",
    ),
    of_file(
        "form-as-sent",
        Words("何も記入されていない調査票です。", "Nothing is filled in on this form."),
        Words(
            "提出には数えません。記入した調査票の提出を依頼してください。",
            "It counts as no return. Ask for the form that was filled in.",
        ),
        Words(
            "以前に作成した調査票のまま、又は何も記入せずに保存された調査票です。提出には数えず、修正も依頼しません。",
            "The form is as it was generated before, or was saved with nothing filled in. It counts as no return, and no correction is asked for.",
        ),
        "info",
        variant="form-blank",
    ),
    of_file(
        "mail-says",
        Words(
            "メールの本文に連絡事項があります：「{says}」（差出人：{sender}、件名：{subject}）",
            'The body of the mail says something: "{says}" (from: {sender}; subject: {subject}).',
        ),
        Words(
            "メールを開いて本文を確認してください。本文に書かれた回答は、調査票には反映されません。回答の訂正の場合は、修正した調査票の提出を依頼してください。"
            "対応が済んだ場合は、確認済みとしてください（survey-tool record confirm 都道府県 mail-says）。",
            "Open the mail and read it. Answers that stand in the mail do not count: where it corrects one, ask for a corrected form. Once it "
            "is dealt with, note it as confirmed (survey-tool record confirm PREFECTURE mail-says).",
        ),
        Words(
            "挨拶や署名以外の文がメールの本文にあります。事務局だけに表示し、都道府県への修正依頼には記載しません。",
            "The mail says more than greetings and a signature. Shown to the secretariat only, never to the prefecture.",
        ),
        "warning",
    ),
)
