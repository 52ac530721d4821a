"""Questions to whoever sits at the terminal, in the language of the console."""

from __future__ import annotations

import getpass
import sys
import unicodedata

from survey_tool.cli.console.output import Console
from survey_tool.wording.invisible import shown
from survey_tool.wording.words import Words

_YES = frozenset({"はい", "y", "yes"})
_NO = frozenset({"いいえ", "n", "no", ""})
_CHOICE = Words(
    "{question}［はい／いいえ（y／n）。入力しない場合は「いいえ」］", "{question} [y/n, no unless you say so]"
)
_AGAIN = Words("「はい」又は「いいえ」（y 又は n）を入力してください。", "Please type yes or no (y or n).")
_PROMPT = Words("{question}：", "{question}: ")


def asked(console: Console, question: Words) -> bool | None:
    """Whether somebody says yes, asked until it is understood; None where the input ends."""
    prompt = _PROMPT.fill(question=_CHOICE.fill(question=question))
    while True:
        _show(console, prompt)
        line = sys.stdin.readline()
        if not line:
            console.note("")
            return None
        answer = unicodedata.normalize("NFKC", line).strip().casefold()
        if answer in _YES or answer in _NO:
            return answer in _YES
        console.note(_AGAIN)


def asked_secretly(console: Console, question: Words) -> str:
    """What somebody types without its being shown; "" where the input ends."""
    try:
        return getpass.getpass(shown(_PROMPT.fill(question=question)[console.language]), console.err)
    except EOFError:
        console.note("")
        return ""


def _show(console: Console, prompt: Words) -> None:
    console.err.write(prompt[console.language])
    console.err.flush()
