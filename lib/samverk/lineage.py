"""The series that a workshop belongs to: its secret, and the workshop before it."""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from samverk import series, words
from samverk.model import Participant, Sorry, State, change
from samverk.neighbours import FILE
from samverk.store import Store
from samverk.store.repair import usable
from samverk.words import _

SETTLED = 5.0
"""Seconds after which a secret that cannot be read is none."""


def chain(store: Store, data: Path) -> tuple[State, bytes]:
    """The true state and the secret of its series, which is begun where there is none."""
    state = store.whole
    name = state.series.chain
    if not name:
        name = secrets.token_hex(4)
        with store.change("series.begin") as draft:
            draft.put(change(draft.state.series, chain=name))
        state = store.whole
    file = data / f"series-{name}" / "secret"
    found = _secret(file)
    if found is None:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Another process may be writing it just now.
        if file.exists() and abs(time.time() - file.stat().st_mtime) > SETTLED:
            file.unlink(missing_ok=True)
        with contextlib.suppress(FileExistsError), file.open("x", encoding="ascii") as made:
            made.write(secrets.token_hex(32))
        with contextlib.suppress(OSError):
            file.chmod(0o600)
        found = _secret(file)
    if found is None:
        raise Sorry(_("Nøkkelen til serien kan ikke leses. Prøv igjen."))
    return state, found


def keys(store: Store, data: Path) -> Callable[[Participant], str]:
    """Gives the keyed hashes that stand in the place of a person who is forgotten."""
    secret = chain(store, data)[1]
    return lambda person: "|".join(series.person_keys(secret, person))


def recall(store: Store, data: Path) -> None:
    """Bring what is known of who has met up to date with the workshop before this one.

    The next notebook may be made before the day is over. What was carried stays where that
    workshop is gone or its people are deleted.
    """
    with contextlib.suppress(Sorry), _before(store, data) as previous:
        # Another workshop may lie there now, or one that came from this.
        if previous is None or previous.state.series.number >= store.state.series.number:
            return
        state, secret = chain(previous, data)
        news = series.news(store.state, state, secret)
        if state.participants and state.groups and news:
            with store.change("series.recall") as draft:
                draft.put(*news)


def unrecognised(store: Store, data: Path) -> list[tuple[Participant, tuple[str, ...]]]:
    """People of the workshop before this one whom nobody here is known to be, and their keys.

    Nobody where that workshop is gone, or its people are forgotten.
    """
    try:
        with _before(store, data) as previous:
            people = previous.whole.participants if previous else ()
    except Sorry:
        return []
    if not people:
        return []
    keyed = keys(store, data)
    here = {key for person in store.whole.participants for key in keyed(person).split("|")}
    told = ((person, tuple(keyed(person).split("|"))) for person in people if not person.key)
    return [(person, theirs) for person, theirs in told if here.isdisjoint(theirs)]


def problem(state: State, data: Path) -> str:
    """A sentence where the workshop before this one is gone or can't be read."""
    own = state.series
    if not own.previous:
        return ""
    file = data / own.previous / FILE
    title = f"«{own.previous_title or own.previous}»"
    named = f"{title} {words.short_date(own.previous_date)}" if own.previous_date else title
    if not file.exists():
        return _(
            "Fant ikke verkstedet før dette, {name}. Det som fulgte med derfra, står fortsatt."
        ).format(name=named)
    try:
        usable(file)
    except Sorry as error:
        return _("Verkstedet før dette, {name}, kan ikke leses. {why}").format(
            name=named, why=error
        )
    return ""


@contextlib.contextmanager
def _before(store: Store, data: Path) -> Iterator[Store | None]:
    """The workshop before this one, of the same series; None where there is none."""
    own = store.state.series
    file = data / own.previous / FILE
    if not own.previous or not file.exists():
        yield None
        return
    previous = Store(file, "series")
    try:
        yield previous if previous.state.series.chain == own.chain else None
    finally:
        previous.close()


def _secret(file: Path) -> bytes | None:
    """The secret of a series; None where there is none, or one that hides nothing."""
    try:
        found = bytes.fromhex(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return found if len(found) == 32 else None
