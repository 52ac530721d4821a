"""The code lists of this survey. All but the marks ○ and △ stand in files that a secretary can edit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from survey_tool.questionnaire.vocabulary.lists import SEPARATOR, Choice, CodeList, ListMistake
from survey_tool.wording.handwritten import FileLine, Mistake, MistakesError, read_table, repeated
from survey_tool.wording.words import Words

CHOICES_FILE, SYSTEM_TYPES_FILE = (
    Path(__file__).parent / "data" / name for name in ("choices.csv", "system_types.csv")
)

_CIRCLES = ("〇", "◯", "●", "⭕", "⚪", "o", "yes", "有", "有り", "あり", "はい", "該当", "✓", "✔", "☑", "レ", "true")
_TRIANGLES = ("▲", "▵", "⊿", "検討中", "検討")
_USES_IT = Words("利用し、又は利用を決定している", "uses it or has decided to")
_THINKS_OF_IT = Words("参加を検討している", "is considering it")
MARKS = (
    CodeList("mark", (Choice("yes", Words.same("○"), Words("該当する", "applies"), _CIRCLES),)),
    CodeList(
        "participation",
        (
            Choice("participating", Words.same("○"), _USES_IT, (*_CIRCLES, "参加")),
            Choice("considering", Words.same("△"), _THINKS_OF_IT, _TRIANGLES),
        ),
    ),
)

_NAMES = ("name_ja", "name_en")
_CHOICE_COLUMNS = ("list", "key", *_NAMES, "meaning_ja", "meaning_en", "also_read_as")
_SYSTEM_TYPE_COLUMNS = ("key", "domain", *_NAMES)
_GIVE = Words("値を記入してください。", "Give a value.")
_NO_SUCH_ROW = Words("この選択肢の行がありません。", "There is no row for this choice.")
_KEEP_IT = Words(
    "元のファイルの行を残し、名称だけを変えてください。", "Keep its row, and change no more than its names."
)
_A_DOMAIN = Words("使用できる値：{domains}", "Allowed: {domains}.")


def read_choices(path: Path = CHOICES_FILE) -> tuple[CodeList, ...]:
    """The code lists of a file with one row a choice, list by list, in the order of the file.

    Labels, meanings and order are the editor's; `also_read_as` holds what people type instead, separated by 、. Every code of
    the built-in file must stand in it, since rules and published data name them. Raises `MistakesError`.
    """
    rows, mistakes = read_table(path, _CHOICE_COLUMNS)
    mistakes += _blank(rows, _CHOICE_COLUMNS[:4])
    lists: dict[str, list[Choice]] = {}
    for row in rows:
        lists.setdefault(row.cells["list"], []).append(_choice(row.cells))
    if path != CHOICES_FILE and not mistakes:
        mistakes += _without(path, lists)
    if mistakes:
        raise MistakesError(mistakes)
    return tuple(_code_list(path, name, choices) for name, choices in lists.items())


def _without(path: Path, lists: Mapping[str, Sequence[Choice]]) -> Iterator[Mistake]:
    for known in read_choices():
        given = {choice.key for choice in lists.get(known.name, ())}
        for key in (choice.key for choice in known if choice.key not in given):
            yield Mistake(path.name, None, f"{known.name} {key}", _NO_SUCH_ROW, _KEEP_IT)


def read_system_types(domains: CodeList, path: Path = SYSTEM_TYPES_FILE) -> CodeList:
    """The system types, domain by domain, each domain closed by `not_in_list`.

    The file is meant to be edited: columns `key,domain,name_ja,name_en` (more are allowed), UTF-8.
    Raises `MistakesError`.
    """
    rows, mistakes = read_table(path, _SYSTEM_TYPE_COLUMNS)
    types: dict[str, list[Choice]] = {domain.key: [] for domain in domains}
    mistakes += repeated(rows, "key")
    mistakes += _blank(rows, _SYSTEM_TYPE_COLUMNS)
    for row in rows:
        domain = row.cells["domain"]
        if domain in types:
            types[domain].append(Choice(row.cells["key"], _named(row.cells), parent=domain))
        elif domain.strip():
            mistakes.append(row.mistake("domain", _A_DOMAIN.fill(domains=", ".join(types))))
    if mistakes:
        raise MistakesError(mistakes)
    return _code_list(
        path, "system_type", [choice for domain in types for choice in (*types[domain], _closing(domain))]
    )


def _closing(domain: str) -> Choice:
    meaning = Words("上記のいずれにも当たらないもの", "none of the above")
    return Choice("not_in_list", Words("一覧にない種別", "Not in the list"), meaning, parent=domain)


def _blank(rows: Sequence[FileLine], columns: Collection[str]) -> Iterator[Mistake]:
    return (row.mistake(column, _GIVE) for row in rows for column in columns if not row.cells[column].strip())


def _choice(cells: Mapping[str, str]) -> Choice:
    spellings = tuple(filter(None, cells["also_read_as"].split(SEPARATOR)))
    return Choice(cells["key"], _named(cells), Words(cells["meaning_ja"], cells["meaning_en"]), spellings)


def _named(cells: Mapping[str, str]) -> Words:
    return Words(cells["name_ja"], cells["name_en"])


def _code_list(path: Path, name: str, choices: Sequence[Choice]) -> CodeList:
    try:
        return CodeList(name, tuple(choices))
    except ListMistake as mistake:
        raise MistakesError([Mistake(path.name, None, None, mistake.sentence)]) from mistake
