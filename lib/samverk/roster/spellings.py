"""People who are likely to be one, written in several ways."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

from samverk.model import Participant
from samverk.roster.organisations import key

LEAST = 7
"""Letters of a whole name in which one may be wrong."""

_SOUNDS = (
    ("aa", "å"),
    ("ae", "æ"),
    ("oe", "ø"),
    ("ch", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("c", "k"),
    ("w", "v"),
    ("z", "s"),
)
_PLAIN = str.maketrans("åæøđŋŧð", "aaodntd")
_DOUBLE = re.compile(r"(.)\1+")


def suggest_persons(
    people: Sequence[Participant], others: Sequence[Participant] | None = None
) -> list[tuple[Participant, Participant]]:
    """Pairs that may be one person: among `people`, or one of them and one of `others`.

    The same words in another order, a middle name more, another way to write a sound, or one
    letter that differs; and nothing that speaks against it in organisation or address. These are
    suggestions: nothing is merged.
    """
    names = {p.id: _words(p.name) for p in (*people, *(others or ()))}
    buckets: defaultdict[str, list[Participant]] = defaultdict(list)
    found: dict[tuple[str, str], tuple[Participant, Participant]] = {}
    for person in others or ():
        _sort_in(person, names, buckets)
    for person in people:
        for each in _candidates(person, names, buckets):
            pair = (person, each) if others is not None else (each, person)
            if each.id != person.id and _one(*pair, names):
                found.setdefault((pair[0].id, pair[1].id), pair)
        if others is None:
            _sort_in(person, names, buckets)
    return list(found.values())


def _words(name: str) -> tuple[str, ...]:
    """The words of a name as they sound."""
    text = unicodedata.normalize("NFC", name).casefold()
    for written, sound in _SOUNDS:
        text = text.replace(written, sound)
    text = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub(r"[^\w]+|_", " ", text)
    return tuple(_DOUBLE.sub(r"\1", word) for word in text.split())


def _buckets(words: tuple[str, ...]) -> Iterator[str]:
    """What two names share where they may be one."""
    if len(words) > 1:
        yield f"{words[0]} … {words[-1]}"
    yield from _shorter("".join(sorted(words)))
    yield from _shorter("".join(words))


def _shorter(text: str) -> set[str]:
    """The text, and what it is without any one of its letters."""
    return {text} | {text[:n] + text[n + 1 :] for n in range(len(text))}


def _sort_in(
    person: Participant,
    names: dict[str, tuple[str, ...]],
    buckets: defaultdict[str, list[Participant]],
) -> None:
    if not person.key:
        for bucket in {*_buckets(names[person.id])}:
            buckets[bucket].append(person)


def _candidates(
    person: Participant,
    names: dict[str, tuple[str, ...]],
    buckets: defaultdict[str, list[Participant]],
) -> list[Participant]:
    if person.key:
        return []
    held = {bucket: None for bucket in _buckets(names[person.id]) if bucket in buckets}
    return list({p.id: p for bucket in held for p in buckets[bucket]}.values())


def _one(a: Participant, b: Participant, names: dict[str, tuple[str, ...]]) -> bool:
    if a.organisation and b.organisation and key(a.organisation) != key(b.organisation):
        return False
    first, second = names[a.id], names[b.id]
    if min(len(first), len(second)) < 2:
        return False
    if sorted(first) == sorted(second):
        return True
    if (first[0], first[-1]) == (second[0], second[-1]) and (
        {*first} <= {*second} or {*second} <= {*first}
    ):
        return True
    if a.email and b.email and a.email.casefold() != b.email.casefold():
        return False
    one, other = "".join(first), "".join(second)
    if "".join(sorted(first)) == "".join(sorted(second)) or one == other:
        return True
    return min(len(one), len(other)) >= LEAST and bool(_shorter(one) & _shorter(other))
