"""*Personvern*: what is stored and until when, the archive, deletion, and copies to go back to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from samverk import documents, keeping
from samverk.actions import backups, others
from samverk.actions import forgetting as deeds
from samverk.actions.forgetting import Plan
from samverk.model import Part, Sorry, State
from samverk.store.backup import copies
from samverk.store.forget import codes
from samverk.ui import steps
from samverk.ui.panel import Deed, Panel, Progress, Reply
from samverk.ui.steps import Problem, stands
from samverk.words import _, decimal, n_, short_date
from samverk.workshop import Workshop


@stands("privacy")
def standing(state: State) -> tuple[str, Iterable[Problem]]:
    """What should have been deleted, else what is next."""
    today = dt.date.today()
    late = [Problem(text, f"part-{part}") for part, text in keeping.problems(state, today)]
    coming = [k for k in keeping.kept(state) if k.held and k.until is not None]
    if late:
        return n_(
            "{n} slags opplysninger skulle vært slettet.",
            "{n} slags opplysninger skulle vært slettet.",
            len(late),
        ).format(n=len(late)), late
    if not coming:
        return _("Ingenting venter på å bli slettet."), ()
    first = min(coming, key=lambda k: k.until or dt.date.max)
    return _("Ingenting skulle vært slettet ennå. Først er {what}, etter {date}.").format(
        what=first.what[:1].lower() + first.what[1:] if first.part != "email" else first.what,
        date=short_date(first.until or today),
    ), ()


class PrivacyPanel(Panel):
    """The foot of the workshop: what is known of people, and how it goes away."""

    step = "privacy"
    module = "privacy.js"
    deeds: ClassVar[dict[str, Deed]] = {"set": deeds.set, "set_until": deeds.set_until}
    organisers_only = frozenset(
        {"plan", "forget", "archive", "set", "set_until", "copies", "restore"}
    )

    def __init__(self, workshop: Workshop) -> None:
        self.archived: list[str] = []
        self.done = ""
        self.left: list[str] = []
        self.others: list[str] = []
        self.cells = False
        super().__init__(workshop)

    def view(self, state: State) -> dict[str, object]:
        """The table of what is stored, who can be forgotten, and the archive's particulars."""
        store = self.workshop.store
        today = dt.date.today()
        return {
            "rows": [
                {
                    "part": k.part,
                    "what": k.what,
                    "purpose": k.purpose,
                    "seen": k.seen,
                    "counted": k.counted,
                    "held": k.held,
                    "until": k.until.isoformat() if k.until else "",
                    "until_text": short_date(k.until) if k.until else "",
                    "due": k.due(today),
                    "forgotten": short_date(k.forgotten) if k.forgotten and not k.held else "",
                }
                for k in keeping.kept(state, len(codes(store)) if store else 0)
            ],
            "people": []
            if self.workshop.role == "external"
            else sorted(
                (
                    [p.id, ", ".join(filter(None, (p.name, p.organisation)))]
                    for p in state.participants
                    if not p.key
                ),
                key=lambda each: each[1].casefold(),
            ),
            "responsible": state.keeping.responsible,
            "case_number": state.keeping.case_number,
            "archive": str(self._proposed(state)),
            "archived": self.archived,
            "done": self.done,
            "left": self.left,
            "others": self.others,
            "cells": self.cells,
            "interrupted": deeds.interrupted(self.workshop.folder),
        }

    def _proposed(self, state: State) -> Path:
        title = documents.filename(state, "report_xlsx").rsplit(".", 1)[0].split(" ", 1)
        return self.workshop.notebook.parent / _("arkiv {title}").format(
            title=title[1] if len(title) > 1 else self.workshop.notebook.stem
        )

    def on_copies(self) -> list[dict[str, str]]:
        """The copies that can be gone back to, newest first."""
        return [
            {
                "name": copy.path.name,
                "at": _moment(copy.at),
                "size": _size(copy.path.stat().st_size),
            }
            for copy in copies(self.workshop.folder)
        ]

    def on_restore(self, name: str) -> Reply:
        """Make the workshop what it was in a copy."""
        at = _moment(backups.copy_named(self.workshop.folder, name).at)
        backups.restore(self.workshop.opened, name)
        return Reply(said=_("Verkstedet er som det var {at}. Du kan angre.").format(at=at))

    def on_plan(self, parts: list[Part], person: str = "") -> list[dict[str, object]]:
        """The files beside, with whether what is to be deleted stands in them."""
        return [
            {
                "path": b.path,
                "size": _size(b.size),
                "found": b.found,
                "unsearchable": b.unsearchable,
                "copy": b.path.startswith("backups/"),
            }
            for b in deeds.files(self.workshop.opened, parts, person)
        ]

    def on_forget(self, parts: list[Part], files: list[str], person: str = "") -> None:
        """Delete, in the background."""
        if not parts:
            raise Sorry(_("Velg først hva som skal slettes."))
        store = self.workshop.opened
        there = {b["path"]: b["copy"] for b in self.on_plan(parts, person)}
        copies = {str(path) for path, copy in there.items() if copy}
        chosen = tuple(sorted((set(files) & set(there)) | copies))
        plan = Plan(parts=tuple(parts), person=person, files=chosen)
        self.done, self.left, self.others, self.cells = "", [], [], False

        def work(_progress: Progress) -> None:
            keys = self.workshop.keys()
            done = deeds.forget(
                store,
                self.workshop.notebook,
                plan,
                keys,
                dt.date.today(),
                self.workshop.data,
            )
            if "met" in plan.parts and not person:
                chain = self.workshop.state.series.chain
                deeds.end_series(self.workshop.data / f"series-{chain}")
            self.left = [p.relative_to(self.workshop.folder).as_posix() for p in done.left]
            self.done = _told(plan, done)
            self.others = [others.told(other) for other in done.others]
            self.cells = done.cells
            steps.changed(self.workshop)

        self.in_background(_("Sletter …"), work)

    def on_archive(self, folder: str) -> None:
        """Write the report, the spreadsheet, the tables and a README to a folder outside."""
        chosen = self._outside(folder)
        state = self.workshop.opened.refresh()
        extra = documents.ReportExtra(series=tuple(self.workshop.chapters()))
        self.archived = []

        def work(progress: Progress) -> None:
            from samverk.documents import worker
            from samverk.documents.archive import archive_tables

            made: list[tuple[str, str]] = []
            for kind, holds in (
                ("report_pdf", _("rapporten, som PDF/A")),
                ("report_xlsx", _("alt som ble sagt og bestemt, som regneark")),
            ):
                path = chosen / documents.filename(state, kind)
                worker.make(kind, state, path, extra=extra, stopped=lambda: progress(0.4, ""))
                made.append((path.name, holds))
            self.archived = [str(chosen), *archive_tables(state, chosen, made)]

        self.in_background(_("Lager arkivet …"), work)

    def _outside(self, folder: str) -> Path:
        """The folder, made where it is not there; `Sorry` where it can't hold the archive."""
        if not folder.strip():
            raise Sorry(_("Skriv hvilken mappe arkivet skal ligge i."))
        chosen = (self.workshop.notebook.parent / Path(folder.strip()).expanduser()).resolve()
        if chosen.is_relative_to(self.workshop.data):
            raise Sorry(
                _("Velg en mappe utenfor {data}. Det som ligger der, blir slettet.").format(
                    data=self.workshop.data
                )
            )
        try:
            chosen.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Sorry(
                _("Kan ikke lagre i «{folder}». Velg en mappe du kan skrive i.").format(
                    folder=chosen
                )
            ) from error
        return chosen


def _told(plan: Plan, done: deeds.Done) -> str:
    if plan.person:
        return _("Personen er slettet. Det kan ikke angres.")
    text = _("Slettet. Det kan ikke angres.")
    if done.files:
        text += " " + n_("{n} fil er fjernet.", "{n} filer er fjernet.", done.files).format(
            n=done.files
        )
    return text


def _moment(at: dt.datetime) -> str:
    return _("{date} kl. {time}").format(
        date=short_date(at.astimezone().date()), time=at.astimezone().strftime("%H.%M")
    )


def _size(octets: int) -> str:
    """The size of a file in words."""
    if octets < 1_000_000:
        return _("{n} kB").format(n=max(1, round(octets / 1000)))
    return _("{n} MB").format(n=decimal(f"{octets / 1_000_000:.1f}"))
