"""Texts without what tells who people are: names, e-mail addresses and dietary needs."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from samverk.words import LANGUAGES, N_, _, catalogue

NAME, ADDRESS, NEED = N_("[navn]"), N_("[e-post]"), N_("[matbehov]")
"""What stands instead, in the language of the workshop."""

_TOKEN = re.compile(r"[^\W_]+")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_BETWEEN = re.compile(r"[\s.,'’\-–‑]{1,3}")
_HIDDEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))

LEAST_NEED = 6
"""Dietary needs of fewer letters are words like any other when they stand in a text."""

# Names that are also words: written with a small letter, they are the word.
ORDINARY = frozenset(
    (
        "al alf alle arm ask bakke bang barn be ben berg bjørk bjørn bo bonde bra bratt bro "
        "bror bru bruker brun by båt bø da dag dahl dal dale de del deltaker dem den der det "
        "di direktør dok don dr du ek eli eller elv en eng engel engen enger er et even far "
        "fisker fjell fjord for foss frank fred fredag gammel gjest glad gran grav gro grønn "
        "gunn gutt gård ha hage hagen hals ham han hans haug hauge hauk hav havn hay heia "
        "heim hell helle her hjort hol holm holt hus hval hvit håp i iris is jeger jo juli "
        "juni kai kan kjær konge kors krog kvam kvinne lang lange le leder lege li lia lie "
        "liten liv lo lund lunde lyng løkke mai man mann mark mars max med mester mo moe moen "
        "mor morgen mot myhr myr mål møller natt navn ned nes nord norge norman ny nær odd og "
        "ola om onsdag opp oppe ord os ost per person pike pil plass prest på rask rein rev "
        "ring ro rom ros rose rud rustad sand sandvik sankt sein ser siv ski skog skole skår "
        "smed snø sol sommer son stad sted stein sterk stjerne stor storm strand stue sund "
        "sunde svane svart sve sven sæter sønn sør ta tang tann test tid til tim time ting to "
        "tom tone torp torv tro trygg trygge træ tøm ulv una under ung ungdom unge unn ut van "
        "vang var vara vei vest vi vik vil vinter vis vol vold voll von vår ytre å ås åsen ø "
        "øst øy"
    ).split()
)


def plain(text: str) -> str:
    """The text in NFC without characters that are not seen."""
    return unicodedata.normalize("NFC", text).translate(_HIDDEN)


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, case folded."""
    return tuple(word.casefold() for word in _TOKEN.findall(plain(text)))


def is_placeholder(text: str) -> bool:
    """Whether a text is what stands instead of a name, in any language."""
    return text.strip() in {catalogue(language).gettext(NAME) for language in LANGUAGES}


class Scrubber:
    """Replaces what is known of people in texts.

    Names are found whole and word by word, in any case, with or without a genitive's s, however
    their letters are composed; `phrases` are found whole alone. The names of `kept` (organisations
    and units) stay.
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        addresses: Iterable[str] = (),
        needs: Iterable[str] = (),
        kept: Iterable[str] = (),
        *,
        phrases: Iterable[str] = (),
        all_addresses: bool = False,
    ) -> None:
        self._address = _(ADDRESS)
        self._name = _(NAME)
        name = re.escape(self._name)
        self._repeated = re.compile(rf"{name}(?:[ \-–‑]+{name})+")
        self._sequences: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._ordinary: set[str] = set()
        self._all_addresses = all_addresses
        self._addresses = {plain(a).casefold() for a in addresses if a.strip()}
        full = {words for name in names if (words := tokens(name))}
        for words in full:
            self._know(words, self._name)
            for word in words:
                if len(word) > 1 and not word.isdigit():
                    self._know((word,), self._name)
                    if word in ORDINARY:
                        self._ordinary.add(word)
        for phrase in phrases:
            if words := tokens(phrase):
                self._know(words, self._name)
        for need in needs:
            words = tokens(need)
            if len("".join(words)) >= LEAST_NEED:
                self._know(words, _(NEED))
        for phrase in kept:
            words = tokens(phrase)
            if words and not any(_within(name, words) for name in full if len(name) > 1):
                self._know(words, "")
        for found in self._sequences.values():
            found.sort(key=lambda each: (-len(each[0]), each[1] != ""))

    def _know(self, words: tuple[str, ...], instead: str) -> None:
        entry = (words, instead)
        if entry not in self._sequences[words[0]]:
            self._sequences[words[0]].append(entry)

    def __call__(self, text: str) -> str:
        """The text without what is known; the very same where there is nothing of it."""
        if not text:
            return text
        bare = plain(text)
        found = self._without_addresses(bare)
        found = self._without_names(found)
        return text if found == bare else found

    def _without_addresses(self, text: str) -> str:
        if "@" not in text:
            return text

        def replaced(match: re.Match[str]) -> str:
            known = self._all_addresses or match[0].casefold() in self._addresses
            return self._address if known else match[0]

        return _EMAIL.sub(replaced, text)

    def _without_names(self, text: str) -> str:
        words = list(_TOKEN.finditer(text))
        folded = [word[0].casefold() for word in words]
        pieces: list[str] = []
        at, n = 0, 0
        while n < len(words):
            length, instead, genitive = self._match(text, words, folded, n)
            if length and instead:
                pieces += [text[at : words[n].start()], instead, "s" if genitive else ""]
                at = words[n + length - 1].end()
            n += length or 1
        if not pieces:
            return text
        return self._repeated.sub(self._name, "".join([*pieces, text[at:]]))

    def _match(
        self, text: str, words: list[re.Match[str]], folded: list[str], n: int
    ) -> tuple[int, str, bool]:
        """How many words from `n` on are known, what stands instead, and whether it is genitive."""
        first = folded[n]
        for stem in dict.fromkeys((first, first[:-1] if first.endswith("s") else first)):
            for sequence, instead in self._sequences.get(stem, ()):
                length = len(sequence)
                if n + length > len(words) or (stem != first and length > 1):
                    continue
                last = folded[n + length - 1]
                genitive = last != sequence[-1]
                if genitive and (last != sequence[-1] + "s" or not instead):
                    continue
                if tuple(folded[n : n + length - 1]) != sequence[:-1]:
                    continue
                if not all(
                    _BETWEEN.fullmatch(text[words[i].end() : words[i + 1].start()])
                    for i in range(n, n + length - 1)
                ):
                    continue
                if length == 1 and stem in self._ordinary and words[n][0][0].islower():
                    continue
                return length, instead, genitive
        return 0, "", False


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(whole[n : n + len(part)] == part for n in range(len(whole) - len(part) + 1))
