"""Phones for a test: pages that may lose the network, and a workshop for them to be in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

import panels
from samverk.actions import running, sample
from samverk.model import AgendaItem
from samverk.workshop import Workshop

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
LOST = ("Failed to load resource", "net::ERR_", "EventSource")
"""What a browser says of itself when the network is away."""


def workshop(folder: Path) -> Workshop:
    """The sample, before the day has begun."""
    made = panels.notebook(folder, "notes")
    sample.fill(made.opened, made.meet, made.met)
    running.begin_again(made.opened)
    return made


def row(workshop: Workshop, captures: str) -> AgendaItem:
    """The first row that captures that."""
    return next(i for i in workshop.opened.refresh().agenda if i.captures == captures)


@contextmanager
def device(browser: Browser, **more: Any) -> Iterator[BrowserContext]:
    """A phone; fails at the end if one of its pages erred or asked another machine."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(words in message.text for words in LOST):
            complaints.append(f"console: {message.text}")

    def asked(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "about") and address.hostname != "127.0.0.1":
            complaints.append(f"asked another machine: {request.url}")

    context = browser.new_context(**{"locale": "nb-NO", **PHONE, **more})
    try:
        context.on("request", asked)
        context.on("console", heard)
        context.on("weberror", lambda error: complaints.append(f"uncaught: {error.error}"))
        yield context
    finally:
        context.close()
    assert not complaints, "\n".join(complaints)


def opened(context: BrowserContext, address: str) -> Page:
    """A page of that phone."""
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(address)
    return page


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    found: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return found
