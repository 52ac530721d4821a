"""The figures of each work as they were last measured, so that works can be measured one by one and shown together."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from benchmarks.figures import Figure

_RESULTS = Path(__file__).with_name("results")


def keep(work: str, figures: list[Figure]) -> None:
    """Keeps the figures of a work in place of those before."""
    _RESULTS.mkdir(exist_ok=True)
    told = [dataclasses.asdict(each) for each in figures]
    (_RESULTS / f"{work}.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def kept(work: str) -> list[Figure]:
    """The figures of a work; none where it was not measured yet."""
    path = _RESULTS / f"{work}.json"
    told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return [Figure(**{**each, "spread": tuple(each["spread"])}) for each in told]
