"""The rehearsed day (*generalprøve*): a whole workshop without a browser, and its documents."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from samverk import documents, library, words
from samverk.actions import invitation
from samverk.documents import kit
from samverk.model import Participant, RosterProblem, Sorry
from samverk.rehearsal import day
from samverk.rehearsal.people import made_up
from samverk.roster import read_roster
from samverk.words import Language, _
from samverk.workshop import Workshop

KIT = {
    "invitation_ics": "invitation_ics",
    "invitation_txt": "invitation_txt",
    "poster_pptx": "poster_pptx",
    "poster_pdf": "poster_pdf",
    "poster_a4_pptx": "poster_a4_pptx",
    "poster_a4_pdf": "poster_a4_pdf",
    "group_cards_pdf": "print/gruppekort",
    "table_signs_pdf": "print/bordskilt",
    "name_tags_pdf": "print/navneskilt",
    "attendance_pdf": "print/deltakerliste",
    "programme_pdf": "print/program",
    "horizons_pdf": "print/horisonter",
}
"""What the summary calls what is sent out and printed, and its kind of document."""


class Summary(msgspec.Struct, kw_only=True):
    """What a rehearsal gave; `files` are names below the folder that it wrote to."""

    people: int
    roster_problems: list[RosterProblem]
    groups: int
    notes: int
    measures: int
    warnings: list[str]
    files: dict[str, str]


def rehearse(
    out: Path,
    *,
    notebook: Path,
    data: Path | None = None,
    roster: Path | None = None,
    template: Path | None = None,
    programme: str | None = None,
    language: Language = "nb",
    people: int | None = None,
    notes: int | None = None,
    seed: int = 0,
) -> Summary:
    """Play a whole day and write its documents and `summary.json` to `out`.

    With `data` the workshop stays there as that of `notebook`; else it is thrown away. Raises
    `Sorry` for bad input; then nothing is written to `out` or left in `data`.
    """
    words.use(language)
    sample = library.sample()
    ready = library.programme(programme or sample.about.programme, language)
    come, problems = _people(roster or sample.roster, people, seed)
    if notes is not None and notes < 0:
        raise Sorry(_("Antall innspill kan ikke være negativt."))
    with tempfile.TemporaryDirectory(prefix="samverk-") as scratch:
        folder = Path(scratch)
        workshop = Workshop(notebook, folder / "workshops")
        if data is not None and Workshop(notebook, data).is_open:
            raise Sorry(
                _(
                    "«{folder}» har alt et verksted for denne notatboka. Velg en annen mappe."
                ).format(folder=data)
            )
        workshop.begin()
        try:
            store = workshop.opened
            day.plan(store, sample, ready, language)
            day.gather(workshop, come, sample)
            invitation.issue(store)
            day.play(store, sample, notes, seed)
            day.close(store, sample)
            state = store.state
            made = folder / "documents"
            made.mkdir()
            files, warnings = _documents(workshop, made, template)
            # The way to the notebook is another one from where the data is kept.
            store.set_meta("notebook", "")
        finally:
            workshop.close()
        summary = Summary(
            people=len(state.participants),
            roster_problems=problems,
            groups=len([g for g in state.groups if g.round == 1]),
            notes=len([n for n in state.notes if not n.withdrawn]),
            measures=len(list(day.todays(state))),
            warnings=warnings,
            files=files,
        )
        (made / "summary.json").write_bytes(
            msgspec.json.format(msgspec.json.encode(summary), indent=2) + b"\n"
        )
        _keep(made, out)
        if data is not None:
            _keep(folder / "workshops", data)
    return summary


def _people(
    roster: Path, number: int | None, seed: int
) -> tuple[list[Participant], list[RosterProblem]]:
    if number is None:
        with _named(roster):
            read = read_roster(roster)
        return list(read.people), list(read.problems)
    if number < 1:
        raise Sorry(_("Antall deltakere må være minst 1."))
    return made_up(number, seed), []


@contextlib.contextmanager
def _named(file: Path) -> Iterator[None]:
    """Name the file in what is wrong with it."""
    try:
        yield
    except Sorry as error:
        if file.name in str(error):
            raise
        raise Sorry(_("{file}: {reason}").format(file=file.name, reason=error)) from error


def _documents(
    workshop: Workshop, folder: Path, template: Path | None
) -> tuple[dict[str, str], list[str]]:
    state = workshop.state
    files: dict[str, str] = {}
    warnings: list[str] = []
    extra = documents.ReportExtra(series=tuple(workshop.chapters()))
    makers: dict[str, Callable[[Path], list[str]]] = {
        "report_pptx": lambda p: documents.report_pptx(state, p, template=template, extra=extra),
        "director_pptx": lambda p: documents.director_pptx(state, p, template=template),
        "report_pdf": lambda p: documents.report_pdf(state, p, extra=extra),
        "report_docx": lambda p: documents.report_docx(state, p, extra=extra),
        "report_xlsx": lambda p: documents.report_xlsx(state, p, extra=extra),
        "report_txt": lambda p: documents.report_txt(state, p),
    }
    for kind, make in makers.items():
        path = folder / documents.filename(state, kind)
        with _named(template) if template and path.suffix == ".pptx" else contextlib.nullcontext():
            warnings += make(path)
        files[kind] = path.name
    for name, kind in KIT.items():
        path = folder / kit.filename(state, kind)
        warnings += kit.make(kind, state, path)
        files[name] = path.name
    return files, list(dict.fromkeys(warnings))


def _keep(made: Path, target: Path) -> None:
    """Move all of `made` into `target`, which may be there already."""
    try:
        shutil.copytree(made, target, dirs_exist_ok=True)
    except OSError as error:
        raise Sorry(
            _("Kan ikke skrive i «{folder}». Velg en mappe du kan skrive i.").format(folder=target)
        ) from error
