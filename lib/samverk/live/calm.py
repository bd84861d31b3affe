"""Pages without a framework: a sentence in the look of the rest, for everything that goes wrong."""

from __future__ import annotations

import html
import json
import logging
from pathlib import Path
from typing import Any

from tornado.web import HTTPError, RequestHandler, stream_request_body

from samverk.words import N_, _, language

TOKENS = Path(__file__).parent.parent / "ui" / "static" / "tokens.css"
PAGE = Path(__file__).parent / "template" / "message.html"

SENTENCES = {
    "visitor": (
        N_("Du trenger en lenke"),
        N_("Åpne verkstedet med lenken du fikk av arrangøren. Spør om en ny hvis den er gammel."),
    ),
    "host": (
        N_("Adressen er ikke kjent her"),
        N_("Bruk adressen som Samverk viste da det startet."),
    ),
    "network": (
        N_("Verkstedet er ikke åpnet for andre maskiner"),
        N_("Be arrangøren om å åpne det, eller bruk maskinen der det kjører."),
    ),
    "origin": (
        N_("Forespørselen kom fra en annen side"),
        N_("Åpne verkstedet med lenken du fikk av arrangøren."),
    ),
    "external": (
        N_("Dette er for arrangøren"),
        N_("Be arrangøren om å sende deg dokumentet."),
    ),
    "missing": (
        N_("Her er det ingen side"),
        N_("Gå tilbake til verkstedet, eller bruk lenken du fikk av arrangøren."),
    ),
    "code": (
        N_("Koden gjelder ikke"),
        N_("Se på storskjermen, eller spør prosesslederen om den nye koden."),
    ),
    "hasty": (
        N_("Det kommer for mange forsøk nå"),
        N_("Vent litt, og prøv igjen."),
    ),
    "wrong": (
        N_("Noe gikk galt"),
        N_("Det som var lagret, er trygt. Last siden på nytt."),
    ),
}

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)

log = logging.getLogger("samverk.live")


def calm_page(reason: str) -> str:
    """A whole page of HTML that says what is wrong and what to do."""
    title, sentence = SENTENCES[reason]
    return (
        PAGE.read_text(encoding="utf-8")
        .replace("/* tokens */", TOKENS.read_text(encoding="utf-8"))
        .replace("{language}", language())
        .replace("{title}", html.escape(_(title)))
        .replace("{sentence}", html.escape(_(sentence)))
    )


class Calm(RequestHandler):
    """What all our handlers share: safe headers, calm errors, and a log without anybody in it."""

    policy = POLICY

    def set_default_headers(self) -> None:
        """Headers that no page of ours goes without."""
        super().set_default_headers()
        self.set_header("Server", "samverk")
        self.set_header("Content-Security-Policy", self.policy)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("X-Frame-Options", "SAMEORIGIN")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cross-Origin-Opener-Policy", "same-origin")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")

    def refuse(self, status: int, reason: str) -> None:
        """Answer with a calm page and end; a script gets the sentence as JSON."""
        self.set_status(status)
        if self.request.path.startswith("/api/"):
            self.set_header("Content-Type", "application/json; charset=utf-8")
            self.set_header("Cache-Control", "no-store")
            self.finish(json.dumps({"message": _(SENTENCES[reason][1])}, ensure_ascii=False))
            return
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("Cache-Control", "no-store")
        self.finish(calm_page(reason))

    def write_error(self, status_code: int, **_details: Any) -> None:
        """A sentence instead of a traceback; a script gets it as JSON."""
        reason = "missing" if status_code in (404, 405) else "wrong"
        if self.request.path.startswith("/api/"):
            self.set_header("Content-Type", "application/json; charset=utf-8")
            self.finish(json.dumps({"message": _(SENTENCES[reason][0])}))
            return
        self.refuse(status_code, reason)

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Write what failed, never the address that was asked for."""
        if isinstance(value, HTTPError):
            return
        log.error("%s failed", type(self).__name__, exc_info=(typ, value, tb))


@stream_request_body
class Missing(Calm, RequestHandler):
    """Answers 404 where no route is."""

    needs_visitor = False
    plain = True

    def prepare(self) -> None:
        """Refuse."""
        self.refuse(404, "missing")

    def data_received(self, chunk: bytes) -> None:
        """Keep nothing."""
