"""The picture of priorities: a native chart with each measure's number in its mark."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import cos, pi, sin, sqrt
from typing import Any

from samverk.documents.names import HORIZON_NAMES
from samverk.documents.page import Box
from samverk.documents.parts import Point
from samverk.documents.prose import COLOURS, ON_DARK
from samverk.documents.slide import Slide
from samverk.model import HORIZONS, Horizon
from samverk.words import _

MOST = 60
"""How many points one picture can hold with their numbers legible."""

_SHAPES: dict[Horizon, str] = {"now": "circle", "stretch": "square", "dream": "diamond"}
_SIZES: dict[Horizon, int] = {"now": 26, "stretch": 24, "dream": 34}
_LOW, _HIGH = 0, 6
_ONE_TO_FIVE = '[=0]"";[=6]"";0'
_C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_WIDE, _HIGH_STEP = 0.23, 0.54
_ROUNDS = 80
_GOLDEN = pi * (3 - sqrt(5))


def draw(slide: Slide, points: Sequence[Point], alt: str, box: Box) -> None:
    """Put the chart of `points` in `box` of the slide."""
    from pptx.enum.chart import XL_CHART_TYPE

    placed = spread(points)
    data = _data()
    present = [h for h in HORIZONS if any(point.horizon == h for point in points)]
    for horizon in present:
        series = data.add_series(_(HORIZON_NAMES[horizon]))
        for point in points:
            if point.horizon == horizon:
                series.add_data_point(*placed[point.number])
    chart = slide.chart(XL_CHART_TYPE.XY_SCATTER, data, alt, box)
    size = slide.deck.least
    chart.has_title = False
    chart.font.size = _pt(size)
    chart.has_legend = True
    chart.legend.include_in_layout = False
    chart.legend.position = _legend_at()
    chart.legend.font.size = _pt(size)
    _axis(chart.category_axis, _("Hvor lett er det?"), size)
    _axis(chart.value_axis, _("Verdi"), size)
    for horizon, series in zip(present, chart.plots[0].series, strict=True):
        numbers = [point.number for point in points if point.horizon == horizon]
        _dress(series._element, numbers, horizon, slide)
    inked(chart, slide.layout.ink, slide.layout.light)


def inked(chart: Any, ink: str, light: bool) -> None:
    """Let text and lines have the colour of the layout's text, and the grid a hint of it."""
    from pptx.oxml import parse_xml

    for old in chart._chartSpace.xpath('.//a:schemeClr[@val="tx1"]'):
        new = parse_xml(ink)
        changes = list(old)
        if changes and light:
            changes = [parse_xml(f'<a:alpha {_A} val="25000"/>')]
        for change in changes:
            new.append(change)
        old.getparent().replace(old, new)
    for style in chart._chartSpace.xpath(
        "c:txPr//a:defRPr | .//c:title//a:rPr | .//c:title//a:defRPr"
    ):
        style.insert(0, parse_xml(f"<a:solidFill {_A}>{ink}</a:solidFill>"))


def spread(points: Sequence[Point]) -> dict[int, tuple[float, float]]:
    """Where each number stands: (ease, value), moved no more than it takes to be read.

    Marks that overlap are pushed apart, along the axis on which it takes least.
    """
    places = _fanned(points)
    for _round in range(_ROUNDS):
        still = True
        for first, second in combinations(places, 2):
            across, up = second[0] - first[0], second[1] - first[1]
            lack = _WIDE - abs(across), _HIGH_STEP - abs(up)
            if min(lack) <= 1e-3:
                continue
            still = False
            axis = 0 if lack[0] / _WIDE <= lack[1] / _HIGH_STEP else 1
            push = lack[axis] / 2 * (1 if (across, up)[axis] >= 0 else -1)
            first[axis] = _inside(first[axis] - push)
            second[axis] = _inside(second[axis] + push)
        if still:
            break
    return {
        point.number: (round(x, 3), round(y, 3))
        for point, (x, y) in zip(points, places, strict=True)
    }


