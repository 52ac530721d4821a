"""Returns that this computer cannot read at this moment: nothing is published without them, whoever agrees to it.

What is still being copied, or held by another program, is there and says something. A release without it would tell of its prefecture
what is not so, and would be another one a minute later.
"""

from __future__ import annotations

from survey_tool.intake.judging.submission import Collected
from survey_tool.wording.words import Words

_SENTENCE = Words(
    "この端末で読み取ることのできないファイルがあるため、公表物は作成していません：{files}。コピーが終わっていること、他のプログラムで"
    "開いていないこと、読取りが許可されていることを確認し、もう一度実行してください。",
    "No release was written, because this computer cannot read: {files}. See that it has been copied to its end, that no other program "
    "holds it and that it may be read; then publish again.",
)


class NotReadHere(Exception):
    """No release was written: some of what came back cannot be read on this computer."""

    def __init__(self, files: tuple[str, ...]) -> None:
        self.sentence = _SENTENCE.fill(files=Words.listed(files))
        super().__init__(self.sentence.en)


def see_that_all_can_be_read(collected: Collected) -> None:
    """Raises `NotReadHere`."""
    if files := tuple(each.file for each in collected.submissions if each.not_readable_here):
        raise NotReadHere(files)
