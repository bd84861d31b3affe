"""*Avslutning og rapport*: what measures still lack, the evaluation, and the documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import msgspec

from samverk import documents, evaluation
from samverk import synthesis as rules
from samverk.actions import closing as deeds
from samverk.actions import synthesis
from samverk.documents.kinds import Kind
from samverk.model import Measure, Sorry, State, Topic
from samverk.ui.capture_forms import mean, questions
from samverk.ui.panel import Deed, Panel, Progress, Reply
from samverk.ui.steps import Problem, stands
from samverk.words import _, n_

if TYPE_CHECKING:
    from samverk.documents.check import Check

OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    ".pptx": f"{OFFICE}.presentationml.presentation",
    ".xlsx": f"{OFFICE}.spreadsheetml.sheet",
    ".docx": f"{OFFICE}.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
}
TEMPLATES = (".pptx", ".potx")
LARGEST_TEMPLATE = 60_000_000


def kinds() -> dict[str, tuple[str, str]]:
    """For each document that can be made here: what the menu and the busy line say."""
    return {
        "report_pptx": (_("Rapporten som PowerPoint"), _("Lager rapporten …")),
        "report_pdf": (_("Rapporten som PDF til arkivet"), _("Lager rapporten …")),
        "report_docx": (_("Rapporten som Word"), _("Lager rapporten …")),
        "director_pptx": (_("Én side til direktøren"), _("Lager siden …")),
        "report_xlsx": (_("Regneark med alt"), _("Lager regnearket …")),
        "report_txt": (_("Tekst til e-post"), _("Lager teksten …")),
    }


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
    unusable: str = ""
    _check: tuple[object, Check | None] = (None, None)

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
            "check": self._seen_check(state),
            "unusable": self.unusable,
            "documents": [[kind, label] for kind, (label, _busy) in kinds().items()],
            "made": self.made,
            "warnings": list(self.warnings),
        }

    def _seen_check(self, state: State) -> dict[str, object] | None:
        """The check of the template that is chosen, if it is made.

        While another layout is looked at, the picture of the earlier one is `stale`.
        """
        asked, check = self._check
        if check is None or asked != _asked(state):
            return None
        chosen = _layouts(state)
        return {
            "ratio": check.ratio,
            "layouts": [[key, key] for key in check.layouts],
            "looks": [
                {
                    **msgspec.to_builtins(look),
                    "layout": chosen.get(look.kind, look.layout),
                    "stale": chosen.get(look.kind, look.layout) != look.layout,
                }
                for look in check.looks
            ],
            "said": list(check.said),
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
        self.unusable = ""
        if self.busy is None:
            self.on_check()
        return Reply(said=_("Rapporten bruker nå malen «{name}».").format(name=safe))

    def on_check(self) -> None:
        """See how each kind of slide will look in the template that is chosen."""
        from samverk.documents.check import Check

        path = self._folder() / ".mal.json"

        def work(progress: Progress) -> None:
            seen: object = None
            while (closing := self.workshop.opened.refresh().closing) != seen:
                seen, state = closing, self.workshop.state
                template = self._template()
                self._make("template_check", state, path, progress, template, _layouts(state))
                self._check = (_asked(state), msgspec.json.decode(path.read_bytes(), type=Check))
                path.unlink()

        self.in_background(_("Ser på malen …"), self._with_template(work))

    def on_layout(self, kind: Kind, layout: str) -> None:
        """Use another of the template's layouts for a kind of slide, and look again."""
        deeds.choose_layout(self.workshop.opened, kind, layout)
        if self.busy is None:
            self.on_check()

    def on_message(self) -> Reply:
        """The text for an e-mail."""
        return Reply(value=documents.message(self.workshop.opened.refresh()))

    def on_make(self, kind: str) -> None:
        """Make a document and hand it to the page when it is ready."""
        if kind not in kinds():
            raise Sorry(_("Dette kan ikke gjøres her."))
        state = self.workshop.opened.refresh()
        path = self._folder() / documents.filename(state, kind)
        pptx = path.suffix == ".pptx"
        template, layouts = (self._template(), _layouts(state)) if pptx else (None, {})
        self.made, self.warnings = "", ()

        def work(progress: Progress) -> None:
            told = self._make(kind, state, path, progress, template, layouts)
            self.warnings = tuple(told)
            self.made = _("«{name}» er lagret i mappa {folder}.").format(
                name=path.name, folder=path.parent
            )
            self.hand_over(path.name, TYPES[path.suffix], path.read_bytes())

        self.in_background(kinds()[kind][1], self._with_template(work) if pptx else work)

    def _make(
        self,
        kind: str,
        state: State,
        path: Path,
        progress: Progress,
        template: Path | None,
        layouts: dict[str, str],
    ) -> list[str]:
        from samverk.documents import worker

        return worker.make(
            kind,
            state,
            path,
            template=template,
            layouts=layouts,
            extra=self._extra(),
            progress=lambda done: progress(done, ""),
        )

    def _with_template(self, work: Callable[[Progress], None]) -> Callable[[Progress], None]:
        """`work`, with what is wrong with the template kept where the template is chosen."""

        def tried(progress: Progress) -> None:
            try:
                work(progress)
            except Sorry as error:
                if self.workshop.state.closing.template and not self.stopping.is_set():
                    self.unusable = str(error)
                raise

        self.unusable = ""
        return tried

    def _extra(self) -> documents.ReportExtra:
        return documents.ReportExtra(series=tuple(self.workshop.chapters()))

    def _folder(self) -> Path:
        return self.workshop.folder / "documents"


def _layouts(state: State) -> dict[str, str]:
    return state.closing.layouts.get(state.closing.template, {})


def _asked(state: State) -> object:
    """What a check holds for."""
    return state.closing.template, state.about.language


def _is_presentation(content: bytes) -> bool:
    """Whether a file says that it is a presentation, or a template for one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.read("[Content_Types].xml")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError):
        return False
    return b"presentationml." in parts and b".main+xml" in parts