def _fanned(points: Sequence[Point]) -> list[list[float]]:
    """The points with those of the very same place fanned out a little, as seeds of a flower."""
    seen: Counter[tuple[float, float]] = Counter()
    places = []
    for point in points:
        place = point.ease, point.value
        turn, reach = seen[place] * _GOLDEN, 0.6 * sqrt(seen[place])
        places.append(
            [
                _inside(point.ease + reach * _WIDE * cos(turn)),
                _inside(point.value + reach * _HIGH_STEP * sin(turn)),
            ]
        )
        seen[place] += 1
    return places


def _inside(value: float) -> float:
    return min(_HIGH - 0.3, max(_LOW + 0.3, value))


def _data() -> Any:
    from pptx.chart.data import XyChartData
    from pptx.chart.xlsx import XyWorkbookWriter

    class Writer(XyWorkbookWriter):
        @contextlib.contextmanager
        def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
            with super()._open_worksheet(xlsx_file) as (workbook, worksheet):
                workbook.set_properties({"created": dt.datetime(2000, 1, 1)})
                yield workbook, worksheet

    class Data(XyChartData):
        @property
        def _workbook_writer(self) -> Any:
            write: Any = Writer
            return write(self)

    make: Any = Data
    return make(number_format="0.0")


def _pt(size: float) -> Any:
    from pptx.util import Pt

    return Pt(size)


def _legend_at() -> Any:
    from pptx.enum.chart import XL_LEGEND_POSITION

    return XL_LEGEND_POSITION.TOP


def _axis(axis: Any, name: str, size: float) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
    from pptx.enum.dml import MSO_THEME_COLOR

    axis.minimum_scale, axis.maximum_scale = _LOW, _HIGH
    axis.major_unit = 1
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.width = _pt(0.5)
    axis.major_gridlines.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
    axis.major_gridlines.format.line.color.brightness = 0.85
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.number_format_is_linked = False
    axis.tick_labels.number_format = _ONE_TO_FIVE
    axis.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
    axis.format.line.width = _pt(1)
    axis.has_title = True
    frame = axis.axis_title.text_frame
    frame.text = name
    frame.paragraphs[0].font.size = _pt(size)
    frame.paragraphs[0].font.bold = True


def _dress(series: Any, numbers: Sequence[int], horizon: Horizon, slide: Slide) -> None:
    from pptx.oxml import parse_xml

    dark = slide.layout.light
    fill = (ON_DARK if dark else COLOURS)[horizon]
    text = "15252E" if dark else "FFFFFF"
    scale = slide.deck.template.scale
    width = min(72, round(_SIZES[horizon] * scale))
    for old in series.xpath("c:spPr | c:marker | c:dLbls | c:dPt"):
        series.remove(old)
    line = parse_xml(f"<c:spPr {_C} {_A}><a:ln><a:noFill/></a:ln></c:spPr>")
    marker = parse_xml(
        f'<c:marker {_C} {_A}><c:symbol val="{_SHAPES[horizon]}"/><c:size val="{width}"/><c:spPr>'
        f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>'
        '<a:ln w="12700"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:ln></c:spPr>'
        "</c:marker>"
    )
    style = (
        f'sz="{round(slide.deck.least * 100)}" b="1"><a:solidFill><a:srgbClr val="{text}"/>'
        "</a:solidFill>"
    )
    shown = (
        '<c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="{0}"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/>'
    )
    each = "".join(
        f'<c:dLbl><c:idx val="{index}"/><c:tx><c:rich><a:bodyPr wrap="none" lIns="0" tIns="0" '
        f'rIns="0" bIns="0"/><a:p><a:pPr><a:defRPr {style}</a:defRPr></a:pPr>'
        f'<a:r><a:rPr lang="{slide.deck.language}" {style}</a:rPr><a:t>{number}</a:t></a:r></a:p>'
        f"</c:rich></c:tx>{shown.format(1)}</c:dLbl>"
        for index, number in enumerate(numbers)
    )
    labels = parse_xml(f"<c:dLbls {_C} {_A}>{each}{shown.format(1)}</c:dLbls>")
    after = series.xpath("c:xVal")[0]
    for added in (line, marker, labels):
        if added is line:
            series.xpath("c:tx")[0].addnext(line)
        else:
            after.addprevious(added)
