"""*Avslutning og rapport*: what measures still lack, the evaluation, and the documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from samverk import documents, evaluation
from samverk import synthesis as rules
from samverk.actions import closing as deeds
from samverk.actions import synthesis
from samverk.model import Measure, Sorry, State, Topic
from samverk.ui.capture_forms import mean, questions
from samverk.ui.panel import Deed, Panel, Progress, Reply
from samverk.ui.steps import Problem, stands
from samverk.words import _, n_

TYPES = {
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
TEMPLATES = (".pptx", ".potx")
LARGEST_TEMPLATE = 60_000_000


def measures(state: State) -> list[Measure]:
    """The measures that are to be followed."""
    return [m for m in state.measures if not m.withdrawn and m.status not in ("done", "stopped")]


def lacking(state: State) -> list[Measure]:
    """The measures without an owner, a first step or a due date."""
    return [m for m in measures(state) if rules.lacks(m)]


@stands("closing")
def standing(state: State) -> tuple[str, Iterable[Problem]]:
    """How ready the measures are to leave the room."""
    wanting = lacking(state)
    total = len(measures(state))
    if not total:
        return _("Det er ingen tiltak ennå. Rapporten kan lages når som helst."), ()
    ready = n_(
        "{ready} av {n} tiltak har ansvarlig, første steg og frist.",
        "{ready} av {n} tiltak har ansvarlig, første steg og frist.",
        total,
    ).format(ready=total - len(wanting), n=total)
    if not wanting:
        ready = _("Alle tiltak har ansvarlig, første steg og frist.")
    return ready, [
        Problem(text, f"closing-{missing[0]}-{lack}")
        for lack, text, missing in rules.problems(state)
    ]


class ClosingPanel(Panel):
    """The end of the day."""

    step = "closing"
    module = "closing.js"
    deeds: ClassVar[dict[str, Deed]] = {
        "set": deeds.set,
        "set_measure": synthesis.set_measure,
    }

    made: str = ""
    warnings: tuple[str, ...] = ()

    def view(self, state: State) -> dict[str, object]:
        """Measures that lack something, the answers, and the documents."""
        closing = state.closing
        return {
            "lacking": [
                {
                    "id": m.id,
                    "text": m.text,
                    "owner": m.owner,
                    "first_step": m.first_step,
                    "due": m.due.isoformat() if m.due else "",
                }
                for m in lacking(state)
            ],
            "owners": sorted(
                {name for p in state.participants for name in (p.unit, p.organisation)} - {""},
                key=str.casefold,
            ),
            "any_measures": bool(measures(state)),
            "evaluation": self._answers(state, "evaluation"),
            "pulse": self._answers(state, "pulse"),
            "present": sum(1 for p in state.participants if p.attendance in ("present", "late")),
            "next_date": closing.next_date.isoformat() if closing.next_date else "",
            "next_steps": closing.next_steps,
            "template": closing.template,
            "templates": [
                ["", _("Samverks egen, nøytral")],
                *([f.name, f.name] for f in self._templates()),
            ],
            "made": self.made,
            "warnings": list(self.warnings),
        }

    def _answers(self, state: State, topic: Topic) -> dict[str, object]:
        scores = evaluation.scores(state, topic)
        hands = state.closing.pulse_hands if topic == "pulse" else state.closing.evaluation_hands
        return {
            "question": questions()[topic],
            "hands": hands,
            "answers": scores.answers,
            "told": scores.told,
            "counts": scores.counts if scores.told else [],
            "mean": mean(scores),
            "texts": scores.texts if scores.told else [],
            "fewest": evaluation.FEWEST,
        }

    def _templates(self) -> list[Path]:
        folder = self._template_folder()
        files = folder.iterdir() if folder.is_dir() else ()
        return sorted(f for f in files if f.suffix.lower() in TEMPLATES)

    def _template_folder(self) -> Path:
        return self.workshop.folder / "maler"

    def _template(self) -> Path | None:
        name = self.workshop.state.closing.template
        return next((f for f in self._templates() if f.name == name), None)

    def on_hand(self, topic: Topic, score: int, count: object) -> None:
        """Note how many hands were raised for a score from 1 to 5."""
        field = "pulse_hands" if topic == "pulse" else "evaluation_hands"
        if not 1 <= score <= 5:
            raise Sorry(_("Svar fra 1 til 5."))
        hands = list(getattr(self.workshop.state.closing, field))
        hands[score - 1] = count
        deeds.set(self.workshop.opened, field, hands)

    def on_template(self, name: str, content: bytes) -> Reply:
        """Keep a template and use it."""
        safe = Path(name.replace("\\", "/")).name
        if Path(safe).suffix.lower() not in TEMPLATES:
            raise Sorry(
                _("«{name}» er ikke en PowerPoint-mal. Velg en .pptx- eller .potx-fil.").format(
                    name=safe
                )
            )
        if len(content) > LARGEST_TEMPLATE:
            raise Sorry(_("Malen er for stor. Velg en fil på høyst 60 MB."))
        if not _is_presentation(content):
            raise Sorry(
                _(
                    "Malen {name} kan ikke brukes. Velg en PowerPoint-mal (.pptx eller .potx)."
                ).format(name=safe)
            )
        folder = self._template_folder()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / safe).write_bytes(content)
        deeds.set(self.workshop.opened, "template", safe)
        return Reply(said=_("Rapporten bruker nå malen «{name}».").format(name=safe))

    def on_make(self, kind: str) -> None:
        """Make a document and hand it to the page when it is ready."""
        if kind not in ("report_pptx", "report_xlsx"):
            raise Sorry(_("Dette kan ikke gjøres her."))
        state = self.workshop.opened.refresh()
        path = self.workshop.folder / "documents" / documents.filename(state, kind)
        template = self._template() if kind == "report_pptx" else None
        self.made, self.warnings = "", ()

        def work(progress: Progress) -> None:
            from samverk.documents import worker

            self.warnings = tuple(
                worker.make(kind, state, path, template=template, stopped=lambda: progress(0.5, ""))
            )
            self.made = _("«{name}» er lagret i mappa {folder}.").format(
                name=path.name, folder=path.parent
            )
            self.hand_over(path.name, TYPES[path.suffix], path.read_bytes())

        self.in_background(
            _("Lager rapporten …") if kind == "report_pptx" else _("Lager regnearket …"), work
        )


def _is_presentation(content: bytes) -> bool:
    """Whether a file says that it is a presentation, or a template for one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.read("[Content_Types].xml")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError):
        return False
    return b"presentationml." in parts and b".main+xml" in parts
