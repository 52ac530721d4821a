"""What came and is no form is told to the secretariat as what it is, with what the secretariat can do."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey_tool.intake.collect import collect
from survey_tool.reference.survey import open_survey
from survey_tool.reference.workspace import write_whole
from tests.mails import eml


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("京都府.pdf", b"%PDF-1.7", "（PDFファイル）。"),
        ("京都府/送付書.txt", b"a note", "（TXTファイル）。"),
        ("京都府.xlsx", b"a note", "確認できません。"),
        ("京都府", b"a note", "確認できません。"),
        ("京都府.2026年版", b"a note", "確認できません。"),
    ],
)
def test_a_file_of_another_kind_is_called_by_it(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    """Under a PDF, and under a covering note beside an accepted form, stood a sentence for the prefecture: to fill in the form."""
    (tmp_path / "survey.toml").touch()
    survey = open_survey(tmp_path)
    write_whole(survey.submissions / name, content)
    (one,) = collect(survey, [survey.submissions]).submissions
    (found,) = one.findings
    assert (one.status, found.code, found.cell) == ("not_a_submission", "file-not-ours", None)
    assert (
        found.message("ja") == f"{name}：本調査の調査票であることを確認できません{told.removeprefix('確認できません')}"
    )
    assert found.suggestion["ja"].startswith(
        "ファイルを開いて内容を確認してください。調査票の代わりに提出されたものの場合は、"
    )


def test_a_mail_without_a_form_is_told_as_before(tmp_path: Path) -> None:
    (tmp_path / "survey.toml").touch()
    survey = open_survey(tmp_path)
    write_whole(survey.submissions / "質問.eml", bytes(eml({"資料.pdf": b"%PDF-1.7"}, subject="質問")))
    (one,) = collect(survey, [survey.submissions]).submissions
    assert "件名「質問」のメールに、調査票が添付されていません" in one.findings[0].message("ja")
