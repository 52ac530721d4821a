"""Files that people edit by hand: read as Excel and Notepad save them, every mistake named by file, line and place."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from survey_tool.wording.invisible import CONTROLS, SHOWS_NOTHING
from survey_tool.wording.words import NOTHING, Words

_CONTROLS = re.compile(f"[{CONTROLS}]+")
_SHOWS_NOTHING = re.compile(f"[{SHOWS_NOTHING}]")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MARKS = {
    BYTE_ORDER_MARK: "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}  # Excel's "Unicode text" is the second

_BETWEEN = (",", "\t", ";")  # what stands between cells, by the programs and countries that save them

NO_SUCH_FILE = Words("ファイルが見つかりません。", "There is no such file.")
NOT_OPENED = Words("開くことができません。", "It cannot be opened.")
CLOSE_IT = Words(
    "他のプログラムで開いている場合は閉じ、読取りが許可されていることを確認してください。",
    "If another program holds it, close it there; see that it may be read.",
)
NOT_TEXT = Words("文字コードを判別できません。", "The encoding of the text is not recognised.")
ENCODINGS = Words(
    "UTF-8（BOMの有無は問いません。）又はShift_JISで保存してください。",
    "Save it as UTF-8 (with or without BOM) or Shift_JIS.",
)
NO_COLUMN = Words("この列がありません。", "This column is missing.")
SAME_COLUMN = Words("この列が2つ以上あります。", "There is more than one such column.")
ALL_COLUMNS = Words("1行目に次の列名が必要です：{columns}", "The first line must name these columns: {columns}.")
_HEADING_WITHIN = 10  # rows; above it stand a title and the like, in a list that somebody has made
TOO_MANY_CELLS = Words("列名よりも多くの値があります。", "There are more values than columns.")
QUOTE_COMMAS = Words('コンマを含む値は "…" で囲んでください。', 'Put a value that contains a comma in quotes ("…").')
BROKEN_QUOTES = Words('引用符（"）の対応が正しくありません。', 'The quotes (") do not match.')
BLANK = Words("空欄です。", "It is blank.")
NOT_ALLOWED = Words("「{value}」は使用できません。", '"{value}" cannot be used.')
TWICE = Words("「{value}」は{line}行目にもあります。", '"{value}" stands in line {line} as well.')
ONCE = Words("1回だけ記入してください。", "Give it only once.")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a hand-edited file: where, what is wrong, what is allowed. `row` says what stands in that row, for who looks at it sorted
    or elsewhere than in the file."""

    file: str
    line: int | None
    column: str | None
    wrong: Words
    allowed: Words = NOTHING
    row: Words = NOTHING

    @property
    def sentence(self) -> Words:
        """The whole mistake in one line: place, what is wrong, what is allowed."""
        row = Words("（{row}）", " ({row})").fill(row=self.row) if self.row else NOTHING
        at = Words(f" {self.line}行目", f", line {self.line}") + row if self.line else NOTHING
        ja = self.file + at.ja + (f"「{self.column}」" if self.column else "")
        en = self.file + at.en + (f', "{self.column}"' if self.column else "")
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

    Raises `MistakesError` where the file is missing, cannot be opened or is no text in one of these encodings.
    """
    if not path.is_file():
        raise MistakesError([Mistake(path.name, None, None, NO_SUCH_FILE)])
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise MistakesError([Mistake(path.name, None, None, NOT_OPENED, CLOSE_IT)]) from error
    return decoded(path.name, raw)


def decoded(file: str, raw: bytes) -> str:
    """The text of a file, whichever of the usual encodings it was saved in, with `\\n` between lines.

    Raises `MistakesError` where it is no text in one of these encodings.
    """
    marked = next((encoding for mark, encoding in _MARKS.items() if raw.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp932"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:  # UTF-16 without its mark decodes as cp932 by chance, but never without NUL
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise MistakesError([Mistake(file, None, None, NOT_TEXT, ENCODINGS)])


@dataclass(frozen=True, slots=True)
class FileLine:
    """A row of a table: the line that it begins in, its cells by column name, absent ones blank, and the headings as they
    are written in the file."""

    file: str
    line: int
    cells: dict[str, str]
    headings: Mapping[str, str] = field(default_factory=dict)

    def heading(self, column: str) -> str:
        """What the file calls a column."""
        return self.headings.get(column, column)

    def mistake(self, column: str, allowed: Words) -> Mistake:
        """That a cell is blank or cannot be used, and what is allowed in it."""
        shown = " ".join(self.cells[column].split())
        return Mistake(
            self.file, self.line, self.heading(column), NOT_ALLOWED.fill(value=shown) if shown else BLANK, allowed
        )


def read_table(
    path: Path, columns: Sequence[str], also_named: Mapping[str, str] | None = None
) -> tuple[list[FileLine], list[Mistake]]:
    """The rows of a CSV file whose first line names at least `columns`, and the mistakes of its form.

    `also_named` are further headings and the column that each stands for. Blank rows and rows that begin with `#` are
    passed over. Raises `MistakesError` as `read_handwritten` does.
    """
    return read_rows(path.name, read_handwritten(path), columns, also_named)


def read_rows(
    file: str, text: str, columns: Sequence[str | tuple[str, ...]], also_named: Mapping[str, str] | None = None
) -> tuple[list[FileLine], list[Mistake]]:
    """The same of a text, whichever of the usual signs it puts between its cells. Of several columns in one place, one will do; where
    there are further headings, they may stand below a title."""
    mistakes: list[Mistake] = []
    return list(_rows(file, text, columns, also_named or {}, mistakes)), mistakes


def repeated(rows: Iterable[FileLine], column: str) -> Iterator[Mistake]:
    """Rows with a value that an earlier row has already."""
    first: dict[str, int] = {}
    for row in rows:
        value = row.cells[column]
        earlier = first.setdefault(value, row.line)
        if value and earlier != row.line:
            yield Mistake(row.file, row.line, row.heading(column), TWICE.fill(value=value, line=earlier), ONCE)


def _rows(
    file: str,
    text: str,
    columns: Sequence[str | tuple[str, ...]],
    also_named: Mapping[str, str],
    mistakes: list[Mistake],
) -> Iterator[FileLine]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    try:
        written, header, line = heading_in(reader, also_named)
        headings = {column: one_line(name) for column, name in zip(header, written, strict=True)}
        names = {} if "".join(written).isascii() else {column: name for name, column in reversed([*also_named.items()])}
        wrong = list(_wrong_header(Mistake(file, line, None, NO_COLUMN), header, columns, names))
        mistakes += wrong
        begins = reader.line_num + 1
        for cells in () if wrong else reader:
            line, begins = begins, reader.line_num + 1
            if not "".join(cells).strip() or cells[0].lstrip().startswith("#"):
                continue
            if "".join(cells[len(header) :]).strip():
                mistakes.append(Mistake(file, line, None, TOO_MANY_CELLS, QUOTE_COMMAS))
                continue
            yield FileLine(file, line, dict.fromkeys(header, "") | dict(zip(header, cells, strict=False)), headings)
    except csv.Error:
        mistakes.append(Mistake(file, reader.line_num, None, BROKEN_QUOTES, QUOTE_COMMAS))


def separator_of(text: str) -> str:
    """What stands between the cells of a table, by its first line."""
    first, _, _ = text.partition("\n")
    return max(_BETWEEN, key=first.count)


def heading_in(reader: Any, also_named: Mapping[str, str]) -> tuple[list[str], list[str], int]:
    """The names of the columns as they are written and as they are called here, and the line in which they stand: the first, unless
    that names none and another names several."""
    found: list[tuple[list[str], list[str], int]] = []
    for cells in islice(reader, _HEADING_WITHIN if also_named else 1):
        written = [name.strip() for name in cells]
        found.append((written, [column_called(name, also_named) for name in written], reader.line_num))
        known = set(found[-1][1]) & {*also_named.values()}
        if len(known) > 1 or (known and len(found) == 1):
            return found[-1]
    return found[0] if found else ([], [], 1)


def column_called(heading: str, also_named: Mapping[str, str]) -> str:
    """The column for which a heading stands, however it was typed."""
    plain = unicodedata.normalize("NFKC", heading).strip().lower()
    return also_named.get(plain, plain)


def _wrong_header(
    at: Mistake, header: Sequence[str], columns: Sequence[str | tuple[str, ...]], names: Mapping[str, str]
) -> Iterator[Mistake]:
    """Columns by `names` where the file calls them so, else as they are called here."""
    either = [(each,) if isinstance(each, str) else each for each in columns]

    def told(several: Iterable[tuple[str, ...]]) -> str:
        return ", ".join(" / ".join(names.get(column, column) for column in each) for each in several)

    if absent := [each for each in either if not set(each) & set(header)]:
        yield replace(at, column=told(absent), allowed=ALL_COLUMNS.fill(columns=told(either)))
    if twice := [(column,) for each in either for column in each if header.count(column) > 1]:
        yield replace(at, column=told(twice), wrong=SAME_COLUMN, allowed=ONCE)


def one_line(text: str) -> str:
    """`text` without control characters and line ends, so that it cannot break a header or a list."""
    return _CONTROLS.sub(" ", _SHOWS_NOTHING.sub("", text)).strip()
