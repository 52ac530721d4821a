"""The release describes itself to catalogues in the words of DCAT and schema.org, and only in such words as they have.

Required: section 9 of the design (`dcat.jsonld`). Nothing is fetched: shapes and vocabularies are in the tree or in the library.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from survey_tool.reference.places import ATTRIBUTION, SOURCES
from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.selection import select
from survey_tool.release.data import notes
from survey_tool.release.publish import publish
from survey_tool.release.tables.all_tables import tables
from survey_tool.release.tables.rounds.told import ReleaseTexts
from survey_tool.release.writing import write_data
from survey_tool.wording.words import LANGUAGES
from tests.cases import a_survey
from tests.conftest import leave_out
from tests.rounds import a_round, no_dashboard

SHAPES = Path(__file__).parent / "shapes"
BASE = "https://example.go.jp/release/data/"


def library(name: str) -> Any:
    """A library that only these tests need; without it they are left out, and fail under CI."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return leave_out(f"{name} is not installed")


@pytest.fixture
def survey(tmp_path: Path) -> Survey:
    return a_survey(tmp_path)


def described(survey: Survey, before: ReleaseTexts | None = None) -> dict[str, Any]:
    release = select(survey, a_round(survey))
    folder = survey.workspace / "data"
    write_data(release, tables(release, [before] if before else ()), folder)
    found: dict[str, Any] = json.loads((folder / "dcat.jsonld").read_bytes())
    return found


def graph_of(document: dict[str, Any]) -> Any:
    rdflib = library("rdflib")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the way in which the library itself reads JSON-LD
        return rdflib.Graph().parse(data=json.dumps(document), format="json-ld", publicID=BASE)


def faults(document: dict[str, Any], shapes: str) -> list[str]:
    """What of the shapes the document does not keep."""
    rdflib, pyshacl = library("rdflib"), library("pyshacl")
    asked = rdflib.Graph().parse(SHAPES / shapes, format="turtle")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        keeps, found, told = pyshacl.validate(graph_of(document), shacl_graph=asked, inference="none")
    broken = rdflib.namespace.SH.resultPath
    return [] if keeps else sorted(str(path) for path in found.objects(None, broken)) or [str(told)]


LICENCES: dict[str, dict[str, Any]] = {
    "known": {},
    "other": {"publication": {"licence": {"ja": "独自の規約", "en": "Terms of our own"}}},
}


@pytest.mark.slow
@pytest.mark.parametrize("shapes", ["dcat.ttl", "schemaorg.ttl"])
def test_workbooks_and_pages_are_among_the_files_in_their_language(survey: Survey, shapes: str) -> None:
    publish(survey, a_round(survey), write_dashboards=no_dashboard)
    document: dict[str, Any] = json.loads((survey.published / "data" / "dcat.jsonld").read_bytes())
    assert faults(document, shapes) == []
    told = {
        each["dcat:downloadURL"]["@id"]: each for each in document["dcat:distribution"] if "schema:inLanguage" in each
    }
    assert set(told) == {
        f"../joint-procurement_2026_{language}.{ending}" for language in LANGUAGES for ending in ("html", "xlsx")
    }
    for address, each in told.items():
        content = (survey.published / "data" / address).read_bytes()
        assert each["schema:sha256"] == hashlib.sha256(content).hexdigest()
        assert each["schema:contentSize"] == f"{len(content)} B"
        language = each["schema:inLanguage"]
        assert address.endswith((f"_{language}.html", f"_{language}.xlsx"))
        assert each["dct:language"]["@id"].endswith(f"/{language}")
    page = told["../joint-procurement_2026_en.html"]
    assert page["schema:encodingFormat"] == "text/html"
    assert page["dct:title"] == [
        {"@value": "ダッシュボード（ブラウザーで開くページ）、英語版", "@language": "ja"},
        {"@value": "Dashboard, a page for any browser, in English", "@language": "en"},
    ]


@pytest.mark.slow
@pytest.mark.parametrize("shapes", ["dcat.ttl", "schemaorg.ttl"])
@pytest.mark.parametrize("licence", LICENCES)
@pytest.mark.parametrize("before", [None, ReleaseTexts({}, {}, "joint-procurement-2025", "2026-03-01")])
def test_it_keeps_what_the_vocabularies_say(
    shapes: str, licence: str, before: ReleaseTexts | None, tmp_path: Path
) -> None:
    survey = a_survey(tmp_path, **LICENCES[licence])
    assert faults(described(survey, before), shapes) == []


def _without(key: str) -> Callable[[dict[str, Any]], None]:
    return lambda document: document.pop(key)


