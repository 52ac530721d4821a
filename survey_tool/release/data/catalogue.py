"""The release as a catalogue reads it: one JSON-LD document in the words of DCAT 3 and of schema.org.

Its context stands in it, so that nothing has to be fetched; addresses of files are relative to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from survey_tool.reference.survey import Survey
from survey_tool.release.data import notes
from survey_tool.release.data.package import KEYWORDS, package_name
from survey_tool.release.tables.all_tables import ReleaseBefore
from survey_tool.wording.words import LANGUAGES, Language, Words

CATALOGUE = "dcat.jsonld"
_TYPES = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = "http://id.loc.gov/vocabulary/iso639-1/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "schema": "https://schema.org/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_JAPAN = Words("日本", "Japan")


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of the release: its name, what it is, its media type, its size in bytes and its SHA-256 in hexadecimal digits; the
    language of an edition, which stands in the folder above the data."""

    name: str
    title: Words
    media_type: str
    size: int
    sha256: str
    language: Language | None = None

    @property
    def address(self) -> str:
        """Where it is, seen from the data."""
        return f"../{self.name}" if self.language else self.name


def catalogue(survey: Survey, files: Sequence[PublishedFile], earlier: ReleaseBefore | None = None) -> dict[str, Any]:
    """The document of a release with these files; `earlier` is the release before it."""
    settings = survey.round
    period = settings.target_period
    first, last = f"{period.first_fiscal_year}-04-01", f"{period.last_fiscal_year + 1}-03-31"
    day = settings.published_on.isoformat()
    title, about = _both(notes.title(survey)), _both(notes.about(survey))
    keywords = [{"@value": word, "@language": language} for language in LANGUAGES for word in _keywords(language)]
    return {
        "@context": _CONTEXT,
        "@id": "#dataset",
        "@type": ["dcat:Dataset", "schema:Dataset"],
        **_alike(("dct:title", "schema:name"), title),
        **_alike(("dct:description", "schema:description"), about),
        **_alike(("dct:identifier", "schema:identifier"), f"{package_name(survey)}/{day}"),
        **_alike(("dcat:version", "schema:version"), day),
        **_alike(("dct:issued", "schema:datePublished"), {"@value": day, "@type": "xsd:date"}),
        **_alike(("dcat:keyword", "schema:keywords"), keywords),
        "dct:language": [{"@id": f"{_LANGUAGES}{each}"} for each in LANGUAGES],
        "schema:inLanguage": list(LANGUAGES),
        **_rights(survey),
        **_people(survey),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": first, "@type": "xsd:date"},
            "dcat:endDate": {"@value": last, "@type": "xsd:date"},
        },
        "schema:temporalCoverage": f"{first}/{last}",
        "dct:spatial": {"@type": "dct:Location", "dct:title": _both(_JAPAN)},
        "schema:spatialCoverage": {"@type": "schema:Place", "schema:name": _both(_JAPAN)},
        **_sources(survey),
        "dcat:distribution": [_distribution(each, survey) for each in files],
        "schema:distribution": [{"@id": f"#{each.name}"} for each in files],
        **_before(earlier),
    }


def _alike(terms: Sequence[str], value: Any) -> dict[str, Any]:
    """The same said in the terms of both vocabularies."""
    return dict.fromkeys(terms, value)


def _keywords(language: str) -> list[str]:
    return KEYWORDS.ja.split("、") if language == "ja" else KEYWORDS.en.split(", ")


def _both(words: Words) -> list[dict[str, str]]:
    return [{"@value": words[language], "@language": language} for language in LANGUAGES]


def _rights(survey: Survey) -> dict[str, Any]:
    """The licence by its address; one whose address is not known by its name."""
    page, name = notes.licence_page(survey), _both(survey.round.publication.licence.words)
    if page:
        return _alike(("dct:license", "schema:license"), {"@id": page})
    return {
        "dct:license": {"@type": "dct:LicenseDocument", "dct:title": name},
        "schema:license": {"@type": "schema:CreativeWork", "schema:name": name},
    }


def _people(survey: Survey) -> dict[str, Any]:
    secretariat = survey.round.secretariat
    name = _both(secretariat.name.words)
    contact = {"@type": "schema:ContactPoint", "schema:email": secretariat.email, "schema:contactType": "secretariat"}
    return {
        "dct:publisher": {
            "@id": "#publisher",
            "@type": ["foaf:Organization", "schema:Organization"],
            **_alike(("foaf:name", "schema:name"), name),
            "schema:contactPoint": contact,
        },
        **_alike(("schema:publisher", "schema:creator"), {"@id": "#publisher"}),
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": name,
            "vcard:hasEmail": {"@id": f"mailto:{secretariat.email}"},
        },
    }


def _sources(survey: Survey) -> dict[str, Any]:
    told = [{"@id": path, "dct:title": _both(title)} for title, path in notes.sources(survey)]
    return {"dct:source": told, "schema:isBasedOn": [{"@id": each["@id"]} for each in told]}


def _before(earlier: ReleaseBefore | None) -> dict[str, Any]:
    if earlier is None:
        return {}
    told = {"dct:identifier": earlier.name, "dcat:version": earlier.updated}
    return {"dcat:previousVersion": {"@type": "dcat:Dataset", **{key: text for key, text in told.items() if text}}}


def _distribution(file: PublishedFile, survey: Survey) -> dict[str, Any]:
    rights = {key: value for key, value in _rights(survey).items() if key == "dct:license"}
    return {
        "@id": f"#{file.name}",
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        **_alike(("dct:title", "schema:name"), _both(file.title)),
        **_alike(("dcat:accessURL", "dcat:downloadURL", "schema:contentUrl"), {"@id": file.address}),
        "dcat:mediaType": {"@id": f"{_TYPES}{file.media_type}"},
        "schema:encodingFormat": file.media_type,
        "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
        "schema:contentSize": f"{file.size} B",
        "schema:sha256": file.sha256,
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
        **rights,
        **_language(file),
    }


def _language(file: PublishedFile) -> dict[str, Any]:
    """The language of an edition; the data are in both."""
    if file.language is None:
        return {}
    return {"dct:language": {"@id": f"{_LANGUAGES}{file.language}"}, "schema:inLanguage": file.language}
