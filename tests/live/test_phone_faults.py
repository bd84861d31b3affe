"""The server goes away under a phone that writes: killed, stopped, or its file held by another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from phones import device, opened, row, workshop
from samverk.actions import running
from samverk.workshop import Workshop
from serving import Server, serving, until

expect.set_options(timeout=30_000)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Workshop]:
    made = workshop(tmp_path)
    running.start(made.opened, row(made, "horizons").id)
    yield made
    made.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    with device(browser) as context:
        yield context


def table(server: Server) -> str:
    return str(server.addresses["tables"][0]["url"])


def write(page: Page, text: str) -> None:
    page.locator("#skriv").fill(text)
    page.locator("#skriv").press("Enter")


def all_sent(page: Page) -> None:
    expect(page.get_by_role("status")).to_have_text("Alt er sendt", timeout=60_000)


def counts(room: Workshop, start: str) -> list[int]:
    texts = [n.text for n in room.opened.refresh().notes if n.text.startswith(start)]
    return [texts.count(text) for text in dict.fromkeys(texts)]


@pytest.mark.slow
def test_killed_twice_and_started_again_on_the_same_port(room: Workshop, phone: BrowserContext):
    with serving(room.notebook, room.data) as first:
        page = opened(phone, table(first))
        port = str(first.port)
        for n in range(3):
            write(page, f"Drept {n}")
        first.process.kill()
        write(page, "Drept 3")
    with serving(room.notebook, room.data, "--port", port) as second:
        all_sent(page)
        write(page, "Drept 4")
        second.process.kill()
        write(page, "Drept 5")
    with serving(room.notebook, room.data, "--port", port):
        all_sent(page)
        until(lambda: counts(room, "Drept") == [1] * 6, "each note once")
        write(page, "Etterpå")
        all_sent(page)
        assert counts(room, "Etterpå") == [1]


@pytest.mark.slow
def test_a_laptop_that_sleeps_and_wakes(room: Workshop, phone: BrowserContext):
    with serving(room.notebook, room.data) as server:
        page = opened(phone, table(server))
        write(page, "Før lokket ble lukket")
        all_sent(page)
        server.process.suspend()
        try:
            write(page, "Mens maskinen sover")
            expect(page.get_by_role("status")).to_contain_text(
                "Uten nett – vi sender når du er tilkoblet", timeout=60_000
            )
        finally:
            server.process.resume()
        all_sent(page)
        assert counts(room, "Mens maskinen") == [1]


@pytest.mark.slow
def test_a_data_file_held_by_another_program_for_a_while(room: Workshop, phone: BrowserContext):
    with serving(room.notebook, room.data) as server:
        page = opened(phone, table(server))
        all_sent(page)
        holder = sqlite3.connect(room.opened.path, isolation_level=None)
        try:
            holder.execute("BEGIN IMMEDIATE")
            write(page, "Mens fila er låst")
            expect(page.locator(".notes > li").first).to_contain_text("Lagret på denne enheten")
            expect(page.locator(".notes > li .late").first).to_be_visible()
            holder.execute("ROLLBACK")
        finally:
            holder.close()
        all_sent(page)
        assert counts(room, "Mens fila") == [1]
