"""Templates in words of one language, without the commands that a sentence names in brackets, and without the way to the folder of the
round, which everybody knows who has opened it; nothing in a file or a mail becomes markup, or turns round what stands there."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from survey_tool.desk.words import TEXTS
from survey_tool.post.incoming.setting_aside import in_words, seal
from survey_tool.post.status.states import STATE_LABELS, STATE_MARKS, STATES
from survey_tool.post.status.waited_for import IN_WORDS
from survey_tool.wording.commands import without_commands
from survey_tool.wording.days import day_in_words, to_the_minute
from survey_tool.wording.invisible import shown
from survey_tool.wording.words import Language, Words

HERE = Path(__file__).parent
STATIC = HERE / "static"
_PAGE = HERE.parent / "release" / "page"
SHARED = (_PAGE / "tokens" / "tokens.css", _PAGE / "styles" / "root.css")
"""Of the page of the release, so that both look alike."""


@lru_cache
def templates(language: Language, workspace: Path) -> jinja2.Environment:
    """The templates; a text is named by its key, words are said in the language, as somebody reads them who looks at a workspace."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_said_in(language, workspace),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        text=lambda key, **values: TEXTS[key].fill(**values),
        language=language,
        STATES=STATES,
        STATE_LABELS=STATE_LABELS,
        STATE_MARKS=STATE_MARKS,
        WAITED_FOR=IN_WORDS,
        day_in_words=day_in_words,
    )
    environment.filters["minute"] = to_the_minute
    environment.filters["listed"] = Words.listed
    environment.filters["files_in_words"] = in_words
    environment.filters["seal"] = seal
    environment.filters["without_commands"] = without_commands
    return environment


def _said_in(language: Language, workspace: Path) -> Callable[[object], object]:
    inside, whole = f"{workspace}{os.sep}", str(workspace)

    def said(value: object) -> object:
        if isinstance(value, Words):
            value = without_commands(value[language].replace(inside, "").replace(whole, workspace.name))
        return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    return said
