"""Which column holds what in a list without headings, told from what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations

from samverk.roster.headings import Field
from samverk.roster.names import looks_like_name, looks_like_person, mentions

GIVEN = frozenset(
    """anders andreas anita ann anna anne anne-grethe anne-lise anne-marie arild arne arvid aslak
    astrid atle aud ane bente berit bjarne bjørg bjørn bodil camilla cathrine christian christine
    dag daniel edvard egil einar eirik elin elisabeth elise ellen elsa emil emilie emma erik erlend
    espen eva even eyvind frank fredrik frida frode geir gerd grete grethe gro gunn gunnar guri
    gørild hans harald hanna hanne heidi helene helge henriette henrik hilde håkon håvard ida ina
    inga inge ingebjørg inger ingrid ingvild ivar jan jens joar johan johanne john jon jonas jorunn
    jørgen kai kari karianne karin karl kaja kim kine kirsten kjell kjersti knut kristian kristin
    kristine kåre lars laila leif lena line linda linn lisa lise liv live magne magnus maja mads
    maren margrethe mari maria marianne marie marit marius markus marte martin mathias mette mia
    mohammed mona monica morten máret máhtte nils nina nora oda odd ola olav ole oskar pål per
    peter petter ragnhild randi ravna rolf roger rune sara silje signe sigrid sissel siri siv sofie
    solveig stein steinar stian stig stine sunniva sunna susanne svein sven sverre terje thea thomas
    thor tom tommy tone tor tora tore torill trine trond trude turid tuva unni vegard veronica
    vidar vigdis wenche yngve øystein øyvind åge åse åshild ánne áilu áile biret elle inger-marie
    niillas""".split()
)
"""Common given names in Norway, after Statistics Norway's lists; some are Sámi."""
KNOWN = 0.3
"""So many names of a column must be known, or stand in the addresses, for it to be of names."""


def by_content(
    samples: Sequence[Sequence[str]], rows: Sequence[tuple[str, ...]]
) -> dict[Field, int]:
    """The columns (from 0) that can be told from the filled cells of each, and from the rows."""
    columns: dict[Field, int] = {}
    mailed = [share(sample, lambda text: "@" in text) for sample in samples]
    if max(mailed, default=0) > 0.5:
        columns["email"] = mailed.index(max(mailed))
    likely = looks_like_person if len(samples) > 1 else looks_like_name
    people = [share(sample, likely) * _different(sample) for sample in samples]
    apart = _apart(samples, rows, columns.get("email")) if len(rows) > 1 else None
    whole = people.index(max(people)) if max(people, default=0) > 0.5 else None
    if apart and (whole is None or _known(samples[whole]) < KNOWN):
        columns["first_name"], columns["last_name"] = apart
    elif whole is not None:
        columns["name"] = whole
    else:
        return columns
    rest = [i for i, s in enumerate(samples) if s and i not in columns.values()]
    if len(rest) == 1:
        columns["organisation"] = rest[0]
    return columns


def share(sample: Sequence[str], true: Callable[[str], bool]) -> float:
    """How many of a sample are so, from 0 to 1; none of nothing."""
    return sum(map(true, sample)) / len(sample) if sample else 0.0


def _apart(
    samples: Sequence[Sequence[str]], rows: Sequence[tuple[str, ...]], email: int | None
) -> tuple[int, int] | None:
    """The columns of given and family names that stand beside each other."""
    words = [i for i, s in enumerate(samples) if i != email and share(s, _part_of_name) > 0.8]
    best: tuple[float, tuple[int, int]] | None = None
    for first, last in permutations(words, 2):
        if abs(first - last) != 1 or _known(samples[first]) < KNOWN:
            continue
        if _known(samples[first]) <= _known(samples[last]):
            continue
        mentioned = _mentioned(rows, email, last)
        if _different(samples[last]) < 0.5 or (email is not None and mentioned < KNOWN):
            continue
        sure = _known(samples[first]) + mentioned + _different(samples[last])
        if best is None or sure > best[0]:
            best = sure, (first, last)
    return best[1] if best else None


def _mentioned(rows: Sequence[tuple[str, ...]], email: int | None, column: int) -> float:
    if email is None:
        return 0.0
    pairs = [(r[email], r[column]) for r in rows if len(r) > max(email, column) and r[email]]
    return sum(mentions(*pair) for pair in pairs) / len(pairs) if pairs else 0.0


def _known(sample: Sequence[str]) -> float:
    return share(sample, lambda text: text.casefold().split(" ")[0] in GIVEN)


def _part_of_name(text: str) -> bool:
    bare = text.replace("-", "").replace("'", "").replace("’", "").replace(" ", "")
    return bare.isalpha() and text[-1:].isalpha() and len(text.split()) <= 3 and not text.islower()


def _different(sample: Sequence[str]) -> float:
    return len(set(sample)) / max(1, len(sample))
