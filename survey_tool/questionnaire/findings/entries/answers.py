"""One answer by itself: missing, not wanted, not to be understood."""

from __future__ import annotations

from survey_tool.questionnaire.findings.entry import of_cell
from survey_tool.wording.words import Words

_IF_NEAREST = Words(
    "「{nearest}」のことであれば、そのとおり記入してください。",
    'If "{nearest}" is meant, enter that.',
)
_NO_AMOUNT = Words("金額として読み取れません。", "This cannot be read as an amount.")
_NO_DATE = Words("日付として読み取れません。", "This cannot be read as a date.")
_NO_MONTH = Words("年月又は年度として読み取れません。", "This cannot be read as a month or a fiscal year.")

ANSWERS = (
    of_cell(
        "required",
        Words("未記入です（必須）。", "This has not been answered (required)."),
        Words("{do}", "{do}"),
        Words("必須の回答がありません。", "A required answer is missing."),
    ),
    of_cell(
        "required-when",
        Words("未記入です（{when}必須）。", "This has not been answered (required {when})."),
        Words("{do}", "{do}"),
        Words("他の回答により必須となる回答がありません。", "An answer that other answers make necessary is missing."),
    ),
    of_cell(
        "only-when",
        Words("{because}、記入は不要です。", "No answer is needed here, {because}."),
        Words("空欄{look}", "Clear the cell{look}"),
        Words("他の回答と両立しない回答があります。", "An answer stands where other answers leave no room for it."),
    ),
    of_cell(
        "only-when",
        Words("検討中の事例に○があります。", "○ stands in a case that is still under consideration."),
        Words(
            "検討中の事例には○でなく△を使用してください。○で正しい場合は、「現在の段階」を確認してください。",
            'Use △ in place of ○ in such a case. If ○ is right, check "Stage".',
        ),
        Words("検討中の事例に○があります。", "A case under consideration has ○."),
        variant="only-when-participants",
    ),
    of_cell(
        "not-a-number",
        Words("数値として読み取れません。", "This cannot be read as a number."),
        Words("単位や「約」を付けず、数値のみを記入してください。", 'Enter the figure alone, without unit or "about".'),
        Words("数値として読み取れません。", "The answer cannot be read as a number."),
        _IF_NEAREST,
    ),
    of_cell(
        "not-a-number",
        _NO_AMOUNT,
        Words("{do}", "{do}"),
        Words("金額としても定められた語としても読み取れません。", "Neither an amount nor one of the words."),
        _IF_NEAREST,
        variant="not-an-amount",
    ),
    of_cell(
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
    of_cell(
        "not-whole",
        Words("整数ではありません。", "This is not a whole number."),
        Words("整数を記入してください。", "Enter a whole number."),
        Words("整数ではありません。", "The number is not whole."),
        Words(
            "四捨五入すると{rounded}です。整数を記入してください。", "Rounded it is {rounded}. Enter a whole number."
        ),
    ),
    of_cell(
        "out-of-range",
        Words("0未満の数値（マイナス）になっています。", "This is a number below zero."),
        Words("マイナスを付けず、0以上の数値を記入してください。", "Enter a number without minus, from 0 up."),
        Words("負の数が記入されています。", "The number is below zero."),
        variant="below-zero",
    ),
    of_cell(
        "out-of-range",
        Words("{range}の数値ではありません。", "This is not a number {range}."),
        Words("{do}", "{do}"),
        Words("範囲の外の値です。", "The value is out of range."),
    ),
    of_cell(
        "not-a-date",
        _NO_DATE,
        Words("{do}", "{do}"),
        Words("日付として読み取れません。", "The answer cannot be read as a date."),
        _IF_NEAREST,
    ),
    of_cell(
        "not-a-date",
        _NO_DATE,
        Words("{do}", "{do}"),
        Words("年のない月日です。", "A month and a day without a year."),
        Words("年が記入されていません。{do}", "The year is missing. {do}"),
        variant="date-without-year",
    ),
    of_cell(
        "not-a-date",
        _NO_DATE,
        Words("{do}", "{do}"),
        Words("存在しない日付です。", "There is no such day."),
        Words("この日付は存在しません。{do}", "There is no such day. {do}"),
        variant="no-such-day",
    ),
    of_cell(
        "not-a-month",
        _NO_MONTH,
        Words("{do}", "{do}"),
        Words("年月又は年度として読み取れません。", "The answer cannot be read as a month or fiscal year."),
        _IF_NEAREST,
    ),
    of_cell(
        "not-a-month",
        _NO_MONTH,
        Words("{do}", "{do}"),
        Words("1から12までにない月です。", "A month beyond the twelve."),
        Words("月が1から12までの数ではありません。{do}", "The month is not one of 1 to 12. {do}"),
        variant="no-such-month",
    ),
    of_cell(
        "not-a-month",
        _NO_MONTH,
        Words("{do}", "{do}"),
        Words("年のない月です。", "A month without a year."),
        Words("年が記入されていません。{do}", "The year is missing. {do}"),
        variant="month-without-year",
    ),
    of_cell(
        "not-a-month",
        Words("月が記入されていません。", "The month is missing."),
        Words("{do}", "{do}"),
        Words("月のない年です。", "A year without a month."),
        Words(
            "2026-04 のように月まで記入してください。月が分からない場合は、年度を「{nearest}」のように記入してください。",
            'Enter the month too, as in 2026-04, or where it is not known a fiscal year such as "{nearest}".',
        ),
        variant="year-without-month",
    ),
    of_cell(
        "not-in-list",
        Words("一覧にない回答です。", "This answer is not in the list."),
        Words("一覧から選択してください。", "Choose from the list."),
        Words("一覧にない回答です。", "The answer is not in the list."),
        Words(
            "一覧から選択してください。「{nearest}」に近い内容です。",
            'Choose from the list. The nearest choice is "{nearest}".',
        ),
    ),
    of_cell(
        "not-in-list",
        Words("一覧にない名称が含まれています。", "It holds a name that is not in the list."),
        Words("{do}", "{do}"),
        Words("区切って記入された名称に、一覧にないものがあります。", "One of the names is not in the list."),
        Words(
            "一覧の名称のとおり記入してください。「{nearest}」に近い名称があります。",
            'Enter each as named in the list. One is near to "{nearest}".',
        ),
        variant="not-all-in-list",
    ),
    of_cell(
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
    of_cell(
        "not-in-list",
        Words("貴都道府県が含まれています。", "Your own prefecture is among them."),
        Words("貴都道府県を除いて記入してください。", "Leave out your own prefecture."),
        Words("自らの都道府県が含まれています。", "The answering prefecture names itself."),
        variant="without-own",
    ),
    of_cell(
        "too-long",
        Words("{limit}字を超えています。", "This is longer than {limit} characters."),
        Words("{limit}字以内に短くしてください。", "Shorten it to {limit} characters."),
        Words("文字数が上限を超えています。", "The text is longer than allowed."),
        Words("現在{length}字です。{over}字以上短くしてください。", "It has {length}; shorten it by at least {over}."),
    ),
    of_cell(
        "bad-format",
        Words("{format_name}として読み取れません。", "This cannot be read as {format_name}."),
        Words("{example} のように記入してください。", "Format: {example}."),
        Words("定められた形式ではありません。", "The answer does not have the expected form."),
        _IF_NEAREST,
    ),
    of_cell(
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
    of_cell(
        "two-answers",
        Words(
            "複数の提出で異なっていた回答が、転記したまま再提出されています。",
            "The returns answered this differently, and it came back as it had been filled in.",
        ),
        Words(
            "正しい回答を確認してください。正しい場合、修正は不要です。",
            "Please check which answer is right. If this is, leave it.",
        ),
        Words(
            "食い違っていた回答が、1つにまとめた調査票に転記したまま返送されています。",
            "An answer that differed stands in the merged form that came back as it had been filled in.",
        ),
        Words(
            "{answers}です。正しい回答を確認してください。この回答で正しい場合、修正は不要です。",
            "{answers}. Please check which is right. If this one is, leave it.",
        ),
        severity="warning",
        variant="two-answers-left",
    ),
    of_cell(
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
    of_cell(
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
    of_cell(
        "year-far-off",
        Words("この調査では考えられない年です。", "The year cannot be right."),
        Words(
            "年の打ち間違いを確認し、1990年から2049年までの正しい年（西暦4桁）を記入してください。",
            "Please see whether the year was mistyped, and enter the right one (four figures, 1990 to 2049).",
        ),
        Words(
            "1990年から2049年までの範囲にない年です。数字の打ち間違いが疑われます。",
            "A year outside 1990 to 2049: figures were probably exchanged.",
        ),
        _IF_NEAREST,
    ),
    of_cell(
        "bad-format",
        Words("メールアドレスが2つ以上あります。", "There is more than one e-mail address."),
        Words("1つだけを記入してください。", "Enter one only."),
        Words("1つの欄に複数のアドレスが記入されています。", "Several addresses stand in one cell."),
        Words("1つだけを記入してください（例：{nearest}）。", "Enter one only, for example {nearest}."),
        variant="several-addresses",
    ),
)
