"""Which month or amount a typed text will be read as: Excel expressions for the ways in which most people write them.

令和5年4月, R5.4, 2023年4月, 2023/4, ２０２３－０４, 令和5年度; 300万, 1,200万円, ３億. Of every other way nothing is known here; what is said of these is what
`intake` makes of them (a test holds them to it). One expression builds on the next, so each has a name or a cell of its own.
"""

from __future__ import annotations

from survey_tool.questionnaire.vocabulary.excel_face import quoted
from survey_tool.wording.words import Language

_WIDE = {wide: str(figure) for figure, wide in enumerate("０１２３４５６７８９")}
_BETWEEN = dict.fromkeys("/.-／．－", "年")  # what may stand between year and month
_REIWA, _HEISEI = (2018, "令RrＲｒ"), (1988, "平HhＨｈ")  # the year before the first, and how it begins


def as_typed_by_most(v: str) -> str:
    """The text with figures in half width and 年 behind the year."""
    text = f"TRIM({v})"
    for sign, plain in (_WIDE | _BETWEEN).items():
        text = f"SUBSTITUTE({text},{quoted(sign)},{quoted(plain)})"
    return text


def year_of(t: str) -> str:
    """The Western year with which such a text begins; an error where it begins with none."""
    written = f'LEFT({t},FIND("年",{t})-1)'
    first, era = f"LEFT({t},1)", f'OR(LEFT({t},2)="令和",LEFT({t},2)="平成")'
    nth = f"MID({written},IF({era},3,2),9)"
    base = "NA()"
    for before, signs in (_HEISEI, _REIWA):
        base = f"IF(ISNUMBER(FIND({first},{quoted(signs)})),{before},{base})"
    of_era = f'{base}+IF({nth}="元",1,{_figure(nth)})'
    return f'IF(ISNUMBER(FIND({first},"12")),IF(EXACT(TEXT({written}+0,"0000"),{written}),{written}+0,NA()),{of_era})'


def month_read(v: str, t: str, year: str, language: Language) -> str:
    """The month or fiscal year that `v` is, as a form of that language has it; an error where it is not known."""
    rest = f'MID({t},FIND("年",{t})+1,9)'
    figure = _figure(f'IF(RIGHT({t},1)="月",LEFT({rest},LEN({rest})-1),{rest})')
    month = f'{year}&"-"&TEXT(1/(1/({figure}*({figure}<13))),"00")'
    fiscal = f'"FY"&{year}' if language == "en" else f'{year}&"年度"'
    return f'IF(ABS({year}-2019.5)<30,IF({rest}="度",IF(ISNUMBER(FIND("年度",{v})),{fiscal},NA()),{month}),NA())'


def in_ten_thousands(t: str) -> str:
    """Such a text without 円 at its end."""
    return f'IF(RIGHT({t},1)="円",LEFT({t},LEN({t})-1),{t})'


def amount_read(bare: str, language: Language) -> str:
    """The amount in thousand yen that such a text is, with its unit; an error where it is no whole number of 万 or 億."""
    figure, unit = f"LEFT({bare},LEN({bare})-1)", f"RIGHT({bare},1)"
    thousands = f'IF({unit}="万",10,IF({unit}="億",100000,NA()))'
    plain = " + ".join(f'EXACT({figure},TEXT({figure}+0,"{pattern}"))' for pattern in ("0", "#,##0"))
    told = "千円" if language == "ja" else " thousand yen"
    return f'TEXT(({figure}+0)/(({plain})>0)*{thousands},"#,##0")&"{told}"'


def _figure(text: str) -> str:
    """The number of one or two figures that a text is; an error where it is none."""
    return f'({text}+0)/OR(EXACT({text},TEXT({text}+0,"0")),EXACT({text},TEXT({text}+0,"00")))'
