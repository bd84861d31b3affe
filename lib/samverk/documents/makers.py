"""Every kind of document that is made in a worker, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from samverk import documents
from samverk.documents import kit
from samverk.documents.parts import ReportExtra
from samverk.model import State
from samverk.words import Language


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker is asked for: the kind of document, its content and its place."""

    kind: str
    state: State
    path: str
    language: Language
    template: str | None = None
    layouts: dict[str, str] = {}
    extra: ReportExtra | None = None


def made(job: Job) -> list[str]:
    """Make the document and return sentences on what was not as wished."""
    make = _MAKERS.get(job.kind)
    if make is not None:
        return make(job, Path(job.path))
    return kit.make(job.kind, job.state, Path(job.path))


def _template(job: Job) -> Path | None:
    return Path(job.template) if job.template else None


def _report_pptx(job: Job, path: Path) -> list[str]:
    return documents.report_pptx(
        job.state, path, template=_template(job), layouts=job.layouts, extra=job.extra
    )


def _director_pptx(job: Job, path: Path) -> list[str]:
    return documents.director_pptx(job.state, path, template=_template(job), layouts=job.layouts)


def _template_check(job: Job, path: Path) -> list[str]:
    from samverk.documents.check import template_check

    return template_check(job.state, path, template=_template(job), layouts=job.layouts)


_MAKERS: Mapping[str, Callable[[Job, Path], list[str]]] = {
    "report_pptx": _report_pptx,
    "director_pptx": _director_pptx,
    "template_check": _template_check,
    "report_pdf": lambda job, path: documents.report_pdf(job.state, path, extra=job.extra),
    "report_docx": lambda job, path: documents.report_docx(job.state, path, extra=job.extra),
    "report_xlsx": lambda job, path: documents.report_xlsx(job.state, path, extra=job.extra),
    "report_txt": lambda job, path: documents.report_txt(job.state, path),
}
