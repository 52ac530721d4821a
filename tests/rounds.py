"""A round with something of everything, and what the files of a release hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from survey_tool.intake.judging.submission import Collected
from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import Release
from survey_tool.release.tables.all_tables import Tables
from survey_tool.wording.words import Language
from tests.cases import CHIYODA, CHUO, MINATO, a_case, a_submission, a_wrong_case, collected, unreadable

SAPPORO, HAKODATE = "011002", "012025"
SMALL = "013048"  # 新篠津村: fewer than 10,000 live there


def a_round(survey: Survey) -> Collected:
    """Answers of five prefectures: every status, merged and excluded cases, small and large participants."""
    hokkaido = (
        a_case(survey, "01-2026-01", {SAPPORO: "participating", HAKODATE: "considering"}, name="甲"),
        a_case(
            survey, "01-2026-02", {SMALL: "participating"}, name="乙", system_type="G05", system_types_also=("B01",)
        ),
        a_case(survey, "01-2026-03", {}, name="丙", status="considering", system_type="G06", operation_start_on=None),
        a_wrong_case(survey, "01-2026-04", system_type="G07"),
    )
    tokyo = (
        a_case(survey, "13-2026-01", {CHIYODA: "participating", CHUO: "participating"}, name="丁", initial_cost=0),
        a_case(survey, "13-2026-02", {MINATO: "participating"}, name="戊", status="ended", contract_end_on="2020-03",
               contract_on="2015-04", selection_on="2015-03", operation_start_on="2015年度"),
        a_case(survey, "13-2026-03", {MINATO: "participating"}, name="己", publication="do_not_publish", system_type="G08"),
        a_case(survey, "13-2026-04", {MINATO: "participating"}, name="庚", status="in_preparation",
               system_type="not_in_list", system_type_other="被保護者健診管理", cost_basis="prefecture_share",
               total_cost="not_disclosed", total_cost_years=None),
    )  # fmt: skip
    tottori = a_case(survey, "31-2026-01", {"312011": "participating"}, name="辛", co_prefectures=("33",))
    okayama = a_case(survey, "33-2026-01", {"331007": "participating"}, name="辛", co_prefectures=("31",))
    return collected(
        survey,
        a_submission(survey, "01", *hokkaido, status="needs_correction"),
        a_submission(survey, "13", *tokyo),
        a_submission(survey, "31", tottori),
        a_submission(survey, "33", okayama),
        a_submission(survey, "47"),
        unreadable("broken.xlsx"),
    )


def no_dashboard(release: Release, tables: Tables, paths: Mapping[Language, Path]) -> None:
    """A stand-in where the workbooks are not what is tested."""
    for language, path in paths.items():
        path.write_text(f"{language} {release.survey.round.published_on} {len(tables.cases.rows)}", encoding="utf-8")


def contents(directory: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a directory with its bytes, and every part of those that are zip files."""
    for path in sorted(each for each in directory.rglob("*") if each.is_file()):
        name, content = path.relative_to(directory).as_posix(), path.read_bytes()
        yield name, content
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                for part in parts.namelist():
                    yield f"{name}/{part}", parts.read(part)
