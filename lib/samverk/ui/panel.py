"""What all panels share: state goes down to the page, deeds come up from it.

A panel gives its module in `static/` one JSON state. A deed comes as
`{"re": number, "deed": name, "args": {...}}` and is answered with `{"re": number, ...}`, with
`sorry` where it could not be done. Deeds are functions of `samverk.actions`, or methods
`on_<name>`.
"""

from __future__ import annotations

import functools
import inspect
import logging
import threading
import time
from collections.abc import Callable
from typing import Any, ClassVar, get_type_hints

import anywidget
import msgspec
import traitlets

from samverk import words
from samverk.model import Sorry, State
from samverk.store import Changed, last_own, undo
from samverk.ui import modules, steps
from samverk.words import _
from samverk.workshop import Workshop

log = logging.getLogger("samverk")

Deed = Callable[..., object]
Progress = Callable[[float, str], bool]


class Reply(msgspec.Struct, kw_only=True):
    """What a deed gives back: a value, a sentence, or a file to download."""

    value: object = None
    said: str = ""
    file: tuple[str, str, bytes] | None = None


@functools.cache
def _arguments(deed: Deed, skip: int) -> type[msgspec.Struct]:
    """The arguments of a deed as a struct, which checks what comes from the page."""
    hints = get_type_hints(deed)
    fields: list[Any] = []
    for name, parameter in list(inspect.signature(deed).parameters.items())[skip:]:
        kind = Any if hints[name] is object else hints[name]
        bare = parameter.default is inspect.Parameter.empty
        fields.append((name, kind) if bare else (name, kind, parameter.default))
    return msgspec.defstruct("Arguments", fields, kw_only=True, forbid_unknown_fields=True)


