"""Everything that people see is there in bokmål, nynorsk and English."""

from __future__ import annotations

import ast
import importlib.util
import re
import string
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

from samverk import words
from samverk.model import Sorry  # noqa: F401

CHECKOUT = Path(__file__).parents[1]
PACKAGE = CHECKOUT / "lib" / "samverk"
NORWEGIAN = re.compile(r"[æøåÆØÅ]|\b(ikke|og|eller|deltaker\w*|verksted\w*)\b")


def script() -> ModuleType:
    loader = SourceFileLoader("samverk_words", str(CHECKOUT / "scripts" / "words"))
    spec = importlib.util.spec_from_loader("samverk_words", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


WORDS = script()
GATHERED = {m.id: m for m in WORDS.gathered() if m.id}


def fields(text: str) -> set[str]:
    return {name for _text, name, _format, _conversion in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", WORDS.LANGUAGES)
def test_every_text_is_translated_and_no_more(language: str) -> None:
    known = {m.id: WORDS.flat(m.string) for m in WORDS.catalogue(language) if m.id}
    assert {id for id, forms in known.items() if not all(forms)} == set()
    assert set(GATHERED) - set(known) == set(), "run scripts/words"
    assert set(known) - set(GATHERED) == set(), "run scripts/words"


@pytest.mark.parametrize("language", WORDS.LANGUAGES)
def test_translations_fill_in_the_same_places(language: str) -> None:
    for message in WORDS.catalogue(language):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        asked = set().union(*(fields(id) for id in ids))
        for form in WORDS.flat(message.string):
            assert fields(form) <= asked, (message.id, form)
            assert asked - fields(form) <= {"n"}, (message.id, form)


@pytest.mark.parametrize("language", WORDS.LANGUAGES)
def test_what_is_read_is_what_is_written(language: str) -> None:
    path = WORDS.po(language)
    assert path.with_suffix(".mo").read_bytes() == WORDS.compiled(WORDS.catalogue(language))


def test_the_same_text_is_singular_and_plural_in_one_way() -> None:
    singles = {id for id in GATHERED if isinstance(id, str)}
    plurals = {id[0] for id in GATHERED if isinstance(id, tuple)}
    assert singles & plurals == set()


def literals(tree: ast.AST) -> list[tuple[int, str]]:
    """Texts in code that are neither docstrings nor marked for the catalogues."""
    marked: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "n_", "N_"):
            marked |= {id(each) for each in ast.walk(node)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            marked.add(id(node.value))
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in marked
    ]


# Words that are read, not shown: what people write in rosters and templates, and made-up names.
READ = (
    "agenda/typed.py",
    "documents/letters.py",
    "documents/room.py",
    "documents/template.py",
    "library",
    "rehearsal/__init__.py",
    "rehearsal/day.py",
    "rehearsal/people.py",
    "roster",
    "scrubber.py",
    "seating.py",
    "synthesis.py",
    "words.py",
)


def test_no_text_is_asked_for_within_another() -> None:
    """The texts are gathered alike on every Python only when no f-string holds the call."""
    within = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path in PACKAGE.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id in {"_", "n_", "N_"}
    ]
    assert within == []


def test_no_text_for_people_is_hard_coded_in_python() -> None:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        if place.startswith(READ):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [f"{place}:{n}: {t}" for n, t in literals(tree) if NORWEGIAN.search(t)]
    assert found == []


@pytest.mark.parametrize("room", ["ui", "live"])
def test_no_text_for_people_is_hard_coded_in_the_pages(room: str) -> None:
    found = []
    for path in sorted((PACKAGE / room / "static").rglob("*.js")):
        if "vendor" in path.parts:
            continue
        text = re.sub(r"^\s*//.*$", "", path.read_text(encoding="utf-8"), flags=re.M)
        rest = WORDS.IN_SCRIPT.sub("", text)
        found += [f"{path.name}: {m[0]}" for m in re.finditer(r".*[æøåÆØÅ].*", rest)]
        found += [
            f"{path.name}: {m[1]}"
            for m in re.finditer(r"(?<!=)>\s*([A-ZÆØÅ][a-zæøå]{2,}[^<>{}$]*)<", rest)
        ]
    assert found == []


def test_dates_and_times_are_written_as_people_write_them() -> None:
    import datetime as dt

    words.use("nb")
    assert words.clock(9 * 60 + 5) == "09.05"
    assert words.long_date(dt.date(2027, 2, 4)) == "torsdag 4. februar 2027"
    assert words.listed(["a", "b", "c"]) == "a, b og c"
    words.use("nn")
    assert words.long_date(dt.date(2027, 2, 6)) == "laurdag 6. februar 2027"
    words.use("en")
    assert words.listed(["a", "b"]) == "a and b"
    words.use("nb")


def test_the_terms_of_the_interface_are_those_of_the_vocabulary() -> None:
    import csv

    rows = csv.DictReader(
        (CHECKOUT / "tests" / "cases" / "vocabulary.csv").read_text(encoding="utf-8").splitlines()
    )
    for row in rows:
        for language in ("nn", "en"):
            if row["nb"] in GATHERED and row["nb"] != "Neste":
                told = words.catalogue(language).gettext(row["nb"])  # type: ignore[arg-type]
                assert told == row[language], (row["nb"], language)
