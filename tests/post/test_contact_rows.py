"""The list of contacts is changed a prefecture at a time: its rows say what was filled in, every other line is as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from survey_tool.post.incoming.contact_rows import FIELDS, ContactTable, contact_table, with_contacts
from survey_tool.reference.places import read_places
from survey_tool.wording.handwritten import decoded

PREFECTURES = read_places().prefecture_list
TEXTS = st.text("ab、課 \",;#'\t", max_size=6).map(str.strip)
LINES = st.sampled_from(
    [
        '# 説明,"二行\nの説明",,,,,',
        "",
        "14,神奈川県,課,,c@d.jp,to,",
        "13,東京都,,,,to,",
        '13,,係,,a@b.jp,写し,"備考\n、"',
    ]
)


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, str]]:
    kinds = st.sampled_from(["to", "cc"])
    found = draw(st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS[:3], TEXTS) | {"kind": kinds}), max_size=4))
    return [each for each in found if not each["department"].startswith("#")]


def cells_of_others(table: ContactTable) -> dict[str, list[tuple[str, ...]]]:
    return {code: [row.cells for row in found] for code, found in table.rows.items() if code != "13"}


def lines_of_others(table: ContactTable) -> list[str]:
    mine = {number for row in table.rows.get("13", ()) for number in range(row.first, row.last + 1)}
    return [line for number, line in enumerate(table.text.split("\n"), 1) if number not in mine]


@given(st.sampled_from([",", "\t", ";"]), st.lists(LINES, max_size=6), rows())
def test_only_the_rows_of_the_prefecture_change(
    separator: str, lines: list[str], filled_in: list[dict[str, str]]
) -> None:
    header = "prefecture_code,prefecture,department,person,email,kind,note"
    text = decoded("", "\n".join([header, *lines, ""]).replace(",", separator).encode())
    table = contact_table(text, PREFECTURES)
    known = table.filled_in("13")
    given_ = [*filled_in, *({} | dict.fromkeys(FIELDS, "") for _ in known[len(filled_in) :])]

    changed = contact_table(with_contacts(table, "13", given_, PREFECTURES).text, PREFECTURES)

    assert changed.addressees("13") == [each for each in given_ if any(map(each.get, FIELDS[:3]))]
    assert cells_of_others(changed) == cells_of_others(table)
    left = iter(changed.text.split("\n"))
    assert all(line in left for line in lines_of_others(table)), "every other line stands there as it was, in its order"


@given(st.lists(LINES, max_size=6))
def test_what_says_the_same_is_not_touched(lines: list[str]) -> None:
    text = "\n".join(["prefecture_code,prefecture,department,person,email,kind,note", *lines, ""])
    table = contact_table(text, PREFECTURES)
    known = table.filled_in("13")
    if table.addressees("13") == known:
        assert with_contacts(table, "13", known, PREFECTURES).text == text or not known
