"""The one file: template, styles, scripts and data put together, with a policy that lets nothing else in.

The policy names the styles and the script by their hashes and allows nothing besides: no request to anywhere, no style or
handler inside the markup, no text that becomes markup.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from survey_tool.reference.tiles import tiles_css
from survey_tool.release.dashboard import dashboard_name
from survey_tool.release.dashboard.contents import SIGNS_MEANT, illustrative_line
from survey_tool.release.dashboard.facts.positions import Facts
from survey_tool.release.data import notes
from survey_tool.release.page import views
from survey_tool.release.page.block import Packed, release_block
from survey_tool.release.page.cards import cards
from survey_tool.release.page.changes import changes, counts
from survey_tool.release.page.modules import joined, read_modules
from survey_tool.release.page.names import page_name
from survey_tool.release.page.words import TEXTS
from survey_tool.wording.invisible import shown
from survey_tool.wording.words import LANGUAGES

_HERE = Path(__file__).parent
_STYLES = ("root", "base", "parts", "views", "narrow", "print")
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E"
    "%3Cpath fill='%230017c1' d='M1 1h2.5v2.5H1zM4.5 1H7v2.5H4.5zM1 4.5h2.5V7H1z'/%3E%3C/svg%3E"
)
_POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


def page(facts: Facts, data: Mapping[str, Packed]) -> bytes:
    """The page of a release in the language of the facts; `data` are its tables."""
    language = facts.language
    script, style = _script(), _style()
    html = _template().render(
        facts=facts,
        count_columns=views.COUNTS,
        answered=views.answered(facts),
        kpis=views.kpis(facts),
        domains=views.domains(facts),
        totals=views.totals(facts),
        types=views.types(facts),
        prefectures=views.prefectures(facts),
        benefits=views.benefits(facts),
        funding=views.funding(facts),
        years=views.years(facts),
        cases=views.cases(facts),
        cards=cards(facts),
        ahead=views.ahead(facts),
        contract_ends=views.contract_ends(facts),
        definitions=views.definitions(facts),
        tables=facts.tables,
        in_the_page=data,
        notes=notes,
        signs=SIGNS_MEANT,
        changes=changes(facts),
        change_counts=counts(facts),
        series=views.series(facts),
        product=facts.product,
        page_name=page_name,
        dashboard_name=dashboard_name,
        illustrative=facts(illustrative_line(facts.survey, counts=True)) if facts.has_illustrative else "",
        language=language,
        other=next(each for each in LANGUAGES if each != language),
        text=lambda key, **values: facts(TEXTS[key].fill(**values)),
        policy=_POLICY.format(script=_hash(script), style=_hash(style)),
        icon=_ICON,
        style=Markup(style),
        script=Markup(script),
        block=Markup(release_block(facts, data)),
    )
    return html.encode()


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@lru_cache
def _script() -> str:
    return joined(read_modules(_HERE / "scripts"))


@lru_cache
def _style() -> str:
    tokens = (_HERE / "tokens" / "tokens.css").read_text(encoding="utf-8")
    own = [(_HERE / "styles" / f"{name}.css").read_text(encoding="utf-8") for name in _STYLES]
    wide = f"@media (min-width: 48rem) {{\n{tiles_css()}}}\n"
    return "\n".join([tokens, *own[:-2], wide, *own[-2:]])


@lru_cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_for_people,
        trim_blocks=True,
        lstrip_blocks=True,
        newline_sequence="\n",
    )
    return environment.get_template("page.html")


def _for_people(value: object) -> object:
    """Text as it may stand on a page: nothing in it turns round what stands there."""
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value
