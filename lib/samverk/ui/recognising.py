"""People who may be one under two spellings: on the roster, or here and in the workshop before."""

from __future__ import annotations

from pathlib import Path

from samverk import roster
from samverk.model import Participant, Sorry, State
from samverk.neighbours import FILE
from samverk.words import _, short_date
from samverk.workshop import Workshop

Pair = tuple[Participant, Participant]


class Recognising:
    """Offers pairs; what was found is kept until the roster or the workshop before changes."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._of: object = None
        self._twins: list[Pair] = []
        self._returned: list[Pair] = []
        self._keys: dict[str, tuple[str, ...]] = {}

    def view(self, state: State) -> list[dict[str, object]]:
        """Each pair as JSON, but those that somebody has said are two."""
        self._look(state)
        two = {frozenset(pair) for pair in state.about.different}
        series = state.series
        title = series.previous_title or series.previous
        when = ", ".join(
            filter(None, (title, short_date(series.previous_date) if series.previous_date else ""))
        )
        return [
            {"first": _told(a), "second": _told(b), "earlier": earlier}
            for pairs, earlier in ((self._twins, ""), (self._returned, when))
            for a, b in pairs
            if frozenset((a.id, b.id)) not in two
        ]

    def keys(self, earlier: str) -> tuple[str, ...]:
        """The keyed hashes of somebody in the workshop before; `Sorry` where nobody is there."""
        found = self._keys.get(earlier)
        if found is None:
            raise Sorry(_("Dette finnes ikke lenger. Noen andre kan ha fjernet det."))
        return found

    def _look(self, state: State) -> None:
        here = tuple((p.id, p.name, p.organisation, p.key, p.also) for p in state.participants)
        of = (here, _changed(self._workshop.data / state.series.previous / FILE))
        if of == self._of:
            return
        self._of = of
        self._twins = roster.suggest_persons(state.participants)
        before = (
            self._workshop.unrecognised() if state.participants and state.series.previous else []
        )
        self._keys = {person.id: keys for person, keys in before}
        people = [person for person, _keys in before]
        self._returned = roster.suggest_persons(state.participants, people)


def _told(person: Participant) -> dict[str, str]:
    where = ", ".join(filter(None, (person.name, person.organisation)))
    return {"id": person.id, "name": person.name, "where": where}


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0
