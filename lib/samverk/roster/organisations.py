"""Organisations that are likely to be one, written in several ways."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable

from samverk.roster.table import clean

WHOLE = {
    "arbeids og velferdsetaten": "nav",
    "arbeids og velferdsdirektoratet": "nav direktoratet",
    "arbeids og velferdsforvaltningen": "nav",
    "arbeids og velferdsforvaltninga": "nav",
    "universitetet i oslo": "uio",
    "universitetet i bergen": "uib",
    "universitetet i agder": "uia",
    "universitetet i stavanger": "uis",
    "universitetet i tromsø": "uit",
    "universitetet i sørøst norge": "usn",
    "universitetet i sørøst noreg": "usn",
    "høgskulen på vestlandet": "hvl",
    "høgskolen i innlandet": "inn",
    "nasjonal kommunikasjonsmyndighet": "nkom",
    "statistisk sentralbyrå": "ssb",
    "kommunesektorens organisasjon": "ks",
    "utlendingsdirektoratet": "udi",
    "integrerings og mangfoldsdirektoratet": "imdi",
    "norges vassdrags og energidirektorat": "nve",
    "statens vegvesen": "svv",
}
PARTS = (
    (r"vidaregåande (?:skule|skole)|videregående (?:skole|skule)|v g s|vg skole|vgs", "vgs"),
    (r"kommune|komm|kom|k", "kommune"),
    (r"fylkeskommune|fylkeskomm|fylkeskom|fylkesk|fk|f komm", "fylkeskommune"),
    (r"helseforetak|helseføretak|h f|hf", "hf"),
    (r"sykehuset|sjukehuset|sykehus|sjukehus|sykeh|sjukeh", "sykehus"),
    (r"universitetssykehus|universitetssjukehus|univ sykehus|univ sjukehus", "us"),
    (r"universitet|universitetet|univ", "universitet"),
    (r"direktoratet|direktorat|dir", "direktorat"),
    (r"departementet|departement|dep", "departement"),
    (r"avdelinga|avdelingen|avdeling|avd", "avd"),
    (r"barneskole|barneskule|barnesk", "barneskole"),
    (r"ungdomsskole|ungdomsskule|ungdomssk|u skole", "ungdomsskole"),
    (r"skolen|skulen|skole|skule|sk", "skole"),
    (r"statsforvalteren|statsforvaltaren", "statsforvalter"),
    (r"og|and", "og"),
    (r"aksjeselskap|a s|as", "as"),
)
_PARTS = [(re.compile(rf"\b(?:{pattern})\b"), whole) for pattern, whole in PARTS]


def suggest_same(organisations: Iterable[str]) -> list[tuple[str, ...]]:
    """Names that differ by case, spaces, marks or common abbreviations, one tuple for each.

    The spelling that is used most stands first. These are suggestions: nothing is merged.
    """
    counts = Counter(name for raw in organisations if (name := clean(raw)))
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(counts, key=lambda name: (-counts[name], -len(name), name)):
        alike[key(name)].append(name)
    return [tuple(names) for names in alike.values() if len(names) > 1]


def key(name: str) -> str:
    """What two spellings of one organisation have in common."""
    text = unicodedata.normalize("NFKC", clean(name)).casefold().replace("&", " og ")
    text = " ".join(re.sub(r"[^\w]+|_", " ", text).split())
    text = WHOLE.get(text, text)
    for pattern, whole in _PARTS:
        text = pattern.sub(whole, text)
    return text.replace(" ", "") or clean(name)
