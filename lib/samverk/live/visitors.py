"""Who may come in: a link's token is exchanged once for a cookie that says nothing by itself."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Literal

from tornado.httputil import HTTPServerRequest

Role = Literal["co_organiser", "external"]


@dataclass(frozen=True)
class Visitor:
    """One browser, as long as the server runs. `id` is not the cookie: kernels get to know it."""

    id: str
    role: Role


class Visitors:
    """Tokens and cookies, in memory alone."""

    def __init__(self, token: str | None = None) -> None:
        self.tokens: dict[Role, str] = {
            "co_organiser": token or secrets.token_urlsafe(24),
            "external": secrets.token_urlsafe(24),
        }
        self.cookie = f"samverk-{secrets.token_hex(4)}"
        self._known: dict[str, Visitor] = {}

    def role(self, token: str) -> Role | None:
        """The role that a token gives, or None."""
        given = token.encode("utf-8")
        found: Role | None = None
        for role, kept in self.tokens.items():
            if hmac.compare_digest(given, kept.encode("utf-8")):
                found = role
        return found

    def welcome(self, role: Role) -> str:
        """A new visitor's cookie value."""
        session = secrets.token_urlsafe(32)
        self._known[session] = Visitor(id=secrets.token_hex(8), role=role)
        return session

    def known(self, request: HTTPServerRequest) -> Visitor | None:
        """The visitor that a request's cookie belongs to, or None."""
        cookies = SimpleCookie()
        for header in request.headers.get_list("Cookie"):
            for part in header.split(";"):
                name, _equals, value = part.strip().partition("=")
                if name == self.cookie:
                    cookies[name] = value.strip('"')
        if self.cookie not in cookies:
            return None
        return self._known.get(cookies[self.cookie].value)
