"""The environment of the checkout: made, mended and found again before anything else is imported.

It parses on every Python 3, so that an old one is told what it lacks.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO, Any, Dict, List, Sequence

CHECKOUT = Path(__file__).resolve().parent.parent
LEAST = (3, 11)
WINDOWS = os.name == "nt"
LOCK = "samverk.lock"
STAMP = "samverk.json"
UNFINISHED = "samverk.unfinished"
OFFLINE = (
    "ConnectionError",
    "Could not fetch",
    "Could not find a version",
    "No matching distribution",
    "ProxyError",
    "ReadTimeout",
    "Retrying",
    "SSLError",
)


class Trouble(Exception):
    """Something that hinders the start, in one Norwegian sentence or two."""


def say(sentence: str) -> None:
    """To standard error, which fails on no letter in any locale."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def check_python() -> None:
    """Raises `Trouble` where this Python is too old."""
    if sys.version_info < LEAST:
        raise Trouble(
            "Samverk trenger Python {}.{} eller nyere, og dette er Python {}.{}. "
            "Hent en nyere på python.org.".format(*LEAST, *sys.version_info[:2])
        )


def program(folder: Path, name: str) -> Path:
    """Where the environment in that folder has the program of that name."""
    return folder / "Scripts" / (name + ".exe") if WINDOWS else folder / "bin" / name


def prepared(folder: Path, extras: Sequence[str] = (), python: str = sys.executable) -> Path:
    """The environment's Python, once everything is installed in the folder.

    It is made with `python` where it is not there, and made anew where it is broken.
    Raises `Trouble`.
    """
    if not _ready(folder, extras):
        try:
            folder.mkdir(exist_ok=True)
            with (folder / LOCK).open("a", encoding="utf-8") as lock:
                _wait_for(lock)
                if not _ready(folder, extras):
                    _set_up(folder, extras, python, lock)
        except OSError as error:
            raise Trouble(
                f"Oppsettet fikk ikke skrevet i {folder} ({error.strerror}). "
                "Sjekk at det er plass på disken, og at du har lov til å skrive der."
            ) from error
    return program(folder, "python")


def run(command: Sequence[object]) -> int:
    """Runs in place of this script where the system can do that; else the command's exit code."""
    words = [str(word) for word in command]
    sys.stdout.flush()
    if not WINDOWS:
        os.execv(words[0], words)
    child = subprocess.Popen(words)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # the child has had the same Ctrl-C, and closes in its own time


def _ready(folder: Path, extras: Sequence[str]) -> bool:
    stamp = _stamp(folder)
    return (
        stamp.get("wanted") == _wanted()
        and set(extras) <= set(stamp.get("extras", ()))
        and _is_here(stamp)
        and not (folder / UNFINISHED).exists()
        and _version(program(folder, "python")) == stamp.get("python")
    )


