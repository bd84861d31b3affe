"""The browser that the tests drive, and LibreOffice, which shows the documents."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import List, Optional

from environment import Trouble, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
APPLICATIONS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_PLACES = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
OWN = "from playwright.sync_api import sync_playwright as start\nwith start() as p: print(p.{})"


def found() -> Optional[str]:
    """The path of a Chromium that runs, or None."""
    named = os.environ.get("SAMVERK_CHROMIUM")
    if named:
        return named
    return next((path for path in _places() if _runs(path)), None)


def found_or_installed(python: Path) -> str:
    """The path of a Chromium, installed where it was missing. Raises `Trouble`."""
    path = found() or _playwrights(python)
    if path:
        return path
    say("Testene trenger Chromium, som hentes nå …")
    if _may_use_apt():
        _apt_install("chromium")
    else:
        extra = ["--with-deps"] if sys.platform == "linux" and _is_root() else []
        subprocess.run([str(python), "-m", "playwright", "install", *extra, "chromium"])
    path = found() or _playwrights(python)
    if not path:
        raise Trouble(
            "Testene trenger Chromium, som ikke lot seg hente. Installer Chromium, Chrome eller "
            "Edge, eller oppgi stien i miljøvariabelen SAMVERK_CHROMIUM."
        )
    return path


def get_office() -> None:
    """Installs LibreOffice and Poppler where that can be done; the tests skip without them."""
    present = shutil.which("soffice") and shutil.which("pdftoppm")
    if not present and _may_use_apt():
        _apt_install("libreoffice-impress", "poppler-utils")


def _places() -> List[str]:
    if os.name == "nt":
        roots = (
            os.environ.get(key) for key in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        )
        return [str(Path(root, place)) for root in roots if root for place in WINDOWS_PLACES]
    if sys.platform == "darwin":
        roots_of_mac = (Path("/Applications"), Path.home() / "Applications")
        return [str(root / place) for root in roots_of_mac for place in APPLICATIONS]
    return [path for path in map(shutil.which, NAMES) if path]


def _runs(path: str) -> bool:
    if not Path(path).is_file():
        return False
    if sys.platform != "linux":
        return True  # there, asking for the version opens a window
    away = subprocess.DEVNULL
    return subprocess.run([path, "--version"], stdout=away, stderr=away).returncode == 0


def _playwrights(python: Path) -> Optional[str]:
    answer = subprocess.run(
        [str(python), "-c", OWN.format("chromium.executable_path")],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    path = answer.stdout.strip()
    return path if answer.returncode == 0 and Path(path).is_file() else None


def _is_root() -> bool:
    return getattr(os, "geteuid", lambda: 1)() == 0


def _may_use_apt() -> bool:
    release = Path("/etc/os-release")
    if not (_is_root() and shutil.which("apt-get") and release.is_file()):
        return False
    return "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def _apt_install(*packages: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]  # another install may be under way
    subprocess.run([*apt, "update"], env=quiet)
    subprocess.run([*apt, "install", "-y", *packages], env=quiet)
