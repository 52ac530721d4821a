"""Writes the forms of a round: one workbook a prefecture, in parallel on the cores there are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from survey_tool.form.contract.answers import Answers, Form
from survey_tool.form.contract.file_names import form_path as form_path
from survey_tool.form.contract.file_names import form_paths as form_paths
from survey_tool.form.contract.file_names import form_there as form_there
from survey_tool.form.drawn import as_drawn
from survey_tool.form.workbook import FormTemplate
from survey_tool.reference.processes import working
from survey_tool.reference.survey import Survey
from survey_tool.reference.workspace import patiently, write_whole
from survey_tool.wording.words import Language

_WORTH_A_POOL = 4  # forms; below that starting processes costs more than it saves


def generate(
    survey: Survey,
    prefectures: Iterable[str] | None = None,
    edition: Language | None = None,
    previous: Mapping[str, Answers] | None = None,
    progress: Callable[[Path], None] | None = None,
    carried_from: str = "",
) -> list[Path]:
    """Writes the form of each prefecture (all 47 unless given) into `templates/ROUND/`.

    `previous` holds last round's answers by prefecture, to be prefilled; `carried_from` is the name of that round. Raises OSError
    where a file cannot be written.
    """
    chosen = tuple(prefectures) if prefectures is not None else tuple(survey.places.prefectures)
    language = edition or survey.round.language
    filled_in = previous or {}
    forms = [
        Form(code, language, filled_in[code], carried_from=carried_from) if code in filled_in else Form(code, language)
        for code in chosen
    ]
    return write_forms(survey, [(form, form_path(survey, form.prefecture_code)) for form in forms], progress)


def write_forms(
    survey: Survey, forms: Sequence[tuple[Form, Path]], progress: Callable[[Path], None] | None = None
) -> list[Path]:
    """Writes each form at its path. Raises OSError where one cannot be written; what `progress` raises ends the work."""
    written = []
    workers = min(os.cpu_count() or 1, len(forms))
    if workers < 2 or len(forms) < _WORTH_A_POOL:
        template = FormTemplate(survey)
        for form, path in forms:
            written.append(_write(template, form, path))
            if progress:
                progress(written[-1])
        return written
    with working(workers, _set_up, (survey,)) as pool:
        for path in pool.map(_write_here, forms):
            written.append(path)
            if progress:
                progress(path)
    return written


def write_form(survey: Survey, form: Form) -> Path:
    """Writes one form where the form of its prefecture stands. Raises OSError where it cannot be written."""
    return _write(FormTemplate(survey), form, form_path(survey, form.prefecture_code))


def _write(template: FormTemplate, form: Form, path: Path) -> Path:
    """The form that it replaces goes too, if that lies there under the other name."""
    write_whole(path, template.draw(form))
    names = form_paths(template.survey, form.prefecture_code)
    for other in names if path in names else ():
        if other != path and as_drawn(other):
            patiently(other.unlink)
    return path


# A worker process keeps its template from form to form.
_template: FormTemplate | None = None


def _set_up(survey: Survey) -> None:
    global _template
    _template = FormTemplate(survey)


def _write_here(form: tuple[Form, Path]) -> Path:
    assert _template is not None
    return _write(_template, *form)
