"""The descriptor of the published data: a Data Package with a Table Schema for each table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from survey_tool.questionnaire.described.schemas import in_both, published_case_schema, table_schema
from survey_tool.reference.survey import Survey
from survey_tool.release.data import notes
from survey_tool.release.tables.all_tables import ReleaseBefore
from survey_tool.release.tables.csvfile import fingerprint
from survey_tool.release.tables.table import Table
from survey_tool.wording.words import Words

DATA_PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
_DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\n", "header": True}


def file_name(table: Table) -> str:
    """The file of a table in `data/`."""
    return f"{table.name}.csv"


def as_json(content: object) -> bytes:
    """JSON as it is published: readable, UTF-8, the order of the declaration."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


KEYWORDS = Words(
    "共同調達、地方公共団体、情報システム", "joint procurement, local government, information systems, Japan"
)


def package_name(survey: Survey) -> str:
    """What the data of a round are called; a later release of the same round is another version of it."""
    return f"joint-procurement-{survey.round.name.lower()}"


def data_package(
    survey: Survey, written: Mapping[str, tuple[Table, bytes]], earlier: ReleaseBefore | None = None
) -> dict[str, Any]:
    """The descriptor (Data Package 2.0) of tables and the bytes of their files, by file name; `earlier` is the release before."""
    secretariat = survey.round.secretariat
    before = {"previousRelease": {"name": earlier.name, "version": earlier.updated}} if earlier else {}
    return {
        "$schema": DATA_PACKAGE,
        "name": package_name(survey),
        "title": in_both(notes.title(survey)),
        "description": in_both(notes.about(survey)),
        "version": survey.round.published_on.isoformat(),
        "created": f"{survey.round.published_on.isoformat()}T00:00:00+09:00",
        **before,
        "keywords": [*KEYWORDS.ja.split("、"), *KEYWORDS.en.split(", ")],
        "licenses": [_licence(survey)],
        "sources": [{"title": in_both(told), "path": path} for told, path in notes.sources(survey)],
        "contributors": [
            {"title": in_both(secretariat.name.words), "email": secretariat.email, "roles": ["publisher", "contact"]}
        ],
        "resources": [_resource(path, table, content) for path, (table, content) in written.items()],
    }


def case_schema(survey: Survey) -> dict[str, Any]:
    """The JSON Schema of a published case, with how the table tells such a case."""
    schema = published_case_schema(survey.questionnaire)
    return {"$schema": schema.pop("$schema"), "title": schema.pop("title"), "description": in_both(_A_CASE), **schema}


_A_CASE = Words(
    "公表事例1件の回答。cases.csvの1行は、次のとおりこの形に直すことができます。空欄の項目は省く。金額等は数値とし、空欄の場合は列「…_status」の"
    "値（blankを除く。）とする。複数の値は「;」で区切って配列とする。これらの項目にない列（ラベル、区分等）は用いない。",
    "The answers about a published case. A row of cases.csv becomes such an object thus: leave out what is empty; take amounts as "
    'numbers, and where one is empty the value of its "…_status" instead (not blank); split several values at ; into a list; '
    "leave out columns that are no property (labels, bands and the like).",
)


def _licence(survey: Survey) -> dict[str, str]:
    page, name = notes.licence_page(survey), survey.round.publication.licence.words
    known = {"name": "PDL-1.0", "path": page} if page else {"name": "other"}
    return {**known, "title": in_both(name)}


def _resource(path: str, table: Table, content: bytes) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": path,
        "title": in_both(table.title),
        "description": in_both(table.description),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": fingerprint(content),
        "dialect": _DIALECT,
        "schema": table_schema(table.columns, table.key, table.refers),
    }
