"""The only writer of documents. Heavy packages are loaded when a file is made."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from samverk.documents.names import NAMES, filename
from samverk.documents.parts import ReportExtra
from samverk.model import State

__all__ = [
    "NAMES",
    "ReportExtra",
    "director_pptx",
    "filename",
    "message",
    "report_docx",
    "report_pdf",
    "report_pptx",
    "report_txt",
    "report_xlsx",
]


def report_pptx(
    state: State,
    path: Path,
    *,
    template: Path | None = None,
    layouts: Mapping[str, str] | None = None,
    extra: ReportExtra | None = None,
) -> list[str]:
    """Write the report as PowerPoint to `path` and return sentences on what was not as wished.

    `template` is a .pptx or .potx file; without it the neutral one is used. `layouts` names the
    template's layouts to use, by kind of slide (`kinds.KINDS`). The same state and template
    give the same file. Raises `Sorry` where the template cannot be used or the file cannot be
    written; `path` is then as it was.
    """
    from samverk.documents.slides import report_pptx

    return report_pptx(state, path, template=template, layouts=layouts, extra=extra)


def report_xlsx(state: State, path: Path, *, extra: ReportExtra | None = None) -> list[str]:
    """Write everything that was said and decided as a spreadsheet to `path`.

    E-mail addresses and dietary needs are not in it. Returns sentences on what was not as wished.
    Raises `Sorry` where the file cannot be written; `path` is then as it was.
    """
    from samverk.documents.spreadsheet import report_xlsx

    return report_xlsx(state, path, extra=extra)


def report_pdf(state: State, path: Path, *, extra: ReportExtra | None = None) -> list[str]:
    """Write the report for the archive to `path`: PDF/A-2a and PDF/UA-1 in one file.

    Returns sentences on what was not as wished. Raises `Sorry` where the template has an error
    or the file cannot be written; `path` is then as it was.
    """
    from samverk.documents.archive_pdf import report_pdf

    return report_pdf(state, path, extra=extra)


def director_pptx(
    state: State,
    path: Path,
    *,
    template: Path | None = None,
    layouts: Mapping[str, str] | None = None,
) -> list[str]:
    """Write one slide for the director as PowerPoint to `path`; see `report_pptx`.

    It has the measures that matter most, as many as there is room for, and says how many more
    the report has.
    """
    from samverk.documents.director import director_pptx

    return director_pptx(state, path, template=template, layouts=layouts)


def report_docx(state: State, path: Path, *, extra: ReportExtra | None = None) -> list[str]:
    """Write the report as a Word document to `path`.

    Returns sentences on what was not as wished. Raises `Sorry` where the file cannot be written;
    `path` is then as it was.
    """
    from samverk.documents.word import report_docx

    return report_docx(state, path, extra=extra)


def report_txt(state: State, path: Path) -> list[str]:
    """Write the text for an e-mail to `path`, in UTF-8 with a byte order mark for Notepad."""
    from samverk.documents.email_text import report_txt

    return report_txt(state, path)


def message(state: State) -> str:
    """The report as text for an e-mail, in the workshop's language."""
    from samverk.documents.email_text import message

    return message(state)
