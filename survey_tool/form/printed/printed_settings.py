"""What a form holds of the settings: what its guide prints, and by which data and limits it asks. A form that is to be sent must
say what is so today."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from survey_tool.form.printed.guide import guide_fills
from survey_tool.wording.words import Language, Words

if TYPE_CHECKING:
    from survey_tool.reference.survey import Survey

SETTING_LABELS: Mapping[str, Words] = {
    "round": Words("調査名", "Round"),
    "prefecture": Words("都道府県", "Prefecture"),
    "deadline": Words("回答期限", "Deadline"),
    "target_period": Words("対象期間", "Target period"),
    "return_address": Words("提出先", "Return address"),
    "licence": Words("公表するデータの利用条件", "Licence"),
    "secretariat": Words("事務局の名称", "Secretariat"),
    "person": Words("担当者", "Person to ask"),
    "phone": Words("電話番号", "Telephone"),
    "email": Words("問合せ先のメールアドレス", "E-mail"),
    "data": Words("選択肢、市区町村等のデータ", "Data files (choices, municipalities …)"),
    "limits": Words("記入内容を確認する基準", "Limits by which answers are asked about"),
}
DIGESTS = frozenset({"data", "limits"})
"""Settings of which a form holds only what tells one state from another, nothing that people could read."""


def printed_settings(survey: Survey, prefecture_code: str, edition: Language) -> dict[str, str]:
    """By name, in the language of the form. The deadline is that of the prefecture."""
    prefecture = survey.places.prefectures[prefecture_code].name
    fills = guide_fills(survey.round, prefecture, survey.deadline_of(prefecture_code))
    return {name: Words.of(value)[edition] for name, value in fills.items()} | {
        "data": _of_the_data(survey),
        "limits": _digest(repr(sorted(survey.round.facts.items())).encode()),
    }


def _of_the_data(survey: Survey) -> str:
    """Of the files that are used in place of what is built in; of neighbours a form says nothing."""
    files = survey.round.files
    used = (files.municipalities, files.prefectures, files.system_types, files.choices)
    return _digest(*(path.read_bytes() if path else b"" for path in used))


def _digest(*contents: bytes) -> str:
    return hashlib.sha256(b"".join(hashlib.sha256(each).digest() for each in contents)).hexdigest()[:12]
