"""Whether anybody has changed a workbook is seen in its content: dates tell nothing, and not every program renews them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from survey_tool.form.contract.answers import Form
from survey_tool.form.drawn import FINDINGS_PROPERTY, STATUS_PROPERTY, as_drawn, may_be_replaced
from survey_tool.form.workbook import draw
from tests.forms import the_survey

SHEET = "xl/worksheets/sheet2.xml"


def packed_anew(workbook: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The workbook with its dates as they were and some of its parts changed."""
    with ZipFile(BytesIO(workbook)) as source:
        parts = {item.filename: source.read(item) for item in source.infolist()}
    change(parts)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def type_into(parts: dict[str, bytes]) -> None:
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", b'<row r="900"><c r="F900"><v>1</v></c></row></sheetData>')


def add_a_part(parts: dict[str, bytes]) -> None:
    parts["xl/comments9.xml"] = b"<comments/>"


def take_the_seal(parts: dict[str, bytes]) -> None:
    parts["docProps/custom.xml"] = parts["docProps/custom.xml"].replace(b"survey-tool seal", b"another property")


@pytest.fixture(scope="module")
def form() -> bytes:
    return draw(the_survey(), Form("13"))


@pytest.mark.parametrize("change", [type_into, add_a_part, take_the_seal])
def test_a_workbook_that_was_changed_without_a_new_date(
    form: bytes, tmp_path: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(packed_anew(form, change))

    assert not as_drawn(path)
    assert not may_be_replaced(path)


def test_a_workbook_that_was_only_packed_otherwise_is_as_it_was_drawn(form: bytes, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    for content in (form, packed_anew(form, lambda _: None)):
        path.write_bytes(content)
        assert as_drawn(path)
        assert not as_drawn(path, FINDINGS_PROPERTY), "of another kind"
        assert not as_drawn(path, STATUS_PROPERTY), "of another kind"


@pytest.mark.parametrize("content", [b"", b"a memo", b"PK\x03\x04 damaged", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_workbook_of_ours_is_not_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)

    assert not may_be_replaced(path)


def test_nothing_is_replaced_where_a_link_or_folder_lies(tmp_path: Path) -> None:
    folder, link = tmp_path / "folder.xlsx", tmp_path / "link.xlsx"
    folder.mkdir()
    link.symlink_to(tmp_path / "nowhere")

    assert not may_be_replaced(folder)
    assert not may_be_replaced(link)
    assert may_be_replaced(tmp_path / "none.xlsx")


@pytest.mark.usefixtures("on_windows")
def test_another_system_gives_the_same_bytes(form: bytes) -> None:
    assert draw(the_survey(), Form("13")) == form
