"""First paint, memory and answers of the notebook in Voilà, beside a notebook with one button.

    python benchmarks/notebook.py [--runs 5]

Everything is measured in one run on one machine: medians, and ratios between them.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(CHECKOUT / "lib"), str(CHECKOUT / "tests")]

from samverk.model import Note, Participant, new_id  # noqa: E402
from samverk.workshop import Workshop  # noqa: E402

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
BUTTON = """
import ipywidgets
button = ipywidgets.Button(description="Trykk")
button.on_click(lambda b: setattr(b, "description", "Trykket"))
button
"""


def notebook(path: Path, *cells: str) -> Path:
    """Write a notebook with these code cells."""
    book = {
        "cells": [
            {
                "cell_type": "code",
                "id": f"celle-{n}",
                "metadata": {},
                "outputs": [],
                "execution_count": None,
                "source": text,
            }
            for n, text in enumerate(cells)
        ],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(book), encoding="utf-8")
    return path


@contextlib.contextmanager
def process(arguments: list[str], folder: Path) -> Iterator[psutil.Process]:
    """A server that ends with its kernels."""
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT / "lib")}
    with (folder / "out.log").open("w", encoding="utf-8") as log:
        running = psutil.Popen(arguments, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            yield running
        finally:
            running.terminate()
            running.wait(20)


@contextlib.contextmanager
def samverk(folder: Path, *more: str) -> Iterator[tuple[str, psutil.Process]]:
    """Our server over the notebook in `folder`, and its address for co-organisers."""
    ready = folder / "ready.json"
    ready.unlink(missing_ok=True)
    command = [sys.executable, "-m", "samverk", "serve", "--no-browser", "--port", "0"]
    with process([*command, "--ready-file", str(ready), *more], folder) as running:
        yield waited(lambda: json.loads(ready.read_text())["co_organiser_url"]), running


@contextlib.contextmanager
def stock(folder: Path, name: str) -> Iterator[str]:
    """Voilà as delivered, over one notebook."""
    port = free_port()
    command = [sys.executable, "-m", "voila", name, "--no-browser", f"--port={port}"]
    with process(command, folder):
        waited(lambda: __import__("socket").create_connection(("127.0.0.1", port)).close() or True)
        yield f"http://127.0.0.1:{port}/"


def free_port() -> int:
    """A port that is free now."""
    import socket

    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        return int(own.getsockname()[1])


def waited(ask):  # type: ignore[no-untyped-def]
    """What `ask` answers once it answers."""
    end = time.monotonic() + 60
    while True:
        try:
            return ask()
        except (OSError, ValueError):
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def paint(browser: Browser, url: str, selector: str) -> float:
    """Seconds from asking for the page until `selector` is seen, in a new session."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    begun = time.monotonic()
    page.goto(url, wait_until="commit")
    page.wait_for_selector(selector, timeout=60000)
    taken = time.monotonic() - begun
    context.close()
    return taken


def kernels(server: psutil.Process) -> list[psutil.Process]:
    """The kernels below a server."""
    return [p for p in server.children(recursive=True) if "ipykernel" in " ".join(p.cmdline())]


def median(values: list[float]) -> float:
    """The median."""
    return statistics.median(values)


def fill(folder: Path, people: int, notes: int) -> None:
    """Add people and notes to the workshop in `folder`."""
    workshop = Workshop(folder / "workshop.ipynb", folder / "workshops")
    with workshop.opened.change("benchmark") as draft:
        draft.put(
            *(
                Participant(id=new_id(), name=f"Person {n}", organisation=f"Org {n % 12}")
                for n in range(people - len(draft.state.participants))
            ),
            *(
                Note(
                    id=new_id(),
                    rank=1000.0 + n,
                    text=f"Vi kan gjøre dette sammen, nummer {n}",
                    table=n % 6 + 1,
                    horizon="now",
                )
                for n in range(notes - len(draft.state.notes))
            ),
        )
    workshop.close()


