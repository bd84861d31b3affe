"""The rehearsal (*generalprøve*) from the notebook: a process of its own, and what it gave."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from samverk import library, words
from samverk.model import Sorry, State
from samverk.ui import processes
from samverk.words import _, n_
from samverk.workshop import Workshop

USUAL = 15.0
"""Seconds that a rehearsal usually takes; only its bar goes by it."""


def rehearse(workshop: Workshop, progress: Callable[[float, str], bool]) -> str:
    """Play the day with made-up people and this programme; returns what came out, in words."""
    out = _free(workshop.folder)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="samverk-", ignore_cleanup_errors=True) as scratch:
        output = Path(scratch) / "said.txt"
        process = processes.start(
            ["rehearse", "--out", out, "--notebook", workshop.notebook, *_like(workshop.state)],
            output,
        )
        stopped = False
        try:
            while process.poll() is None and not stopped:
                taken = time.monotonic() - began
                stopped = progress(taken / (taken + USUAL / 3), "")
                time.sleep(0.1)
        finally:
            processes.end(process, patience=2.0)
        if stopped:
            # It may have been done before it heard of it.
            shutil.rmtree(out, ignore_errors=True)
            raise Sorry(_("Generalprøven er stoppet. Ingenting er lagret."))
        if process.returncode != 0 or not (out / "summary.json").exists():
            raise Sorry(
                _("Generalprøven stoppet. {reason}").format(
                    reason=processes.reason(process, output)
                )
            )
    return _told(out)


def _free(folder: Path) -> Path:
    n = 1
    while (folder / f"generalprove-{n}").exists():
        n += 1
    return folder / f"generalprove-{n}"


def _like(state: State) -> list[str]:
    language = state.about.language
    like = ["--language", language]
    ready = {programme.name for programme in library.programmes(language).items}
    if state.about.programme in ready:
        like += ["--programme", state.about.programme]
    if state.participants:
        like += ["--people", str(len(state.participants))]
    return like


def _told(out: Path) -> str:
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    counts = [
        n_("{n} deltaker", "{n} deltakere", summary["people"]).format(n=summary["people"]),
        n_("{n} gruppe", "{n} grupper", summary["groups"]).format(n=summary["groups"]),
        n_("{n} innspill", "{n} innspill", summary["notes"]).format(n=summary["notes"]),
        n_("{n} tiltak", "{n} tiltak", summary["measures"]).format(n=summary["measures"]),
    ]
    warnings = [str(warning) for warning in summary.get("warnings", [])]
    told = _("Generalprøven gikk gjennom hele dagen: {counts}. Dokumentene ligger i {folder}.")
    return " ".join([told.format(counts=words.listed(counts), folder=out), *warnings])
