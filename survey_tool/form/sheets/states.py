"""What the entry sheets say is open: of a question which cases, of a case how many, of the respondent what."""

from __future__ import annotations

from survey_tool.form.live.checks import DOUBTFUL, NONE_OF_SEVERAL, PLACE, WRONG
from survey_tool.form.live.layout import (
    CASE_STATES,
    QUESTION_STATES,
    RESPONDENT_STATE,
    SHORT_ID,
    LiveLayout,
)
from survey_tool.form.printed.entry_sheets import AND_MORE, CASE_MENTION, COLON, COMPLETE, NEXT, STATE_GAP
from survey_tool.form.printed.entry_sheets import NONE_OF_SEVERAL as NONE
from survey_tool.questionnaire.findings.catalogue import STATE_LABELS
from survey_tool.wording.words import Language

_MENTIONED = 3  # cases that column E names before it says that there are more


def counted(numbers: str, edition: Language, complete: str) -> str:
    """How many of some numbers of the hidden sheet are of which state; `complete` where there are none."""
    parts = (
        (f'COUNTIF({numbers},"<{WRONG}")', STATE_LABELS["missing"][edition]),
        (f'COUNTIF({numbers},"<{DOUBTFUL}")-COUNTIF({numbers},"<{WRONG}")', STATE_LABELS["wrong"][edition]),
        (f'COUNTIF({numbers},">={DOUBTFUL}")', STATE_LABELS["doubtful"][edition]),
    )
    gap = STATE_GAP[edition]
    said = "&".join(f'IF({count}>0,"{gap}{label} "&{count},"")' for count, label in parts)
    return f"IF(COUNT({numbers})=0,{complete},MID({said},{len(gap) + 1},99))"


def case_state(scopes: str, edition: Language) -> str:
    """Row 4 of the cases: ✔, or how much of what is open; blank in a column where nothing was typed."""
    complete = f'IF(INDEX({scopes},case_position)>0,"{COMPLETE[edition]}","")'
    return f'=IFERROR({counted(CASE_STATES, edition, complete)},"")'


def respondent_state(layout: LiveLayout, edition: Language) -> str:
    """The same for the respondent."""
    complete = f'IF(r_scope>0,"{COMPLETE[edition]}","")'
    return f"={counted(layout.respondent_states, edition, complete)}"


def question_state(layout: LiveLayout, edition: Language) -> str:
    """Column E of a question: which cases, state by state."""
    q = QUESTION_STATES
    blank, before_wrong, before_doubtful = (f'COUNTIF({q},"<{limit}")' for limit in (NONE_OF_SEVERAL, WRONG, DOUBTFUL))
    parts = (
        _cases_of(q, "0", blank, STATE_LABELS["missing"][edition], layout),
        _cases_of(q, before_wrong, f"({before_doubtful}-{before_wrong})", STATE_LABELS["wrong"][edition], layout),
        _cases_of(q, before_doubtful, f"(COUNT({q})-{before_doubtful})", STATE_LABELS["doubtful"][edition], layout),
    )
    return f'=IFERROR(IF(COUNT({q})=0,"",{_without_first("&".join(parts))}),"")'


def group_state(layout: LiveLayout, key: str, edition: Language) -> str:
    """Column E of the heading of questions of which one must be answered; `key` is that of the first."""
    q = f"INDEX({layout.grid},0,{layout.place_in_grid(key)})"
    blank, before_wrong = (f'COUNTIF({q},"<{limit}")' for limit in (NONE_OF_SEVERAL, WRONG))
    said = _cases_of(q, blank, f"({before_wrong}-{blank})", STATE_LABELS["missing"][edition], layout)
    return f'=IFERROR({_without_first(said)},"")'


def group_cell(layout: LiveLayout, key: str, edition: Language) -> str:
    """The heading's cell of a case."""
    at = f"INDEX({layout.grid},case_position,{layout.place_in_grid(key)})"
    return f'=IFERROR(IF(AND({at}>={NONE_OF_SEVERAL},{at}<{WRONG}),"{NONE[edition]}",""),"")'


def _cases_of(numbers: str, before: str, count: str, state: str, layout: LiveLayout) -> str:
    """「事例2、3：未記入」 of those of the sorted numbers that come after the first `before`."""
    edition = layout.edition

    def name(k: int) -> str:
        return f"INDEX({layout.column(SHORT_ID)},{layout.case_position(f'SMALL({numbers},{before}+{k})')})"

    names = [name(1), *(f'IF({count}>{k - 1},"{NEXT[edition]}"&{name(k)},"")' for k in range(2, _MENTIONED + 1))]
    more = f'IF({count}>{_MENTIONED},"{AND_MORE[edition]}","")'
    said = f'CHAR(10)&"{CASE_MENTION[edition]}"&{"&".join(names)}&{more}&"{COLON[edition]}{state}"'
    return f'IF({count}=0,"",{said})'


def _without_first(said: str) -> str:
    """A text without the line end before it."""
    return f"MID({said},2,999)"


def answer_state(edition: Language) -> str:
    """Column E of the respondent: the state, and of what is not merely blank the sentence."""
    at = RESPONDENT_STATE
    sentence = f'"{COLON[edition]}"&INDEX(MSG_SENTENCE,MOD({at},{PLACE}))'
    said = f'{state_word(at, edition)}&IF({at}<{WRONG},"",{sentence})'
    return f'=IFERROR(IF(ISNUMBER({at}),{said},""),"")'


def state_word(number: str, edition: Language) -> str:
    """The word for the state of one number of the hidden sheet."""
    missing, wrong, doubtful = (f'"{STATE_LABELS[state][edition]}"' for state in ("missing", "wrong", "doubtful"))
    return f"IF({number}<{WRONG},{missing},IF({number}<{DOUBTFUL},{wrong},{doubtful}))"
