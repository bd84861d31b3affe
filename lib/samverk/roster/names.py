"""Names and addresses as people write them: one person's, or those of several in one cell."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 120
NOBODY = frozenset({"anonymous", "anonym", "anonymt"})

ADDRESS = r"[^\s<>\"(),;:\[\]@]{1,64}@[^\s<>\"(),;:\[\]@]{1,255}"
LONGEST_ADDRESS = 500
_ADDRESS = re.compile(ADDRESS)
_WITH_ADDRESS = re.compile(rf"(.{{1,120}}?)\s*[<(\[]\s*(?:mailto:)?({ADDRESS})\s*[>)\]]")
_PARENTHESES = re.compile(r"([^()]{1,120}?)\s*\(([^()]{1,80})\)")
_EVERYBODY = re.compile(r"(?:alle|everyone|everybody|all)\b", re.IGNORECASE)
_PREFIX = re.compile(r"\b(?:mailto|smtp):", re.IGNORECASE)

_PERSON = re.compile(r"[^\W\d_][^\W\d_.'’`-]*(?:,? [^\W\d_][^\W\d_.'’`-]*){1,4}")
_AND = re.compile(r"\s+(?:og|and|samt|&|\+)\s+|\s*[/;]\s*", re.IGNORECASE)
_LETTERS = str.maketrans({"æ": "a", "ø": "o", "đ": "d", "ŧ": "t", "ŋ": "n"})


def is_name(text: str) -> bool:
    """Whether a text can stand on a name tag."""
    return (
        len(text) <= LONGEST_NAME
        and any(map(str.isalpha, text))
        and "@" not in text
        and not text.startswith("=")
        and not re.search(r"[<>{}]", text)
        and text.casefold() not in NOBODY
        and not _EVERYBODY.match(text)
    )


def looks_like_person(text: str) -> bool:
    """Whether a text reads like a whole name: two to five words, the first and last capital."""
    words = text.split()
    return bool(_PERSON.fullmatch(text)) and words[0][0].isupper() and words[-1][0].isupper()


def looks_like_name(text: str) -> bool:
    """Whether a text could be a name, be it a given name only."""
    return looks_like_person(text) or (text.isalpha() and text[0].isupper())


def turned(name: str) -> str:
    """ "Nordmann, Kari" as "Kari Nordmann"; any other name as it is."""
    last, comma, first = name.partition(",")
    if not comma or "," in first or not (is_name(last) and is_name(first)):
        return name.strip(" ,;")
    return f"{first.strip()} {last.strip()}"


def family_first(name: str) -> bool:
    """Whether a name can only be read as "Nordmann, Kari": a comma with one word at a side."""
    sides = name.split(",")
    return len(sides) == 2 and all(map(is_name, sides)) and min(map(_words, sides)) == 1


def parted(name: str, *, comma: bool, email: str = "") -> list[str]:
    """The names in a cell that holds those of several people; nothing where it holds one.

    `comma` says that a comma parts people unless it must part a family name from a given name;
    two whole names in the address of one person, `email`, are one name.
    """
    if len(name) > LONGEST_NAME * 10:
        return []
    pieces = [piece for piece in _AND.split(name) if piece.strip(" ,")]
    parts = [part for piece in pieces for part in _by_comma(piece, comma, email)]
    if len(parts) < 2 or not all(map(looks_like_name, parts)) or not looks_like_person(parts[-1]):
        return []
    family = parts[-1].split()[-1]
    if all(_words(part) > 1 for part in parts):
        return parts
    # "Kari og Ola Nordmann" have one family name between them.
    alone = [part for part in parts if _words(part) == 1]
    return [f"{p} {family}" if p in alone else p for p in parts] if len(pieces) > 1 else []


def address(text: str) -> str:
    """An e-mail address without what mail programs put around it."""
    if len(text) > LONGEST_ADDRESS:
        return text
    found = addresses(text)
    if not found:
        return "" if text.casefold() in NOBODY else text
    return found[0]


def addresses(text: str) -> list[str]:
    """All e-mail addresses in a text of ordinary length."""
    if len(text) > LONGEST_ADDRESS:
        return []
    found = _ADDRESS.findall(_PREFIX.sub("", text))
    return [one.partition("?")[0].strip("'.") for one in found]


def mentions(email: str, name: str) -> bool:
    """Whether a word of a name stands in an address before its @."""
    said = re.split(r"[^a-z]+", _plain(email.partition("@")[0]))
    return any(word in said for word in _plain(name).split() if len(word) > 1)


def with_address(text: str) -> tuple[str, str]:
    """ "Kari Nordmann <kari@x.no>" as a name and an address; any other text as it is."""
    found = _WITH_ADDRESS.fullmatch(text) if "@" in text else None
    return (found[1].strip("\"' "), found[2]) if found else (text, "")


def in_parentheses(text: str) -> tuple[str, str]:
    """ "Nordmann, Kari (NAV)" as what stands before the parentheses and in them."""
    found = _PARENTHESES.fullmatch(text) if text.endswith(")") else None
    return (found[1], found[2]) if found else (text, "")


def _by_comma(piece: str, comma: bool, email: str) -> list[str]:
    sides = [side.strip() for side in piece.split(",") if side.strip()]
    if len(sides) < 2:
        return [piece.strip(" ,")]
    if len(sides) == 2 and (
        not comma or family_first(piece) or (email and all(mentions(email, s) for s in sides))
    ):
        return [turned(piece)]
    return sides


def _words(text: str) -> int:
    return len(text.split())


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.casefold().translate(_LETTERS))
    return "".join(c for c in apart if not unicodedata.combining(c))