def _stamp(folder: Path) -> Dict[str, Any]:
    try:
        stamp = json.loads((folder / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _is_here(stamp: Dict[str, Any]) -> bool:
    return stamp.get("checkout") == str(CHECKOUT)


def _wanted() -> str:
    names = ("pyproject.toml", "constraints.txt")
    content = b"".join((CHECKOUT / name).read_bytes() for name in names)
    return hashlib.sha256(content).hexdigest()


def _version(python: Path) -> str:
    """As in "3.12"; empty where there is no Python that runs."""
    try:
        return subprocess.run(
            [str(python), "-I", "-S", "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        ).stdout.strip()
    except OSError:
        return ""


def _wait_for(lock: IO[str]) -> None:
    """Two starts at once: one sets up, the other waits. A lock ends with those who hold it."""
    if WINDOWS:
        import msvcrt

        lock.seek(0)
        while True:
            try:
                msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
            except OSError:
                continue  # it gives up after ten seconds
            break
    else:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX)


def _set_up(folder: Path, extras: Sequence[str], python: str, lock: IO[str]) -> None:
    stamp = _stamp(folder)
    say("Samverk setter seg opp. Det tar noen minutter den første gangen …")
    if not _usable(folder, stamp):
        _make(folder, python)
    extras = sorted({*extras, *stamp.get("extras", ())})
    (folder / UNFINISHED).touch()
    _install(folder, extras, lock)
    new = {
        "checkout": str(CHECKOUT),
        "extras": extras,
        "python": _version(program(folder, "python")),
        "wanted": _wanted(),
    }
    draft = folder / (STAMP + ".new")
    draft.write_text(json.dumps(new, indent=1), encoding="utf-8")
    draft.replace(folder / STAMP)
    (folder / UNFINISHED).unlink()


def _usable(folder: Path, stamp: Dict[str, Any]) -> bool:
    """Whether more can be installed into what is there; a whole one made by hand is kept."""
    python = program(folder, "python")
    version = _version(python)
    if not version or (folder / UNFINISHED).exists() or (stamp and not _is_here(stamp)):
        return False
    if tuple(int(part) for part in version.split(".")) < LEAST:
        return False
    if stamp and stamp.get("python") != version:
        return False
    pip = [str(python), "-m", "pip", "--version"]
    return subprocess.run(pip, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def _make(folder: Path, python: str) -> None:
    modules = "import venv, ensurepip"
    if subprocess.run([python, "-c", modules], stderr=subprocess.DEVNULL).returncode:
        raise Trouble(_without_venv())
    (folder / UNFINISHED).touch()
    for inside in folder.iterdir():
        if inside.name in (LOCK, UNFINISHED):
            continue
        if inside.is_dir() and not inside.is_symlink():
            shutil.rmtree(str(inside))
        else:
            inside.unlink()
    made = subprocess.run(
        [python, "-m", "venv", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if made.returncode:
        (folder / "venv.log").write_text(made.stdout, encoding="utf-8")
        raise Trouble(
            "Python fikk ikke laget et miljø for Samverk. "
            f"Det Python selv sier, står i {folder / 'venv.log'}."
        )


def _without_venv() -> str:
    start = "Denne Python-en mangler venv og ensurepip, som Samverk trenger for å sette seg opp. "
    if shutil.which("apt-get"):
        return start + "Installer dem med «sudo apt install python3-venv», og prøv igjen."
    return start + "Installer Python på nytt fra python.org, og prøv igjen."


def _install(folder: Path, extras: List[str], lock: IO[str]) -> None:
    what = "." + (f"[{','.join(extras)}]" if extras else "")
    log = folder / "pip.log"
    with log.open("w", encoding="utf-8") as output:
        pip = subprocess.Popen(
            [
                *(str(program(folder, "python")), "-m", "pip", "install", "--no-input"),
                *("--disable-pip-version-check", "--progress-bar", "off"),
                *("-c", "constraints.txt", "-e", what),
            ],
            cwd=str(CHECKOUT),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PIP_USER": "0", "PYTHONIOENCODING": "utf-8"},
            # While an orphaned pip still writes, nobody else shall.
            pass_fds=() if WINDOWS else (lock.fileno(),),
        )
        code = pip.wait()
    if code > 0:
        (folder / UNFINISHED).unlink()  # pip stopped by itself, and has put back what it touched
    if code:
        raise Trouble(_why(log))


def _why(log: Path) -> str:
    said = log.read_text(encoding="utf-8", errors="replace")
    if "No space left" in said or "Errno 28" in said:
        return "Disken er full. Frigjør plass, og prøv igjen."
    if any(sign in said for sign in OFFLINE):
        return (
            "Pakkene som Samverk trenger, kunne ikke hentes. Sjekk nettet, og prøv igjen. "
            f"Det pip selv sier, står i {log}."
        )
    errors = [line for line in said.splitlines() if line.lower().startswith("error")]
    reason = errors[-1] if errors else "pip stoppet uten å si hvorfor"
    return f"Oppsettet stoppet: {reason}. Det pip selv sier, står i {log}."
