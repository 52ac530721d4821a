"""Files that people edit by hand: read as Excel and Notepad save them, every mistake named by file, line and place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from survey_tool.questionnaire.words import NOTHING, Words

LINE_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # can turn round what a reader sees
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

NO_SUCH_FILE = Words("ファイルが見つかりません。", "There is no such file.")
NOT_TEXT = Words("文字コードを判別できません。", "The encoding of the text is not recognised.")
ENCODINGS = Words(
    "UTF-8（BOMの有無は問いません。）又はShift_JISで保存してください。",
    "Save it as UTF-8 (with or without BOM) or Shift_JIS.",
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a hand-edited file: where, what is wrong, what is allowed."""

    file: str
    line: int | None
    column: str | None
    wrong: Words
    allowed: Words = NOTHING

    @property
    def sentence(self) -> Words:
        """The whole mistake in one line: place, what is wrong, what is allowed."""
        ja = self.file + (f" {self.line}行目" if self.line else "") + (f"「{self.column}」" if self.column else "")
        en = self.file + (f", line {self.line}" if self.line else "") + (f', "{self.column}"' if self.column else "")
        return Words(f"{ja}：{self.wrong.ja}{self.allowed.ja}", f"{en}: {self.wrong.en} {self.allowed.en}".rstrip())


class MistakesError(ValueError):
    """A hand-edited file cannot be used; `mistakes` holds all of them, not only the first."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        """Keeps `mistakes` for whoever reports them."""
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(line.en for line in self.lines))

    @property
    def lines(self) -> list[Words]:
        """A sentence for each mistake."""
        return [mistake.sentence for mistake in self.mistakes]


def read_handwritten(path: Path) -> str:
    """The text of `path`, whichever of the usual encodings it was saved in, with `\\n` between lines.

    Raises `MistakesError` where the file is missing or is no text in one of these encodings.
    """
    if not path.is_file():
        raise MistakesError([Mistake(path.name, None, None, NO_SUCH_FILE)])
    raw = path.read_bytes()
    marked = raw.startswith(BYTE_ORDER_MARK)
    for encoding in ("utf-8-sig",) if marked else ("utf-8", "cp932"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:  # UTF-16 decodes as cp932 by chance, but never without NUL
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise MistakesError([Mistake(path.name, None, None, NOT_TEXT, ENCODINGS)])


def one_line(text: str) -> str:
    """`text` without control characters and line ends, so that it cannot break a header or a list."""
    return LINE_BREAKS.sub(" ", UNSEEN.sub("", text)).strip()
