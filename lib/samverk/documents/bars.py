"""Answers from 1 to 5 as a native chart of columns, each with its count."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from typing import Any

from samverk.documents import shapes
from samverk.documents.page import Box
from samverk.documents.parts import Grid
from samverk.documents.picture import inked
from samverk.documents.prose import COLOURS, ON_DARK
from samverk.documents.slide import Slide

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'

_LEAD = 1.6
"""The height of the line above the chart, in sizes of its type."""


def draw(slide: Slide, part: Grid, box: Box) -> None:
    """Put what was answered in words, and the chart below it, in `box` of the slide."""
    from pptx.enum.chart import XL_CHART_TYPE

    size = slide.deck.least * 1.2
    lead = Box(box.left, box.top, box.width, size * _LEAD)
    said = shapes.paragraph(part.lead, size=size, language=slide.deck.language)
    slide.text_box(part.title, [said], lead)
    given = data("0")
    given.categories = [name for name, _count in part.bars]
    given.add_series(part.title, [count for _name, count in part.bars])
    below = box.between(lead.bottom, box.bottom)
    chart = slide.chart(XL_CHART_TYPE.COLUMN_CLUSTERED, given, part.about, below)
    _dress(chart, slide)


def _dress(chart: Any, slide: Slide) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION, XL_TICK_MARK
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.oxml import parse_xml
    from pptx.util import Pt

    size = Pt(slide.deck.least)
    chart.has_title = chart.has_legend = False
    chart.font.size = size
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    axis = chart.category_axis
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.color.theme_color = MSO_THEME_COLOR.TEXT_1
    plot = chart.plots[0]
    plot.gap_width = 60
    plot.has_data_labels = True
    plot.data_labels.show_value = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0", False
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.font.size = size
    plot.data_labels.font.bold = True
    colour = (ON_DARK if slide.layout.light else COLOURS)["now"]
    filled = f'<a:solidFill {A}><a:srgbClr val="{colour}"/></a:solidFill>'
    plot.series[0]._element.get_or_add_spPr().append(parse_xml(filled))
    inked(chart, slide.layout.ink, slide.layout.light)


def data(number_format: str) -> Any:
    """Categories with figures, whose workbook does not tell when it was written."""
    from pptx.chart.data import CategoryChartData
    from pptx.chart.xlsx import CategoryWorkbookWriter

    class Writer(CategoryWorkbookWriter):
        @contextlib.contextmanager
        def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
            with super()._open_worksheet(xlsx_file) as (workbook, worksheet):
                workbook.set_properties({"created": dt.datetime(2000, 1, 1)})
                yield workbook, worksheet

    class Data(CategoryChartData):
        @property
        def _workbook_writer(self) -> Any:
            write: Any = Writer
            return write(self)

    make: Any = Data
    return make(number_format=number_format)