class Panel(anywidget.AnyWidget):
    """One step of the workshop. Subclasses name `step` and `module`, and give `view`."""

    step: ClassVar[str] = ""
    module: ClassVar[str] = ""
    deeds: ClassVar[dict[str, Deed]] = {}
    organisers_only: ClassVar[frozenset[str]] = frozenset()
    """Names of deeds that an external process leader can't do."""

    state = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.opened = False
        self.busy: dict[str, object] | None = None
        self.stopping = threading.Event()
        self._drawing = threading.RLock()
        self.add_traits(
            _esm=traitlets.Unicode(modules.source(self.module)).tag(sync=True),
            _css=traitlets.Unicode(modules.style()).tag(sync=True),
        )
        super().__init__()
        self.on_msg(self._received)
        steps.watch(workshop, self._seen)

    def view(self, state: State) -> dict[str, object]:
        """What the page shows of the step, as JSON."""
        raise NotImplementedError

    def draw(self) -> None:
        """Send the state to the page, where the page has asked for it."""
        if not self.opened:
            return
        with self._drawing:
            state = self.workshop.state
            if self.workshop.is_open:
                words.use(state.about.language)
            self.words = modules.words(self.module)
            try:
                self.state = self._common(state) | self.view(state)
            except Sorry as error:
                self.state = self._common(state) | {"sorry": str(error)}

    def beat(self) -> None:
        """Called every few seconds while the panel can be seen."""

    def _common(self, state: State) -> dict[str, object]:
        title, summary, problems = steps.standing(self.step, state)
        return {
            "step": self.step,
            "language": words.language(),
            "title": title,
            "summary": summary,
            "problems": [{"text": p.text, "target": p.target} for p in problems],
            "undo": self._undo(),
            "busy": self.busy,
            "external": self.workshop.role == "external",
            "open": self.workshop.is_open,
        }

    def _undo(self) -> bool:
        store = self.workshop.store
        last = last_own(store) if store else None
        return last is not None and last[1].split(".")[0] in steps.deeds_of(self.step)

    def _seen(self, _state: State) -> None:
        try:
            self.draw()
        except Exception:
            log.exception("a panel could not be drawn")

    def _received(self, _widget: object, content: dict[str, Any], buffers: list[Any]) -> None:
        answer: dict[str, object] = {"re": content.get("re")}
        attached: list[bytes] = []
        try:
            reply = self._do(str(content.get("deed")), content.get("args") or {}, buffers)
            answer |= {"value": reply.value, "said": reply.said}
            if reply.file is not None:
                name, kind, data = reply.file
                answer["file"] = {"name": name, "type": kind}
                attached.append(data)
        except Changed as error:
            answer |= {"sorry": str(error), "again": "undo_anyway"}
        except Sorry as error:
            answer["sorry"] = str(error)
        except Exception:
            log.exception("the deed %s failed", content.get("deed"))
            answer["sorry"] = _(
                "Noe gikk galt, og endringen ble ikke lagret. Det andre er trygt. "
                "Årsaken står i loggen i verkstedets mappe."
            )
        self.send(answer, attached)

    def _do(self, name: str, args: dict[str, object], buffers: list[Any]) -> Reply:
        if name == "ping":
            if self.opened:
                self.beat()
            return Reply()
        if name == "open":
            self.opened = True
            self.draw()
            return Reply()
        if self.workshop.role == "external" and name in self.organisers_only:
            raise Sorry(_("Dette gjør arrangøren."))
        if buffers:
            args = args | {"content": bytes(buffers[0])}
        if name in self.deeds:
            value = self._call(self.deeds[name], 1, args, self.workshop.opened)
        else:
            method = getattr(self, f"on_{name}", None)
            if method is None or name == "msg":
                raise Sorry(_("Dette kan ikke gjøres her."))
            value = self._call(method.__func__, 1, args, self)
        self.draw()
        return value if isinstance(value, Reply) else Reply(value=_plain(value))

    def _call(self, deed: Deed, skip: int, args: dict[str, object], first: object) -> object:
        try:
            checked = msgspec.convert(args, _arguments(deed, skip))
        except msgspec.ValidationError as error:
            log.warning("a deed had the wrong arguments")
            raise Sorry(_("Det du skrev, kan ikke brukes her. Prøv igjen.")) from error
        values = {f: getattr(checked, f) for f in checked.__struct_fields__}
        return deed(first, **values)

    def on_undo(self) -> Reply:
        """Take back this visitor's last change."""
        undo(self.workshop.opened)
        return Reply(said=_("Det siste er angret."))

    def on_undo_anyway(self) -> Reply:
        """Take it back although somebody has changed it since."""
        undo(self.workshop.opened, force=True)
        return Reply(said=_("Det siste er angret."))

    def on_stop(self) -> None:
        """Stop what takes long."""
        self.stopping.set()

    def hand_over(self, name: str, kind: str, content: bytes) -> None:
        """Let the page save a file that was made in the background."""
        self.send({"re": "background", "file": {"name": name, "type": kind}}, [content])

    def in_background(
        self, text: str, work: Callable[[Callable[[float, str], bool]], None]
    ) -> None:
        """Do `work` in a thread; it is given `progress(done, text)`, which returns True to stop."""
        if self.busy is not None:
            raise Sorry(_("Vent til det forrige er ferdig."))
        self.stopping.clear()
        self.busy = {"text": text, "done": 0.0, "stop": True}
        last = [time.monotonic()]

        def progress(done: float, told: str = "") -> bool:
            if time.monotonic() - last[0] > 0.25:
                last[0] = time.monotonic()
                self.busy = {"text": told or text, "done": done, "stop": True}
                self.draw()
            return self.stopping.is_set()

        def run() -> None:
            answer: dict[str, object] = {"re": "background"}
            try:
                work(progress)
            except Sorry as error:
                answer["sorry"] = str(error)
            except Exception:
                log.exception("work in the background failed")
                answer["sorry"] = _("Noe gikk galt. Årsaken står i loggen i verkstedets mappe.")
            finally:
                self.busy = None
                self.draw()
            self.send(answer)

        threading.Thread(target=run, name="samverk-work", daemon=True).start()


def _plain(value: object) -> object:
    return msgspec.to_builtins(value) if value is not None else None
