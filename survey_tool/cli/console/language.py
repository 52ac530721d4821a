"""Which language the console speaks: as asked for, else the settings', else the locale's."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from survey_tool.settings import SETTINGS_FILE
from survey_tool.wording.words import LANGUAGES, Language


def console_language(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Language:
    """The language of help and messages, known before any argument is parsed in earnest."""
    given = _given(arguments)
    settings = os.path.join(given.get("--workspace", ""), SETTINGS_FILE)  # noqa: PTH118  pathlib costs more than all else here
    return _known(given.get("--lang")) or _of_settings(settings) or _of_locale(environment)


def _given(arguments: Sequence[str]) -> dict[str, str]:
    """The options that stand before the command or behind it; what stands last counts."""
    found: dict[str, str] = {}
    waiting = iter(arguments)
    for argument in waiting:
        name, assigned, value = argument.partition("=")
        if name in ("--lang", "--workspace"):
            found[name] = value if assigned else next(waiting, "")
        elif argument == "--":
            break
    return found


def _of_settings(path: str) -> Language | None:
    """What the settings say, if they can be read at all; what is wrong with them is told by who needs them."""
    if not os.path.isfile(path):  # noqa: PTH113  the same
        return None
    import tomllib

    try:
        with open(path, encoding="utf-8-sig") as file:  # noqa: PTH123  the same
            return _known(tomllib.loads(file.read()).get("language"))
    except (OSError, ValueError):
        return None


def _of_locale(environment: Mapping[str, str]) -> Language:
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next(filter(None, names), "")
    if not chosen and sys.platform == "win32":
        import locale

        chosen = locale.getlocale()[0] or ""
    return "ja" if chosen.lower().startswith(("ja", "japanese")) else "en"


def _known(value: object) -> Language | None:
    return next((each for each in LANGUAGES if each == value), None)
