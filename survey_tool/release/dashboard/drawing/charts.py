"""The charts: few, of one hue, the numbers printed on them, each with a text that says what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from survey_tool.release.dashboard.drawing import style
from survey_tool.release.dashboard.drawing.canvas import Area, Canvas, Later

_FONT = {"name": style.FONT, "size": 10, "color": style.TEXT}
_QUIET = {"name": style.FONT, "size": 10, "color": style.NOTE}
_SHADES = (style.DEEP, style.SOFT, style.LINE)
_SCALE = {
    "num_font": _QUIET,
    "line": {"none": True},
    "major_gridlines": {"visible": True, "line": {"color": style.LINE}},
    "min": 0,
}
_BARE = {"label_position": "none", "line": {"none": True}, "major_gridlines": {"visible": False}, "min": 0}
"""No numbers on the scale: they stand on the bars."""
_NUMBER = "#,##0;;"
"""How numbers stand on bars: none where there is no bar."""
_LABELS = ({**_FONT, "color": style.WHITE}, _FONT, _FONT)


@dataclass(frozen=True, slots=True)
class Said:
    """What a chart says of itself: its title, what its two axes are (with the unit), and the text for those who do not see it."""

    title: str
    across: str
    up: str
    alt: str


def stacked_bars(
    canvas: Canvas,
    row: int,
    column: int,
    categories: Area,
    series: Sequence[tuple[str, Area]],
    says: Said,
    size: tuple[int, int],
) -> Later:
    """Horizontal bars of several shades, each series with its name, with a legend and the numbers on the bars."""

    def _draw(workbook: Any, worksheet: Any) -> None:
        chart = workbook.add_chart({"type": "bar", "subtype": "stacked"})
        for (name, values), shade, font in zip(series, _SHADES, _LABELS, strict=False):
            chart.add_series(
                {
                    "name": name,
                    "categories": [canvas.name, *categories],
                    "values": [canvas.name, *values],
                    "fill": {"color": shade},
                    "border": {"color": style.WHITE, "width": 0.75},
                    "gap": 55,
                    "data_labels": {"value": True, "font": font, "num_format": _NUMBER},
                }
            )
        chart.set_x_axis({**_axis(says.across), **_BARE})
        names = {"num_font": _FONT, "line": {"color": style.LINE}, "major_tick_mark": "none"}
        chart.set_y_axis({**names, **_axis(says.up), "reverse": True})
        chart.set_legend({"position": "top", "font": _FONT})
        _place(worksheet, chart, row, column, says, size)

    canvas.cover(row, size[1])
    return _draw


def column_chart(
    canvas: Canvas,
    row: int,
    column: int,
    categories: Area,
    values: Area,
    says: Said,
    size: tuple[int, int],
    *,
    lying: bool = False,
    number: str = _NUMBER,
) -> Later:
    """Columns of one shade with the numbers at their ends; `lying` where what they are called is long,
    `number` how they look."""

    def _draw(workbook: Any, worksheet: Any) -> None:
        chart = workbook.add_chart({"type": "bar" if lying else "column"})
        chart.add_series(
            {
                "categories": [canvas.name, *categories],
                "values": [canvas.name, *values],
                "fill": {"color": style.MID},
                "gap": 60,
                "data_labels": {"value": True, "font": _FONT, "num_format": number},
            }
        )
        look = {"num_font": _QUIET, "line": {"color": style.LINE}, "major_tick_mark": "none"}
        names = {**look, **_axis(says.across)}
        if lying:
            chart.set_y_axis({**names, "reverse": True})  # the first on top, as in the table beside it
            chart.set_x_axis({**_axis(says.up), **_BARE})
        else:
            chart.set_x_axis(names)
            chart.set_y_axis({**_axis(says.up), **_SCALE})
        chart.set_legend({"none": True})
        _place(worksheet, chart, row, column, says, size)

    canvas.cover(row, size[1])
    return _draw


def bars(area: Area, top: float | None = None) -> Later:
    """Bars behind the numbers of an area, as long as the number; the longest is `top`, or else the largest number."""
    limit = {} if top is None else {"max_type": "num", "max_value": top}
    return lambda _, worksheet: worksheet.conditional_format(*area, {**style.BAR, **limit})


def shade(area: Area, criterion: str, look: style.Props, *, stop: bool = False) -> Later:
    """Another look for those cells of an area for which a formula holds, written as for the first of them.

    `stop`: what is laid over the area after it does not count there.
    """
    options = {"type": "formula", "criteria": criterion, "stop_if_true": stop}
    return lambda workbook, worksheet: worksheet.conditional_format(
        *area, {**options, "format": workbook.add_format(dict(look))}
    )


def _axis(name: str) -> style.Props:
    return {"name": name, "name_font": {**_QUIET, "bold": False}}


def _place(worksheet: Any, chart: Any, row: int, column: int, says: Said, size: tuple[int, int]) -> None:
    chart.set_chartarea({"border": {"none": True}, "fill": {"color": style.BACK}})
    chart.set_title({"name": says.title, "name_font": {**_FONT, "size": 10, "bold": True}, "overlay": False})
    chart.set_plotarea({"fill": {"none": True}})
    chart.set_size({"width": size[0], "height": size[1]})
    worksheet.insert_chart(row, column, chart, {"x_offset": 12, "object_position": 2, "description": says.alt})
