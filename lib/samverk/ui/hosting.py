"""What the server of this workshop says of its pages, asked over HTTP on this machine."""

from __future__ import annotations

import contextlib
import json
import time
import urllib.error
import urllib.request
from typing import Any

from samverk.model import Sorry
from samverk.words import _
from samverk.workshop import Workshop

PATIENCE = 1.0
"""Seconds that a panel waits for an answer."""
OPENING = 10.0
"""Seconds that the network may take to be opened."""
FRESH = 2.0
"""Seconds that an answer is good for."""
BUSY = 15.0
"""Seconds that a server may be silent before it counts as gone."""

Answer = dict[str, Any]

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Host:
    """The server as one panel knows it: its last answer, and since when tables are gone."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.answer: Answer | None = None
        self.gone: dict[int, float] = {}
        self._asked = self._answered = float("-inf")

    def look(self) -> Answer | None:
        """The server's answer, not older than two seconds; None where no server runs.

        One that is too busy to answer is taken at its last word for a while.
        """
        now = time.monotonic()
        if now - self._asked > FRESH:
            try:
                self._heard(_ask(self.workshop, None, PATIENCE))
            except TimeoutError:
                self._asked = time.monotonic()
                if now - self._answered > BUSY:
                    self._heard(None)
        return self.answer

    def tell(self, deed: str, **more: object) -> Answer:
        """Let the server do something. Raises Sorry where it can't."""
        try:
            answer = _ask(self.workshop, {"deed": deed, **more}, OPENING)
        except TimeoutError:
            answer = None
        if answer is None:
            raise Sorry(_("Sidene kjører ikke. Start dem nederst i Gjennomføring."))
        if "message" in answer:
            raise Sorry(str(answer["message"]))
        self._heard(answer)
        return answer

    def let_in_anew(self) -> None:
        """Wait until the server, if one runs, lets nobody in by an old code."""
        self.forget()
        try:
            answer = _ask(self.workshop, {"deed": "codes"}, OPENING)
        except TimeoutError:
            answer = {"message": ""}
        if answer is not None and "message" in answer:
            raise Sorry(
                _("Den nye koden er laget, men sidene svarer ikke. Den gamle kan virke litt til.")
            )

    def reaches_itself(self) -> bool:
        """Whether this machine answers at the address that phones are to use."""
        base = str((self.answer or {})["urls"]["base"])
        try:
            with _direct.open(f"{base}/samverk/helse", timeout=PATIENCE) as got:
                return bool(got.status == 200)
        except OSError:
            return False

    def forget(self) -> None:
        """Ask anew the next time."""
        self._asked = float("-inf")

    def connected(self) -> dict[int, int]:
        """How many devices each table has connected now."""
        tables = (self.answer or {}).get("tables") or {}
        return {int(number): int(devices) for number, devices in tables.items()}

    def _heard(self, answer: Answer | None) -> None:
        before = self.connected()
        self.answer, self._asked = answer, time.monotonic()
        if answer is not None:
            self._answered = self._asked
        now = self.connected()
        for number, devices in before.items():
            if devices and not now.get(number):
                self.gone.setdefault(number, time.time())
        for number, devices in now.items():
            if devices:
                self.gone.pop(number, None)


def _ask(workshop: Workshop, deed: Answer | None, patience: float) -> Answer | None:
    """What the server says; None where there is none. Raises TimeoutError where it is silent."""
    try:
        text = (workshop.folder / "server.json").read_text(encoding="utf-8")
        server = json.loads(text)
        request = urllib.request.Request(
            f"http://127.0.0.1:{int(server['port'])}/samverk/vert",
            None if deed is None else json.dumps(deed).encode("utf-8"),
            {"X-Samverk": str(server["secret"]), "Content-Type": "application/json"},
        )
        with _direct.open(request, timeout=patience) as got:
            answer = json.load(got)
    except urllib.error.HTTPError as error:
        answer = None
        with error, contextlib.suppress(OSError, ValueError):
            answer = json.loads(error.read())
        return answer if deed is not None and isinstance(answer, dict) else None
    except TimeoutError:
        raise
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise error.reason from None
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return answer if isinstance(answer, dict) else None
