"""Rules at the synthesis desk: what is alike, what is gathered, and what measures lack."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from samverk.model import Heading, Horizon, Measure, Note, State, Status
from samverk.words import _, n_

Lack = Literal["owner", "first_step", "due"]
OPEN: tuple[Status, ...] = ("new", "in_progress")
LACKS: tuple[Lack, ...] = ("owner", "first_step", "due")

ALIKE = 0.4
"""From this likeness on, two notes are suggested as one."""

_WORD = re.compile(r"\w+")

# Words that say little of what a note is about, so that they make no two notes alike.
_EMPTY = frozenset(
    _WORD.findall(
        "alle at av bli blir da de den der det disse du eller en ein ei er et eit for fra få får "
        "gjør ha har hver i ikke ikkje inn kan lage lag med må noe noen når og også om opp oss på "
        "seg sin skal som så til ut ved vi vår være å én ett"
    )
)


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two notes that may say the same; `likeness` goes from 0 to 1."""

    first: str
    second: str
    likeness: float


def plain(text: str) -> str:
    """The text in lower case, its words apart by one space, without what says little."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = _WORD.findall(folded.replace("-", " "))
    return " ".join([w for w in words if w not in _EMPTY] or words)


@lru_cache(maxsize=20_000)
def trigrams(text: str) -> frozenset[str]:
    """The trigrams of the words of `plain(text)`, each word padded with two spaces before it."""
    return frozenset(
        padded[n : n + 3]
        for word in plain(text).split()
        for padded in (f"  {word} ",)
        for n in range(len(padded) - 2)
    )


def likeness(first: str, second: str) -> float:
    """How alike two texts are: the Jaccard index of their trigrams."""
    a, b = trigrams(first), trigrams(second)
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if a or b else 0.0


def suggested(notes: Iterable[Note], least: float = ALIKE) -> list[Pair]:
    """Pairs of notes at least that alike, the most alike first.

    Notes that are withdrawn, merged already, or said not to be alike make no pair. Source of
    the search: prefix filtering (Bayardo, Ma and Srikant 2007, Scaling up all pairs similarity
    search), which finds exactly the pairs that comparing all would find.
    """
    there = [n for n in notes if not n.withdrawn and not n.merged_into]
    features = {n.id: trigrams(n.text) for n in there}
    common = Counter(gram for grams in features.values() for gram in grams)
    apart = {frozenset((n.id, other)) for n in there for other in n.unlike}
    place = {n.id: position for position, n in enumerate(there)}
    met: defaultdict[str, list[str]] = defaultdict(list)
    found: list[Pair] = []
    # The shortest first, so that a note is only compared with those that are no longer than it.
    for note in sorted(there, key=lambda n: (len(features[n.id]), place[n.id])):
        grams = features[note.id]
        rarest = sorted(grams, key=lambda gram: (common[gram], gram))
        prefix = rarest[: len(grams) - _ceil(least * len(grams)) + 1]
        for other in {each for gram in prefix for each in met[gram]}:
            if len(features[other]) < least * len(grams):
                continue
            shared = len(grams & features[other])
            like = shared / (len(grams) + len(features[other]) - shared)
            if like >= least and frozenset((note.id, other)) not in apart:
                first, second = sorted((note.id, other), key=place.__getitem__)
                found.append(Pair(first=first, second=second, likeness=like))
        for gram in prefix:
            met[gram].append(note.id)
    return sorted(found, key=lambda p: (-p.likeness, place[p.first], place[p.second]))


class Alike:
    """Suggested pairs, of which only those of new and changed notes are looked for again."""

    FEW = 50

    def __init__(self, least: float = ALIKE) -> None:
        self.least = least
        self._texts: dict[str, str] = {}
        self._pairs: dict[tuple[str, str], float] = {}

    def new(self, notes: Sequence[Note]) -> int:
        """How many of the notes have not been compared yet."""
        return sum(1 for n in notes if self._texts.get(n.id) != n.text)

    def pairs(self, notes: Sequence[Note]) -> list[Pair]:
        """What `suggested` gives."""
        if self.new(notes) > self.FEW:
            bare = [msgspec.structs.replace(n, unlike=(), merged_into="") for n in notes]
            self._pairs = {(p.first, p.second): p.likeness for p in suggested(bare, self.least)}
            self._texts = {n.id: n.text for n in notes}
        else:
            self._compare(notes)
        there = {n.id: n for n in notes if not n.withdrawn and not n.merged_into}
        place = {id: position for position, id in enumerate(there)}
        found = [
            Pair(first=a, second=b, likeness=like)
            for (a, b), like in self._pairs.items()
            if a in there and b in there and b not in there[a].unlike and a not in there[b].unlike
        ]
        return sorted(found, key=lambda p: (-p.likeness, place[p.first], place[p.second]))

    def _compare(self, notes: Sequence[Note]) -> None:
        for place, note in enumerate(notes):
            if self._texts.get(note.id) == note.text:
                continue
            self._pairs = {ids: p for ids, p in self._pairs.items() if note.id not in ids}
            self._texts[note.id] = note.text
            for at, other in enumerate(notes):
                if other.id == note.id or self._texts.get(other.id) != other.text:
                    continue
                like = likeness(note.text, other.text)
                if like >= self.least:
                    first, second = (other, note) if at < place else (note, other)
                    self._pairs[first.id, second.id] = like


def _ceil(number: float) -> int:
    return -int(-number // 1)


def standing_notes(state: State) -> list[Note]:
    """The notes that stand by themselves: neither withdrawn nor merged into one that stands."""
    there = {n.id for n in state.notes if not n.withdrawn}
    return [n for n in state.notes if n.id in there and n.merged_into not in there]


def merged(state: State) -> dict[str, list[Note]]:
    """The notes that were merged into each note, by its id."""
    found: defaultdict[str, list[Note]] = defaultdict(list)
    for note in state.notes:
        if note.merged_into and not note.withdrawn:
            found[note.merged_into].append(note)
    return dict(found)


def gathered(state: State) -> list[tuple[Heading | None, list[Note]]]:
    """The headings in order, each with its notes; first None, with what no heading holds.

    Notes of the three horizons, and any other that a heading holds.
    """
    titles = {h.id for h in state.headings}
    under: defaultdict[str, list[Note]] = defaultdict(list)
    for note in standing_notes(state):
        if note.heading in titles:
            under[note.heading].append(note)
        elif note.what == "horizon":
            under[""].append(note)
    return [(None, under[""]), *((h, under[h.id]) for h in state.headings)]


def measures(state: State) -> list[Measure]:
    """The measures that are not withdrawn; those of earlier workshops last."""
    return sorted(
        (m for m in state.measures if not m.withdrawn), key=lambda m: m.carried_from != ""
    )


def lacks(measure: Measure) -> tuple[Lack, ...]:
    """Which of owner, first step and due date a measure is without."""
    return tuple(lack for lack in LACKS if not getattr(measure, lack))


def serving(
    measures: Iterable[Measure], goal: str = "", horizon: Horizon | Literal[""] = ""
) -> list[Measure]:
    """The measures that serve a goal and have a horizon; "" stands for any."""
    return [
        m
        for m in measures
        if (not goal or goal in m.goals) and (not horizon or horizon == m.horizon)
    ]


def sources(state: State, measure: Measure) -> list[Note]:
    """The notes that a measure grew from, with those that were merged into them."""
    wanted = {*measure.notes}
    return [n for n in state.notes if n.id in wanted or n.merged_into in wanted]


def owners(state: State) -> list[str]:
    """Units, organisations and roles that a measure can belong to, in alphabetical order."""
    found = {m.owner for m in state.measures} | {p for m in state.measures for p in m.partners}
    for person in state.participants:
        found |= {person.organisation, person.unit}
        if person.unit and person.organisation:
            found.add(f"{person.unit}, {person.organisation}")
    return sorted(found - {""}, key=str.casefold)


def overdue(measure: Measure, today: dt.date) -> bool:
    """Whether an open measure's due date has passed."""
    return measure.due is not None and measure.due < today and measure.status in OPEN


