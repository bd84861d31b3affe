"""Files that anyone can edit: found, read as TOML, and spoken of by file and line."""

from __future__ import annotations

import datetime as dt
import difflib
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Generic, NamedTuple, NoReturn, TypeVar, cast

from samverk.agenda import parse_clock
from samverk.model import Sorry
from samverk.words import LANGUAGES, Language, _, listed
from samverk.words import language as spoken

T = TypeVar("T")
V = TypeVar("V")

CHECKOUT = Path(__file__).resolve().parents[3]


_kept: dict[tuple[str, Language, Language], tuple[object, object]] = {}


class Found(NamedTuple, Generic[T]):
    """What the good files hold, and a sentence on each file that could not be used."""

    items: tuple[T, ...]
    problems: tuple[str, ...]


def folder() -> Path:
    """The folder of templates: SAMVERK_TEMPLATES where it is set, else the checkout's own."""
    named = os.environ.get("SAMVERK_TEMPLATES")
    return Path(named) if named else CHECKOUT / "templates"


def paths(shelf: str, language: Language) -> dict[str, Path]:
    """The files of a shelf by name, each in `language` or, where it lacks that, in bokmål.

    "hel-dag.nn.toml" is "hel-dag" in nynorsk; a file without a language counts as bokmål.
    """
    written: dict[str, dict[str, Path]] = {}
    for path in sorted((folder() / shelf).glob("*.toml")):
        name, _dot, last = path.stem.rpartition(".")
        if not name or last not in LANGUAGES:
            name, last = path.stem, "nb"
        written.setdefault(name, {})[last] = path
    return {
        name: found.get(language) or found.get("nb") or next(iter(found.values()))
        for name, found in written.items()
    }


def gather(
    shelf: str, language: Language, read: Callable[[str, Document], Iterable[T]]
) -> Found[T]:
    """All that `read` makes of the files of a shelf; a file with an error hides no other.

    What is read is kept until a file changes, comes or goes.
    """
    files = paths(shelf, language)
    stamps = tuple((path, path.stat().st_mtime_ns, path.stat().st_size) for path in files.values())
    key = (shelf, language, spoken())
    if key in _kept and _kept[key][0] == stamps:
        return cast("Found[T]", _kept[key][1])
    items: list[T] = []
    problems: list[str] = []
    for name, path in files.items():
        try:
            items += tuple(read(name, Document(path)))
        except Sorry as problem:
            problems.append(str(problem))
    found = Found(tuple(items), tuple(problems))
    _kept[key] = (stamps, found)
    return found