def opened(page: Page, url: str, step: str) -> None:
    """Open a step."""
    page.goto(f"{url}#{step}", wait_until="commit")
    page.wait_for_selector(f"#steg-{step}:not([hidden]) h1", timeout=60000)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    rows: list[tuple[str, str, str]] = []
    with (
        tempfile.TemporaryDirectory() as scratch,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("SAMVERK_CHROMIUM") or shutil.which("chromium"),
            args=ARGUMENTS,
        )
        ours = Path(scratch) / "ours"
        theirs = Path(scratch) / "theirs"
        ours.mkdir()
        theirs.mkdir()
        shutil.copy(CHECKOUT / "workshop.ipynb", ours)
        notebook(theirs / "button.ipynb", BUTTON)
        with stock(theirs, "button.ipynb") as button, samverk(ours, "--sample") as (url, server):
            ready = "section:not([hidden]) h1"
            paint(browser, button, "button.jupyter-button")
            paint(browser, url, ready)
            pairs = [
                (paint(browser, button, "button.jupyter-button"), paint(browser, url, ready))
                for _run in range(runs)
            ]
            bare, first = (median([pair[n] for pair in pairs]) for n in (0, 1))
            rows.append(("Første bilde, én knapp i Voilà", f"{bare:.2f} s", ""))
            rows.append(("Første bilde, workshop.ipynb", f"{first:.2f} s", f"{first / bare:.2f} ×"))

            page = browser.new_page()
            opened(page, url, "about")
            other = browser.new_page()
            opened(other, url, "about")
            steps = page.eval_on_selector_all(
                "main section[data-step]",
                "all => all.map(s => s.dataset.step)",
            )
            for step in steps:
                if step != "start":
                    page.evaluate(f"location.hash = '{step}'")
                    page.wait_for_selector(f"#steg-{step}:not([hidden]) h1")
            own = max(kernels(server), key=lambda p: p.memory_info().rss)
            rows.append(
                ("Kjerne med alle steg vist", f"{own.memory_info().rss / 2**20:.0f} MB", "")
            )

            answers, crossings = [], []
            for page_ in (page, other):
                page_.evaluate("location.hash = 'about'")
                page_.wait_for_selector("[data-target=about-title]")
            for n in range(20):
                told = f"Prøve {n}"
                page.fill("[data-target=about-title]", told)
                begun = time.monotonic()
                page.press("[data-target=about-title]", "Enter")
                page.wait_for_function(
                    "told => document.querySelector('[data-target=about-title]').value === told",
                    arg=told,
                )
                other.wait_for_function(
                    "told => document.querySelector('[data-target=about-title]').value === told",
                    arg=told,
                    polling=10,
                )
                crossings.append(time.monotonic() - begun)
            rows.append(
                ("Endring synlig i en annen kjerne", f"{median(crossings) * 1000:.0f} ms", "")
            )
            page.evaluate("location.hash = 'agenda'")
            page.wait_for_selector("table.agenda")
            page.evaluate(
                """() => {
                    window.answers = [];
                    document.addEventListener("click", (e) => {
                        if (!e.target.closest("[aria-pressed]")) return;
                        const begun = performance.now();
                        const row = e.target.closest("tr");
                        const look = new MutationObserver(() => {
                            window.answers.push(performance.now() - begun);
                            look.disconnect();
                        });
                        look.observe(row, { attributes: true, subtree: true, childList: true });
                    }, true);
                }"""
            )
            for n in range(20):
                page.locator("table.agenda [aria-pressed]").first.click()
                page.wait_for_function("n => window.answers.length > n", arg=n)
            answers = page.evaluate("window.answers")
            rows.append(("Knapp svarer (lås en rad)", f"{median(answers):.0f} ms", ""))
            page.close()
            other.close()

        big = Path(scratch) / "big"
        shutil.copytree(ours, big)
        (big / "ready.json").unlink()
        fill(big, 500, 5000)
        with samverk(ours) as (small_url, _s), samverk(big) as (big_url, _b):
            paint(browser, small_url, ready)
            paint(browser, big_url, ready)
            pairs = [
                (paint(browser, small_url, ready), paint(browser, big_url, ready))
                for _run in range(runs)
            ]
            small, large = (median([pair[n] for pair in pairs]) for n in (0, 1))
            rows.append(("Åpning, eksempelet", f"{small:.2f} s", ""))
            rows.append(
                (
                    "Åpning, 500 deltakere og 5000 innspill",
                    f"{large:.2f} s",
                    f"{large / small:.2f} ×",
                )
            )
        browser.close()

        times = []
        for n in range(3):
            begun = time.monotonic()
            subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "samverk",
                    "rehearse",
                    "--out",
                    str(Path(scratch) / f"r{n}"),
                ],
                check=True,
                cwd=scratch,
                env=os.environ | {"PYTHONPATH": str(CHECKOUT / "lib")},
                stdout=subprocess.DEVNULL,
            )
            times.append(time.monotonic() - begun)
        rows.append(("Generalprøve med eksempelet", f"{median(times):.1f} s", ""))
    for name, figure, ratio in rows:
        print(f"{name:<45}{figure:>10}{ratio:>10}")


if __name__ == "__main__":
    main()
