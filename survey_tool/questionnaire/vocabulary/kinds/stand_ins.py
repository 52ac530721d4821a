"""What stands in a text cell in place of an answer: 〃, 同上, 別紙のとおり. Read alone, as it is published, it says nothing.

Both faces do the same: blanks and brackets are left out, then the end of the text is compared. A text longer than `_SHORT` says
something beside where it points.
"""

from __future__ import annotations

from survey_tool.questionnaire.vocabulary.excel_face import quoted, without

NAME = "STAND_INS"
"""The range of the form that holds `STAND_INS`."""
_SHORT = 20
_WHOLE = "^"  # what stands before a text that is a stand-in only if there is nothing else
_DITTO = '〃 〃同 ″ " 同 同上 同左 同右 同じ 同様 々 仝 上同'
_BEFORE = "前回 前年度 昨年度 上記 上 左 右"
_LIKE_BEFORE = "同様 と同様 と同じ に同じ どおり"
_ELSEWHERE = "別紙 別添 別途 添付 添付資料 以下同様 以下同文 変更なし"
_ENGLISH = "ditto sameasabove asabove seeabove seeattached"
_ALONE = (
    *f"{_DITTO} {_ELSEWHERE} {_ENGLISH}".split(),
    *(before + same for before in _BEFORE.split() for same in _LIKE_BEFORE.split()),
)
_AT_THE_END = ("のとおり", "の通り", "参照", "を参照してください", "ご参照ください")
STAND_INS = (*_AT_THE_END, *(_WHOLE + each for each in _ALONE))
"""Ends of short texts, without blanks and brackets, that answer nothing; `^` where nothing may precede."""
_SIGNS = " 　。（）()"
_LAST_SIGNS = "".join(sorted({each[-1] for each in STAND_INS}))
_LEFT_OUT = dict.fromkeys([*range(32), *map(ord, _SIGNS)])


def is_stand_in(text: str) -> bool:
    """Whether a text stands in place of an answer."""
    return len(text) <= _SHORT and (_WHOLE + text.translate(_LEFT_OUT).lower()).endswith(STAND_INS)


def stands_in(v: str) -> str:
    """The same as an Excel expression; `=` takes no notice of case. Most texts end in another sign, and looking at all takes time."""
    bare = without(f"CLEAN({v})", _SIGNS)
    other = f"ISERROR(FIND(LOWER(RIGHT({bare})),{quoted(_LAST_SIGNS)}))"
    ends = f'RIGHT("{_WHOLE}"&{bare},LEN({NAME}))={NAME}'
    return f"IF(LEN({v})>{_SHORT},FALSE,IF({other},FALSE,SUMPRODUCT(--({ends}))>0))"