class Document:
    """A TOML file that is read and can say on which line something is wrong."""

    def __init__(self, path: Path) -> None:
        """Reads the file. Raises `Sorry` with file, line and reason where it is no TOML."""
        self.name = f"{path.parent.name}/{path.name}"
        self.text = ""
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise Sorry(
                _("{file} kan ikke leses. Se om filen er flyttet eller åpen et annet sted.").format(
                    file=self.name
                )
            ) from error
        try:
            self.text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self.wrong(line, _("et tegn kan ikke leses. Lagre filen som UTF-8."))
        try:
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            self.wrong(self._line(str(error)), _reason(str(error)))

    def wrong(self, line: int, reason: str) -> NoReturn:
        """Raises `Sorry` with the file, the line and the reason."""
        raise Sorry(
            _("{file}, linje {line}: {reason}").format(file=self.name, line=line, reason=reason)
        )

    @property
    def top(self) -> Entry:
        """What stands above the first row."""
        return Entry(self, "", 0, self.data)

    def entries(self, table: str) -> Iterator[Entry]:
        """Each [[table]] of the file, in order."""
        found = self.data.get(table, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            self.wrong(
                self.line(table, "", 0) if table in self.data else 1,
                _("skriv [[{table}]] med to hakeparenteser.").format(table=table),
            )
        for number, each in enumerate(found):
            yield Entry(self, table, number, each)

    def line(self, key: str, table: str, number: int) -> int:
        """The line of a key in the `number`th [[table]] (from 0), of its heading, or 1."""
        heading = re.compile(r"\s*\[\[?\s*([^\]\s]+)\s*\]")
        wanted = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
        where, count, fallback, inside = "", -1, 0, ""
        for at, line in enumerate(self.text.split("\n"), 1):
            if not inside:
                if found := heading.match(line):
                    where = found[1]
                    if where == table:
                        count += 1
                    if (where, count) == (table, number) or (where == key and not table):
                        fallback = fallback or at
                elif where == table and (count == number or not table) and wanted.match(line):
                    return at
            for quotes in ('"""', "'''"):
                if inside in ("", quotes) and line.count(quotes) % 2:
                    inside = "" if inside else quotes
                    break
        return fallback or 1

    def _line(self, message: str) -> int:
        found = re.search(r"line (\d+)", message)
        return int(found[1]) if found else self.text.rstrip().count("\n") + 1


class Entry:
    """The keys of a file or of one [[row]] of it, read one by one and checked."""

    def __init__(self, file: Document, table: str, number: int, values: Mapping[str, Any]) -> None:
        self.file, self.table, self.number, self.values = file, table, number, values

    def wrong(self, key: str, reason: str) -> NoReturn:
        """Raises `Sorry` with the file, the line of the key and the reason."""
        self.file.wrong(self.file.line(key, self.table, self.number), reason)

    def only(self, *keys: str) -> None:
        """Raises `Sorry` where there is a key beside these."""
        for key in self.values:
            if key not in keys:
                near = difflib.get_close_matches(key, keys, 1)
                self.wrong(
                    key,
                    _("«{key}» er ukjent. Mente du {known}?").format(key=key, known=near[0])
                    if near
                    else _("«{key}» er ukjent. Her kan det stå {known}.").format(
                        key=key, known=listed(keys)
                    ),
                )

    def text(self, key: str, *, required: bool = False) -> str:
        """The text of a key; "" where it is missing and not required.

        Line breaks become spaces, blank lines remain as breaks between paragraphs.
        """
        value = self.values.get(key, "")
        if not isinstance(value, str):
            self.wrong(key, _("«{key}» må være tekst i anførselstegn.").format(key=key))
        if required and not value.strip():
            self.wrong(key, _("«{key}» mangler.").format(key=key))
        return "\n\n".join(" ".join(part.split()) for part in value.strip().split("\n\n"))

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts of a key."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self.wrong(
                key,
                _("«{key}» må være en liste: tekster i anførselstegn mellom [ og ].").format(
                    key=key
                ),
            )
        return tuple(each.strip() for each in value if each.strip())

    def minutes(self, key: str) -> int:
        """The whole number of minutes of a key."""
        value = self.values.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= 24 * 60:
            self.wrong(
                key, _("«{key}» må være et helt tall uten anførselstegn, minst 1.").format(key=key)
            )
        return value

    def whole(self, key: str, default: int) -> int:
        """The whole number of a key, or `default` where it is missing."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 1000:
            self.wrong(key, _("«{key}» må være et helt tall uten anførselstegn.").format(key=key))
        return value

    def clock(self, key: str) -> int | None:
        """The time of day of a key, in minutes after midnight; None where it is missing."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, dt.time):
            return value.hour * 60 + value.minute
        try:
            return parse_clock(value if isinstance(value, str) else "")
        except Sorry:
            self.wrong(
                key,
                _("«{key}» må være et klokkeslett i anførselstegn, som «09.30».").format(key=key),
            )

    def choice(self, key: str, choices: Mapping[str, V], default: str) -> V:
        """What the word of a key stands for in `choices`."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or value.strip().casefold() not in choices:
            self.wrong(
                key,
                _("«{value}» er ukjent. {key} kan være {choices}.").format(
                    value=value, key=key, choices=listed(choices)
                ),
            )
        return choices[value.strip().casefold()]


def _reason(message: str) -> str:
    for part, reason in (
        ("Unterminated", _("anførselstegnene til slutt mangler.")),
        ("Illegal character '\\n'", _("anførselstegnet på slutten av linjen mangler.")),
        ("Expected '='", _("det mangler = etter navnet.")),
        ("Invalid value", _("teksten må stå i anførselstegn.")),
        ("Cannot overwrite", _("det samme navnet står to ganger.")),
        ("Cannot declare", _("den samme overskriften står to ganger.")),
        ("after a statement", _("det står noe for mye på slutten av linjen.")),
        ("Unclosed array", _("listen mangler ] til slutt.")),
        ("Expected ']", _("det mangler ] i overskriften.")),
    ):
        if part in message:
            return reason
    return _("linjen er ikke skrevet riktig. Se etter anførselstegn eller = som mangler.")
