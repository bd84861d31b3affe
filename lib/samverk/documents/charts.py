"""Figures from workshop to workshop as a native chart, each with its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samverk.documents import bars, shapes
from samverk.documents.bars import A
from samverk.documents.page import Box
from samverk.documents.parts import Chart
from samverk.documents.picture import inked
from samverk.documents.slide import Slide
from samverk.words import decimal

_LEAD = 1.6
"""The height of the line above the chart, in sizes of its type."""

_FILLS: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "columns": (("0B5266", "BCCED4"), ("84C9DA", "3A5A64")),
    "stacked": (
        ("0B5266", "92AFB8", "CFDFE3", "FFFFFF"),
        ("84C9DA", "4F8496", "35505A", "10191E"),
    ),
    "lines": (("0B5266", "7B5EA7"), ("84C9DA", "A98BDB")),
}
"""Fills of the lines of each kind, on light and on dark."""


def draw(slide: Slide, part: Chart, box: Box) -> None:
    """Put what the chart says in words, and the chart below it, in `box` of the slide."""
    from pptx.enum.chart import XL_CHART_TYPE

    kinds = {
        "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
        "stacked": XL_CHART_TYPE.COLUMN_STACKED,
        "lines": XL_CHART_TYPE.LINE_MARKERS,
    }
    size = slide.deck.least * 1.2
    lead = Box(box.left, box.top, box.width, size * _LEAD)
    said = shapes.paragraph(part.lead, size=size, language=slide.deck.language)
    slide.text_box(part.title, [said], lead)
    data = bars.data("0.0" if part.kind == "lines" else "0")
    data.categories = list(part.names)
    for line in part.lines:
        data.add_series(line.name, list(line.values))
    below = box.between(lead.bottom, box.bottom)
    chart = slide.chart(kinds[part.kind], data, _alt(part), below)
    _dress(chart, slide, part)


def _alt(part: Chart) -> str:
    """What the chart shows and all its figures, for those who do not see it."""
    told = [
        f"{name}: "
        + ", ".join(
            f"{line.name} {_figure(line.values[at])}"
            for line in part.lines
            if line.values[at] is not None
        )
        for at, name in enumerate(part.names)
    ]
    return f"{part.about}. {'. '.join(told)}."


def _figure(value: float | None) -> str:
    return "" if value is None else decimal(f"{value:.1f}".removesuffix(".0"))


def _dress(chart: Any, slide: Slide, part: Chart) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_MARK
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Pt

    size = Pt(slide.deck.least)
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = size
    chart.font.size = size
    values = chart.value_axis
    values.has_major_gridlines = part.kind == "lines"
    values.visible = part.kind == "lines"
    values.minimum_scale = 1 if part.kind == "lines" else 0
    if part.kind == "lines":
        values.maximum_scale, values.major_unit = 5, 1
        values.tick_labels.number_format_is_linked = False
        values.tick_labels.number_format = "0"
        values.major_gridlines.format.line.width = Pt(0.5)
        values.major_gridlines.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
        values.major_gridlines.format.line.color.brightness = 0.85
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    chart.category_axis.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
    plot = chart.plots[0]
    if part.kind != "lines":
        plot.gap_width = 60
        plot.overlap = 100 if part.kind == "stacked" else 0
    inked(chart, slide.layout.ink, slide.layout.light)
    fills = _FILLS[part.kind][1 if slide.layout.light else 0]
    for at, series in enumerate(plot.series):
        _fill(series, fills[at], part.kind, at)
        _label(series, slide, part, at, fills[at])


def _fill(series: Any, colour: str, kind: str, at: int) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
    from pptx.util import Pt

    shade: Any = _rgb(colour)
    if kind != "lines":
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = shade
        if kind == "stacked":
            series.format.line.width = Pt(0.75)
            series.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
        return
    series.smooth = False
    series.format.line.width = Pt(2.5)
    series.format.line.color.rgb = shade
    if at:
        series.format.line.dash_style = MSO_LINE.DASH
    series.marker.style = XL_MARKER_STYLE.SQUARE if at else XL_MARKER_STYLE.CIRCLE
    series.marker.size = 11
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = shade


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    make: Any = RGBColor
    return make.from_string(colour)


def _label(series: Any, slide: Slide, part: Chart, at: int, fill: str) -> None:
    """The number of each point: inside what is stacked, else beside it; none for nothing."""
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.oxml import parse_xml
    from pptx.util import Pt

    labels = series.data_labels
    labels.show_value = True
    labels.number_format_is_linked = False
    labels.number_format = "0.0" if part.kind == "lines" else "0;;"
    labels.font.size = Pt(slide.deck.least)
    labels.font.bold = True
    if part.kind == "lines":
        above = [line.values for line in part.lines]
        over = sum(a or 0 for a in above[at]) >= sum(b or 0 for b in above[1 - at])
        labels.position = XL_LABEL_POSITION.ABOVE if over else XL_LABEL_POSITION.BELOW
    elif part.kind == "columns":
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
    else:
        labels.position = XL_LABEL_POSITION.CENTER
    run = labels._element.find(
        ".//" + "{http://schemas.openxmlformats.org/drawingml/2006/main}defRPr"
    )
    ink = slide.layout.ink
    if part.kind == "stacked":
        ink = f'<a:srgbClr {A} val="{"15252E" if _is_light(fill) else "FFFFFF"}"/>'
    run.insert(0, parse_xml(f"<a:solidFill {A}>{ink}</a:solidFill>"))


def _is_light(colour: str) -> bool:
    red, green, blue = (int(colour[n : n + 2], 16) for n in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue > 110