def problems(state: State) -> Iterator[tuple[Lack, str, list[str]]]:
    """What measures lack, each with a sentence and the ids of the measures that lack it."""
    there = [m for m in measures(state) if m.status in OPEN]
    sentences: dict[Lack, Callable[[int], str]] = {
        "owner": lambda n: n_("{n} tiltak mangler ansvarlig.", "{n} tiltak mangler ansvarlig.", n),
        "first_step": lambda n: n_(
            "{n} tiltak mangler første steg.", "{n} tiltak mangler første steg.", n
        ),
        "due": lambda n: n_("{n} tiltak mangler frist.", "{n} tiltak mangler frist.", n),
    }
    for lack in LACKS:
        missing = [m.id for m in there if lack in lacks(m)]
        if missing:
            yield lack, sentences[lack](len(missing)).format(n=len(missing)), missing


def summary(state: State) -> str:
    """How far the synthesis has come, in one sentence."""
    notes = [n for n in standing_notes(state) if n.what == "horizon"]
    there = measures(state)
    if not notes and not there:
        return _("Ingen innspill å sammenfatte ennå.")
    headed = {h.id for h in state.headings}
    loose = sum(1 for n in notes if n.heading not in headed)
    return _("{notes}, {loose} uten overskrift, og {measures}.").format(
        notes=n_("{n} innspill", "{n} innspill", len(notes)).format(n=len(notes)),
        loose=loose,
        measures=n_("{n} tiltak", "{n} tiltak", len(there)).format(n=len(there)),
    )
