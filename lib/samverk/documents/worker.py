"""Documents made in a process of their own, so that nobody waits and little is loaded."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

import msgspec

from samverk import words
from samverk.documents import stride
from samverk.documents.makers import Job, made
from samverk.documents.parts import ReportExtra
from samverk.model import Sorry, State
from samverk.words import _

log = logging.getLogger(__name__)
_LIBRARY = Path(__file__).resolve().parents[2]


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the worker says: sentences on what was not as wished, or why there is no document.

    Before that, how large a share it has `done`.
    """

    done: float = 1.0
    warnings: list[str] = []
    sorry: str = ""


def make(
    kind: str,
    state: State,
    path: Path,
    *,
    template: Path | None = None,
    layouts: Mapping[str, str] | None = None,
    extra: ReportExtra | None = None,
    stopped: Callable[[], bool] | None = None,
    progress: Callable[[float], bool] | None = None,
) -> list[str]:
    """Make a document of that kind (see `documents.NAMES`) in a worker, and return its warnings.

    Ten times a second `stopped` is asked, and `progress` is told the share that is done; once
    either says True the worker is ended. Raises `Sorry` where there is no document: `path` is
    then as it was and nothing else is left behind.
    """

    def ends(done: float) -> bool:
        return (stopped is not None and stopped()) or (progress is not None and progress(done))

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as aside:
            job = Job(
                kind=kind,
                state=state,
                path=str(Path(aside, path.name).resolve()),
                language=words.language(),
                template=str(template.resolve()) if template else None,
                layouts=dict(layouts or {}),
                extra=extra,
            )
            answer = _asked(job, ends)
            Path(job.path).replace(path)
    except PermissionError as error:
        raise Sorry(
            _("Kunne ikke skrive {name}. Lukk fila hvis den er åpen, og prøv igjen.").format(
                name=path.name
            )
        ) from error
    except OSError as error:
        raise Sorry(
            _("Kunne ikke skrive {name}: {reason}.").format(
                name=path.name, reason=error.strerror or type(error).__name__
            )
        ) from error
    return answer.warnings


def _asked(job: Job, ends: Callable[[float], bool]) -> Answer:
    question = Path(job.path).with_suffix(".json")
    question.write_bytes(msgspec.json.encode(job))
    with question.open("rb") as asked, tempfile.TemporaryFile() as complaints:
        answer = _answered(asked, complaints, ends)
        if answer is None:
            complaints.seek(0)
            said = complaints.read().decode("utf-8", "replace")
            log.error("%s failed:\n%s", job.kind, said)
            raise Sorry(_("Dokumentet kunne ikke lages. Årsaken står i loggen."))
    if answer.sorry:
        raise Sorry(answer.sorry)
    return answer


def _answered(
    asked: IO[bytes], complaints: IO[bytes], ends: Callable[[float], bool]
) -> Answer | None:
    """What the worker says last; None where it says nothing that is an answer."""
    search = [str(_LIBRARY), os.environ.get("PYTHONPATH", "")]
    worker = subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=asked,
        stdout=subprocess.PIPE,
        stderr=complaints,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(part for part in search if part)},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    heard: list[Answer] = [Answer(done=0.0)]
    listener = threading.Thread(target=_listen, args=(worker, heard), daemon=True)
    listener.start()
    try:
        while listener.is_alive():
            listener.join(0.1)
            if listener.is_alive() and ends(heard[-1].done):
                raise Sorry(_("Stoppet. Dokumentet ble ikke laget."))
    except BaseException:
        worker.kill()
        raise
    finally:
        listener.join()
        worker.wait()
        if worker.stdout:
            worker.stdout.close()
    return heard[-1] if worker.returncode == 0 and heard[-1].done == 1.0 else None


def _listen(worker: subprocess.Popen[bytes], heard: list[Answer]) -> None:
    for line in worker.stdout or ():
        try:
            heard[:] = [msgspec.json.decode(line, type=Answer)]
        except msgspec.DecodeError:
            return


def main() -> None:
    """Read a job from standard input; write how far it is, and the answer, to standard output."""
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    words.use(job.language)
    last = 0.0

    def say(answer: Answer) -> None:
        answers.write(msgspec.json.encode(answer) + b"\n")
        answers.flush()

    def so_far(done: float) -> None:
        nonlocal last
        if done - last > 0.02:
            last = done
            say(Answer(done=min(done, 0.99)))

    try:
        with stride.heard_by(so_far):
            answer = Answer(warnings=made(job))
    except Sorry as sorry:
        answer = Answer(sorry=str(sorry))
    say(answer)


if __name__ == "__main__":
    main()
