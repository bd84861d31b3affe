"""The description of the interface, made from the same list as the interface itself."""

from __future__ import annotations

import functools
import json
from typing import Any

import msgspec
from tornado.web import RequestHandler

import samverk
from samverk.live import screens, shapes
from samverk.live.asked import ROOMS, Call
from samverk.live.calls import CALLS
from samverk.live.calm import Calm

REFUSALS = {
    400: "The body can't be read as JSON.",
    403: "It was not done with this token.",
    404: "The code is unknown or renewed, or the id is not there.",
    409: "It is closed, or the id belongs to another table.",
    413: "The body is too large.",
    415: "The body is not JSON by its type.",
    422: "The content can't be used; the sentence says why.",
    429: "Too fast: wait the seconds of Retry-After.",
    503: "Not stored: the file is locked or the disk is full. Try again.",
}
BODY = (400, 413, 415, 422)
ALWAYS = (404, 429, 503)
STREAMS = {
    "tables": shapes.NotesChanged,
    "room": shapes.RoomShown,
    "projector": screens.ScreenChanged,
    "remote": screens.RemoteShown,
}
ID = {"type": "string", "pattern": "^[A-Za-z0-9_-]{8,64}$"}


@functools.cache
def description() -> dict[str, Any]:
    """The whole description as OpenAPI 3.1."""
    shaped = {shapes.Refusal, *STREAMS.values()}
    for call in CALLS:
        shaped |= {*call.answers.values(), *([call.body] if call.body else [])}
    kinds = sorted(shaped, key=lambda shape: shape.__name__)
    schemas, components = msgspec.json.schema_components(
        kinds, ref_template="#/components/schemas/{name}"
    )
    named = dict(zip(kinds, schemas, strict=True))
    paths: dict[str, Any] = {}
    for call in CALLS:
        paths.setdefault(call.address, {})[call.method.lower()] = _call(call, named)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Samverk",
            "version": samverk.__version__,
            "description": "What the pages of tables, participants, projector and remote ask. "
            "A code in the address is all the authority that there is.",
        },
        "paths": paths,
        "components": {"schemas": components},
        "x-streams": {
            f"/api/{room}/{{code}}/feed": {
                "summary": "Server-sent events; an event's id is the store's revision.",
                "resume": "The header Last-Event-ID, or the query ?since=<revision>.",
                "data": named[STREAMS[room]],
            }
            for room in ROOMS.values()
        },
    }


def _call(call: Call, named: dict[Any, Any]) -> dict[str, Any]:
    refusals = {*ALWAYS, *call.refusals, *(BODY if call.body else ())}
    parameters = [{"name": "code", "in": "path", "required": True, "schema": {"type": "string"}}]
    if "{id}" in call.path:
        parameters.append({"name": "id", "in": "path", "required": True, "schema": ID})
    described: dict[str, Any] = {
        "operationId": call.name,
        "summary": call.summary,
        "parameters": parameters,
        "responses": {
            **{str(n): _answer("Done.", named[shape]) for n, shape in call.answers.items()},
            **{str(n): _answer(REFUSALS[n], named[shapes.Refusal]) for n in sorted(refusals)},
        },
    }
    if call.body:
        content = {"application/json": {"schema": named[call.body]}}
        described["requestBody"] = {"required": True, "content": content}
    return described


def _answer(text: str, schema: Any) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": schema}}}


class Description(Calm, RequestHandler):
    """The description, for programs."""

    needs_visitor = False
    plain = True

    def get(self) -> None:
        """As JSON."""
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(description(), ensure_ascii=False))
