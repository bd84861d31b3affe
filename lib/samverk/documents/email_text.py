"""The report as text for an e-mail: everything that was decided, short."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from samverk.documents import files
from samverk.documents.clean import lines, one_line
from samverk.documents.director import key_figures
from samverk.documents.measures import numbered
from samverk.documents.names import HORIZON_NAMES, STATUS_NAMES, spoken
from samverk.documents.voices import told
from samverk.model import HORIZONS, Measure, State
from samverk.words import _, listed, long_date, short_date


def message(state: State) -> str:
    """The text, in the workshop's language; each measure stands once."""
    with spoken(state.about.language):
        parts = ["\n".join(part) for part in _parts(state) if part]
    return "\n\n".join(parts) + "\n"


def report_txt(state: State, path: Path) -> list[str]:
    """Write the text to `path`; see `samverk.documents.report_txt`."""
    files.write(path, message(state).replace("\n", "\r\n").encode("utf-8-sig"))
    return []


def _parts(state: State) -> Iterator[list[str]]:
    about = state.about
    place = one_line(state.venue.name) if state.venue else ""
    when = ", ".join(p for p in (long_date(about.date) if about.date else "", place) if p)
    yield [t for t in (one_line(about.title) or _("Samhandlingsverksted"), when) if t]
    theme = _("Tema: {theme}").format(theme=one_line(about.theme)) if about.theme.strip() else ""
    yield [t for t in (theme, *lines(about.why), key_figures(state)) if t]
    for note in told(state, "challenge"):
        yield _headed(_("Utfordringsbilde"), lines(note.text))
    yield _headed(
        _("Løfter fra lederne"),
        [_bullet(n.text, n.owner, n.first_step, n.due) for n in told(state, "commitment")],
    )
    measures = numbered(state)
    for horizon in HORIZONS:
        chosen = [m for _n, m in measures if m.horizon == horizon and not m.carried_from]
        yield _headed(_(HORIZON_NAMES[horizon]), [_measure(m) for m in chosen])
    earlier = [m for _n, m in measures if m.carried_from]
    yield _headed(_("Siden sist"), [_earlier(m) for m in earlier])
    yield _headed(_("Neste steg"), [f"– {line}" for line in lines(state.closing.next_steps)])
    if state.closing.next_date:
        yield [_("Neste verksted: {date}").format(date=long_date(state.closing.next_date))]


def _headed(heading: str, said: list[str]) -> list[str]:
    return [heading.upper(), *said] if said else []


def _measure(measure: Measure) -> str:
    partners = listed(one_line(name) for name in measure.partners)
    more = _("sammen med {partners}").format(partners=partners) if partners else ""
    return _bullet(measure.text, measure.owner, measure.first_step, measure.due, more)


def _earlier(measure: Measure) -> str:
    comment = one_line(measure.statuses[-1].comment) if measure.statuses else ""
    told_ = ". ".join(part for part in (_(STATUS_NAMES[measure.status]), comment) if part)
    return f"– {one_line(measure.text)}\n  {told_}"


def _bullet(text: str, owner: str, first_step: str, due: object, more: str = "") -> str:
    import datetime as dt

    frist = _("frist {date}").format(date=short_date(due)) if isinstance(due, dt.date) else ""
    first = _("Første steg: {text}").format(text=one_line(first_step)) if first_step.strip() else ""
    told_ = ", ".join(part for part in (one_line(owner), more, frist) if part)
    return "\n".join([f"– {one_line(text)}", *(f"  {line}" for line in (told_, first) if line)])
