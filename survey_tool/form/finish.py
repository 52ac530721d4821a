"""The last pass over a drawn workbook: what xlsxwriter cannot write.

Keyboard modes: which entry cells switch the Japanese input method on or off (`imeMode` of a data validation).
Heights of case rows: where they begin, not where they stay.
Errors among the answers: values like any other, as they are where somebody has pasted them.
Shared formulas: the live checks' formulas are the same text in every row, because all their references are names; stored
once a column they make the file a fifth as large.
"""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from survey_tool.form.contract.marker import FIRST_ROW, SHEETS
from survey_tool.form.entries.columns import look
from survey_tool.questionnaire.asked.questionnaire import Questionnaire
from survey_tool.wording.words import Language

_VALIDATION = re.compile(rb"<dataValidation [^>]*>")
# xlsxwriter writes a blank result without a type, which programs take for a formula that was never calculated.
_BLANK_RESULT = re.compile(rb'(<c r="[A-Z]+\d+"(?: s="\d+")?)(><f[^>]*(?:/>|>[^<]*</f>))<v></v></c>')
_FORMULA = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*><f>([^<]*)</f>')
# A row whose height is fixed does not grow with what is typed; those of cases are to.
_FIXED_HEIGHT = re.compile(rb'(<row r="(\d+)"[^>]* ht="[^"]*") customHeight="1"')
# xlsxwriter writes an error only as the result of a formula.
_ERROR = re.compile(rb'(<c r="[A-Z]+\d+"[^>]* t="e">)<f>#[^<]*</f>')
# What the workbook consists of, listed once more: nobody reads it, and with our many names it is two kilobytes.
_PARTS = re.compile(rb"<HeadingPairs>.*</TitlesOfParts>", re.DOTALL)
_TITLE = re.compile(rb'promptTitle="([^"]*)"')
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_CASES = list(SHEETS).index("cases") + 1
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


def finished(workbook: bytes, live: bytes | None, questionnaire: Questionnaire, edition: Language) -> bytes:
    """The same workbook with keyboard modes (entry ranges are known by their input title) and shared formulas.

    `live` is the content of the last sheet, where it is the same in all forms and is put in here.
    """
    modes: dict[bytes, bytes] = {}
    for model in (questionnaire.respondent, questionnaire.case):
        for question in model.questions().values():
            modes[_attribute(question.label[edition][:32])] = look(question.kind).ime.encode()
    out = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=9) as target:
        last = max((name for name in source.namelist() if _SHEET.fullmatch(name)), key=_number)
        for item in source.infolist():
            data = source.read(item)
            if item.filename == last and live is not None:
                data = data.replace(b"<sheetData/>", live)
            elif _SHEET.fullmatch(item.filename):
                if _number(item.filename) == _CASES:
                    data = _FIXED_HEIGHT.sub(_free_height, data)
                data = shared_formulas(_ERROR.sub(rb"\1", data))
                data = _VALIDATION.sub(lambda found: _with_mode(found[0], modes), data)
            elif item.filename == "docProps/app.xml":
                data = _PARTS.sub(b"", data)
            entry = ZipInfo(item.filename, FIXED_TIME)
            target.writestr(entry, data, ZIP_DEFLATED, 9)
    return out.getvalue()


def _free_height(row: re.Match[bytes]) -> bytes:
    return row[1] if int(row[2]) >= FIRST_ROW else row[0]


def _number(part: str) -> int:
    return int("".join(filter(str.isdigit, part)))


def shared_formulas(sheet: bytes) -> bytes:
    """The sheet with each formula that stands several times in a column stored once, and blank results as texts."""
    sheet = _BLANK_RESULT.sub(rb'\1 t="str"\2<v/></c>', sheet)
    rows: dict[tuple[bytes, bytes], list[int]] = {}
    for column, row, formula in _FORMULA.findall(sheet):
        rows.setdefault((column, formula), []).append(int(row))
    shared = {key: index for index, key in enumerate(key for key, found in rows.items() if len(found) > 1)}

    def store(found: re.Match[bytes]) -> bytes:
        column, row, formula = found[1], found[2], found[3]
        index = shared.get((column, formula))
        if index is None:
            return found[0]
        everywhere = rows[column, formula]
        head = found[0][: found.start(3) - found.start() - len(b"<f>")]
        if int(row) > everywhere[0]:
            return head + b'<f t="shared" si="%d"/>' % index
        area = b"%s%d:%s%d" % (column, everywhere[0], column, everywhere[-1])
        return head + b'<f t="shared" ref="%s" si="%d">%s</f>' % (area, index, formula)

    return _FORMULA.sub(store, sheet) if shared else sheet


def _with_mode(tag: bytes, modes: dict[bytes, bytes]) -> bytes:
    title = _TITLE.search(tag)
    mode = modes.get(title[1]) if title else None
    # The schema fixes no order of attributes.
    return tag.replace(b"<dataValidation ", b'<dataValidation imeMode="' + mode + b'" ', 1) if mode else tag


def _attribute(text: str) -> bytes:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;").encode()
