"""`docs/findings.md`: every finding in words, drawn from the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from survey_tool.questionnaire.findings.catalogue import CATALOGUE, CODES, SEVERITY_LABELS, CatalogueEntry, Subject
from survey_tool.wording.words import Language, Words

_INTRODUCTION = """\
# 確認結果の一覧 / Findings

<!-- Made by `make pages`; edit `catalogue.py` instead. -->

回収した調査票の確認結果として示されるものの一覧です。コードは変わりません。文は、調査票のその場の確認、確認結果の報告、修正用調査票で
共通です。〈 〉は、その都度の内容に置き換わります。このうち調査票が自ら示すものは、[調査票のその場の確認](live-checks.md)にあります。

What the check of returned forms may find. Codes are stable. The sentences are the same in the form while it is filled in, in
the report and in the correction copy. 〈 〉 stands for what is filled in each time. Which of them the form can tell by itself,
and how far, is told in [live checks](live-checks.md).

| 区分 / Severity | |
| --- | --- |
| 要修正 / To correct (`error`) | 事例の誤りはその事例を、回答者シート及びファイルの誤りは提出全体を保留します。 / An error in a case holds back that case, one in the respondent sheet or the file the whole return. |
| 要確認 / To check (`warning`) | 正しい場合、修正は不要です。 / To be left as it is where it is right. |
| 参考 / For information (`info`) | 対応は不要です。 / Nothing to do. |
"""
_SUBJECTS: dict[Subject, Words] = {
    "file": Words("ファイルについて", "About the file"),
    "submission": Words("提出について", "About the return"),
    "cell": Words("セルについて", "About a cell"),
}
_ROWS = (
    (Words("意味", "Meaning"), "meaning"),
    (Words("文", "Sentence"), "sentence"),
    (Words("対応", "What to do"), "todo"),
    (Words("対応（内容が分かる場合）", "What to do, where the value tells"), "suggestion"),
)
PLACEHOLDERS: dict[str, Words] = {
    "said_by": Words("フォルダ、差出人等", "folder, sender or the like"),
    "said": Words("その名称", "its name"),
    "prefectures": Words("都道府県", "prefectures"),
    "attached": Words("添付ファイル名", "what is attached"),
    "because": Words("不要である理由", "why none is needed"),
    "behind": Words("表示されない値", "what is not seen"),
    "case_id": Words("事例番号", "case id"),
    "cells": Words("必須項目のセル", "the cells of the required items"),
    "declaration": Words("セル", "the cell"),
    "do": Words("項目ごとの記入方法", "how this item is answered"),
    "example": Words("記入例", "example"),
    "expected": Words("今回のもの", "the present one"),
    "file_prefecture": Words("ファイル名等の都道府県", "prefecture of the file name or what is around"),
    "files": Words("ファイル名", "file names"),
    "form_prefecture": Words("調査票の都道府県", "prefecture of the form"),
    "format_name": Words("記入する内容", "what is wanted"),
    "pieces": Words("該当する記載", "what was found"),
    "found": Words("提出されたもの", "the one returned"),
    "answers": Words("それぞれの回答", "the answers"),
    "code": Words("都道府県コード", "prefecture code"),
    "amount": Words("記入された額", "the amount entered"),
    "around": Words("前後の文字", "the characters around"),
    "as_yen": Words("円単位とした場合の千円の額", "thousand yen if it was yen"),
    "position": Words("位置", "position"),
    "in_yen": Words("換算した額", "the amount"),
    "kind": Words("形式", "kind"),
    "label": Words("項目名", "item"),
    "group": Words("いずれかを記入する項目の総称", "what one of several is needed of"),
    "length": Words("字数", "length"),
    "limit": Words("上限", "limit"),
    "last": Words("前回の回答", "last round's answer"),
    "look": Words("確認する項目", "what to check"),
    "names": Words("市区町村の名称", "names of municipalities"),
    "n": Words("数", "number"),
    "name": Words("名称", "name"),
    "nearest": Words("最も近い選択肢又は読み方", "the nearest choice or reading"),
    "newer": Words("採用したファイル名", "the file that counts"),
    "other": Words("他のシート名", "other sheet"),
    "other_cases": Words("他の都道府県の事例", "the other prefectures' cases"),
    "other_cell": Words("同じ内容のセル", "the cell that holds the same"),
    "other_label": Words("関係する項目名", "the other item"),
    "other_prefecture": Words("他の都道府県", "the other prefecture"),
    "other_value": Words("関係する項目の回答", "the other answer"),
    "others": Words("関係する項目名", "the other items"),
    "over": Words("超過した字数", "excess"),
    "range": Words("範囲", "the area or range"),
    "read_as": Words("読み取った内容", "what was read"),
    "reason": Words("理由", "reason"),
    "rounded": Words("四捨五入した値", "the rounded number"),
    "says": Words("本文の初めの文", "the first words"),
    "sender": Words("差出人", "sender"),
    "size": Words("大きさ", "size"),
    "subject": Words("件名", "subject"),
    "value": Words("記入された内容", "what stands there"),
    "what": Words("読み取らないもの", "things that are not read"),
    "when": Words("条件", "when …"),
}
"""What each placeholder of a sentence stands for, as this page shows it."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def findings_markdown() -> str:
    """The page as text."""
    return _INTRODUCTION + "".join(_subject(subject) for subject in get_args(Subject))


def _subject(subject: Subject) -> str:
    entries: dict[str, list[CatalogueEntry]] = {}
    for entry in CATALOGUE.values():
        if entry.subject == subject:
            entries.setdefault(entry.code, []).append(entry)
    title = _SUBJECTS[subject]
    return f"\n## {title.ja} / {title.en}\n" + "".join(_code(code, entries[code]) for code in CODES if code in entries)


def _code(code: str, entries: list[CatalogueEntry]) -> str:
    severities = dict.fromkeys(entry.severity for entry in entries)
    labels = "、".join(f"{SEVERITY_LABELS[each].ja} / {SEVERITY_LABELS[each].en}" for each in severities)
    tables = "\n".join("".join(_table(entry)) for entry in entries)
    return f"\n### `{code}`\n\n{labels}\n\n{tables}"


def _table(entry: CatalogueEntry) -> Iterator[str]:
    yield "| | 日本語 | English |\n| --- | --- | --- |\n"
    for title, name in _ROWS:
        words: Words = getattr(entry, name)
        if words:
            yield f"| {title.ja} / {title.en} | {_shown(words, 'ja')} | {_shown(words, 'en')} |\n"


def _shown(words: Words, language: Language) -> str:
    return _PLACEHOLDER.sub(lambda found: f"〈{PLACEHOLDERS[found[1]][language]}〉", words[language]).replace(
        "|", r"\|"
    )
