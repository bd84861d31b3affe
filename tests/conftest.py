"""What every test may ask for: an empty data folder, and pages that watch themselves."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

import chromium

CHECKOUT = Path(__file__).resolve().parent.parent
EVERYTHING = os.environ.get("SAMVERK_ALL") == "1"
OURS = ("localhost", "127.0.0.1")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A laptop under load is slow without being wrong.
slow_is_fine = [HealthCheck.too_slow]
settings.register_profile(
    "default", deadline=None, max_examples=50, suppress_health_check=slow_is_fine
)
settings.register_profile(
    "all", deadline=None, max_examples=1000, suppress_health_check=slow_is_fine
)
settings.load_profile("all" if EVERYTHING else "default")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("slow") and not EVERYTHING:
            item.add_marker(pytest.mark.skip(reason="runs with scripts/test --all"))
    # Playwright keeps an event loop running in its thread: what calls asyncio.run comes before.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A folder for workshops' data, which nobody has written in."""
    folder = tmp_path / "workshops"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    with sync_playwright() as playwright:
        path = chromium.found() or playwright.chromium.executable_path
        if not Path(path).is_file():
            pytest.skip("Chromium is missing; scripts/test installs it")
        with playwright.chromium.launch(executable_path=path, args=QUIET) as started:
            yield started


@contextmanager
def watched_page(browser: Browser, width: int, height: int, **more: Any) -> Iterator[Page]:
    """A page of its own context; fails at the end if it erred or asked another machine."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"console: {message.text} ({message.location.get('url')})")

    def asked(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "about") and address.hostname not in OURS:
            complaints.append(f"asked another machine: {request.url}")

    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="nb-NO", **more
    )
    try:
        context.on("request", asked)
        context.on("console", heard)
        context.on("weberror", lambda error: complaints.append(f"uncaught: {error.error}"))
        yield context.new_page()
    finally:
        context.close()
        # Shown by pytest where the test fails for another reason, which is often told here.
        print(*complaints, sep="\n")
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A laptop's page."""
    with watched_page(browser, 1280, 800) as watched:
        yield watched


@pytest.fixture
def phone_page(browser: Browser) -> Iterator[Page]:
    """A phone's page."""
    with watched_page(browser, 390, 844, is_mobile=True, has_touch=True) as watched:
        yield watched


def axe(page: Page) -> list[str]:
    """All violations that axe finds, minor ones too, each with the elements it names."""
    found = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {violation['help']}: "
        + ", ".join(str(node["target"]) for node in violation["nodes"])
        for violation in found
    ]
