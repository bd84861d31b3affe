"""Documents made in a process of their own, so that nobody waits and little is loaded."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

import msgspec

from samverk import documents, words
from samverk.documents import kit
from samverk.documents.parts import ReportExtra
from samverk.model import Sorry, State
from samverk.words import Language, _

log = logging.getLogger(__name__)
_LIBRARY = Path(__file__).resolve().parents[2]


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What the worker is asked for: the kind of document, its content and its place."""

    kind: str
    state: State
    path: str
    language: Language
    template: str | None = None
    extra: ReportExtra | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the worker says: sentences on what was not as wished, or why there is no document."""

    warnings: list[str] = []
    sorry: str = ""


def make(
    kind: str,
    state: State,
    path: Path,
    *,
    template: Path | None = None,
    extra: ReportExtra | None = None,
    stopped: Callable[[], bool] | None = None,
) -> list[str]:
    """Make a document of that kind (see `documents.NAMES`) in a worker, and return its warnings.

    `stopped` is asked ten times a second; once it says True the worker is ended. Raises `Sorry`
    where there is no document: `path` is then as it was and nothing else is left behind.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as aside:
            job = Job(
                kind=kind,
                state=state,
                path=str(Path(aside, path.name).resolve()),
                language=words.language(),
                template=str(template.resolve()) if template else None,
                extra=extra,
            )
            answer = _asked(job, stopped)
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


def _asked(job: Job, stopped: Callable[[], bool] | None) -> Answer:
    question = Path(job.path).with_suffix(".json")
    question.write_bytes(msgspec.json.encode(job))
    with question.open("rb") as asked:
        return _answered(job.kind, asked, stopped)


def _answered(kind: str, asked: IO[bytes], stopped: Callable[[], bool] | None) -> Answer:
    search = [str(_LIBRARY), os.environ.get("PYTHONPATH", "")]
    worker = subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=asked,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(part for part in search if part)},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with worker:
        while True:
            try:
                said, complaints = worker.communicate(timeout=0.1)
                break
            except subprocess.TimeoutExpired:
                if stopped is not None and stopped():
                    worker.kill()
                    worker.communicate()
                    raise Sorry(_("Stoppet. Dokumentet ble ikke laget.")) from None
            except BaseException:
                worker.kill()
                raise
    try:
        answer = msgspec.json.decode(said, type=Answer)
    except msgspec.DecodeError:
        log.error("%s failed:\n%s", kind, complaints.decode("utf-8", "replace"))
        raise Sorry(_("Dokumentet kunne ikke lages. Årsaken står i loggen.")) from None
    if answer.sorry:
        raise Sorry(answer.sorry)
    return answer


def _made(job: Job) -> Answer:
    path = Path(job.path)
    try:
        if job.kind == "report_pptx":
            template = Path(job.template) if job.template else None
            said = documents.report_pptx(job.state, path, template=template, extra=job.extra)
        elif job.kind == "report_xlsx":
            said = documents.report_xlsx(job.state, path)
        elif job.kind == "report_pdf":
            said = documents.report_pdf(job.state, path, extra=job.extra)
        else:
            said = kit.make(job.kind, job.state, path)
    except Sorry as sorry:
        return Answer(sorry=str(sorry))
    return Answer(warnings=said)


def main() -> None:
    """Read a job from standard input, and write the answer to standard output."""
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    words.use(job.language)
    answers.write(msgspec.json.encode(_made(job)))
    answers.flush()


if __name__ == "__main__":
    main()
