"""Why the record cannot be used, in words."""

from __future__ import annotations

from survey_tool.post.record.keeping import RecordFileError
from survey_tool.wording.file_troubles import FULL_DISK, NO_SPACE
from survey_tool.wording.system_reasons import system_reason
from survey_tool.wording.words import Words

_NO_ACCESS = Words(
    "記録（{file}）を読み書きすることができません（{reason}）。Excelなどで開いている場合は閉じてから、もう一度実行してください。",
    "The record {file} cannot be read or written ({reason}). If it is open in Excel, close it; then run this again.",
)
NOT_NOTED = Words(
    "記録（record.csv）に書き込むことができないため、到着したファイルを記録していません。Excelなどで開いている場合は閉じてください。",
    "What came in was not written down, because the record (record.csv) cannot be written. If it is open in Excel, close it.",
)
IN_USE = Words(
    "別の実行が記録（record.csv）に書き込んでいます。終了してから、もう一度実行してください。",
    "Another run is writing to the record (record.csv). Run this again when it has ended.",
)

LOST = Words(
    "送信したメール、又は作成した調査票若しくは下書きのうち、記録（record.csv）にないものがあります。記録が失われたか、古い控えに置き換わった"
    "可能性があります。",
    "The record (record.csv) does not tell of letters that went out, or of forms or drafts that were written: it may be lost, or an "
    "older copy may stand in its place.",
)


def not_accessible(error: RecordFileError) -> Words:
    """That the record cannot be read or written, why, and what to do."""
    if error.reason.errno in FULL_DISK:
        return NO_SPACE.fill(file=error.path.name)
    return _NO_ACCESS.fill(file=error.path.name, reason=system_reason(error.reason))