def _wrong_size(document: dict[str, Any]) -> None:
    document["dcat:distribution"][0]["dcat:byteSize"] = "many"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shapes", "spoil", "path"),
    [
        ("dcat.ttl", _without("dct:publisher"), "http://purl.org/dc/terms/publisher"),
        ("dcat.ttl", _without("dcat:contactPoint"), "http://www.w3.org/ns/dcat#contactPoint"),
        ("dcat.ttl", _wrong_size, "http://www.w3.org/ns/dcat#distribution"),
        ("schemaorg.ttl", _without("schema:license"), "https://schema.org/license"),
        ("schemaorg.ttl", _without("schema:creator"), "https://schema.org/creator"),
    ],
)
def test_the_shapes_find_what_is_broken(
    shapes: str, spoil: Callable[[dict[str, Any]], None], path: str, survey: Survey
) -> None:
    document = described(survey)
    spoil(document)
    assert path in faults(document, shapes)


def test_every_term_is_one_that_its_vocabulary_has(survey: Survey) -> None:
    """The library holds the terms of the vocabularies but for those of DCAT 3, vCard and SPDX that stand here."""
    rdflib = library("rdflib")
    space = rdflib.namespace
    known = {str(each): each for each in (space.DCAT, space.DCTERMS, space.FOAF, space.SDO, space.RDF, space.XSD)}
    later = {
        *(f"http://www.w3.org/ns/dcat#{each}" for each in ("version", "previousVersion")),
        *(f"http://www.w3.org/2006/vcard/ns#{each}" for each in ("Organization", "fn", "hasEmail")),
        *(f"http://spdx.org/rdf/terms#{each}" for each in ("checksum", "Checksum", "algorithm", "checksumValue")),
    }
    graph = graph_of(described(survey, ReleaseTexts({}, {}, "joint-procurement-2025", "2026-03-01")))
    terms = {str(term) for term in graph.predicates()} | {str(term) for term in graph.objects(None, space.RDF.type)}

    def _is_known(term: str) -> bool:
        of = next((space for name, space in known.items() if term.startswith(name)), None)
        return term in later or (of is not None and rdflib.URIRef(term) in of)

    assert len(terms) > 40
    assert sorted(term for term in terms if not _is_known(term)) == []


def test_the_files_are_those_of_the_release(survey: Survey) -> None:
    document = described(survey)
    folder = survey.workspace / "data"
    told = {each["dcat:downloadURL"]["@id"]: each for each in document["dcat:distribution"]}
    assert set(told) == {path.name for path in folder.glob("*.csv")} | {"cases.json"}
    for name, each in told.items():
        content = (folder / name).read_bytes()
        assert each["dcat:byteSize"]["@value"] == str(len(content))
        assert each["schema:sha256"] == each["spdx:checksum"]["spdx:checksumValue"]["@value"]
        assert each["schema:sha256"] == hashlib.sha256(content).hexdigest()


@pytest.mark.slow
def test_sources_have_an_address_each_and_are_those_that_the_notes_name(survey: Survey) -> None:
    described(survey)
    package = json.loads((survey.workspace / "data" / "datapackage.json").read_bytes())
    assert [each["path"] for each in package["sources"]] == ["README.md", *(path for _, path in SOURCES)]
    assert all(title.ja.partition("、")[0] in ATTRIBUTION.ja for title, _ in SOURCES)
    assert package["contributors"] == [
        {"title": " / ".join((survey.round.secretariat.name.ja, survey.round.secretariat.name.en)),
         "email": "survey@example.go.jp", "roles": ["publisher", "contact"]},
    ]  # fmt: skip
    assert "previousRelease" not in package


def test_the_release_before_is_named_where_there_is_one(survey: Survey) -> None:
    before = ReleaseTexts({}, {}, "joint-procurement-2025", "2026-03-01")
    document = described(survey, before)
    assert document["dcat:previousVersion"] == {
        "@type": "dcat:Dataset", "dct:identifier": "joint-procurement-2025", "dcat:version": "2026-03-01",
    }  # fmt: skip
    package = json.loads((survey.workspace / "data" / "datapackage.json").read_bytes())
    assert package["previousRelease"] == {"name": "joint-procurement-2025", "version": "2026-03-01"}


def test_what_is_invented_is_said_to_catalogues_too(tmp_path: Path) -> None:
    document = described(a_survey(tmp_path, round="EXAMPLE"))
    told = {each["@language"]: each["@value"] for each in document["dct:description"]}
    assert told["ja"].endswith(notes.INVENTED.ja)
    assert told["en"].endswith(notes.INVENTED.en)
