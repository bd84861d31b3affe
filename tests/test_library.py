from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from samverk import agenda, library
from samverk.model import Capture, Day, Form, Sorry, State
from samverk.words import LANGUAGES, Language

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the templates, to edit as a user does."""
    copy = tmp_path / "templates"
    shutil.copytree(CHECKOUT / "templates", copy)
    monkeypatch.setenv("SAMVERK_TEMPLATES", str(copy))
    return copy


def edit(path: Path, old: str, new: str) -> None:
    """Replaces the first `old` that does not stand in the explanation at the top."""
    text = path.read_text(encoding="utf-8")
    top = text.index("\n\n") if text.startswith("#") else 0
    assert old in text[top:]
    path.write_text(text[:top] + text[top:].replace(old, new, 1), encoding="utf-8")


def line_of(path: Path, part: str) -> int:
    lines = path.read_text(encoding="utf-8").split("\n")
    return next(n for n, line in enumerate(lines, 1) if part in line and line[:1] != "#")


# What comes with the product


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["hel-dag", "halv-dag"])
def test_a_ready_programme_adds_up_and_lacks_nothing(name: str, language: Language) -> None:
    ready = library.programme(name, language)
    state = State(day=Day(start=ready.start, end=ready.end), agenda=ready.agenda())

    assert list(agenda.problems(state)) == []
    assert sum(row.minutes for row in ready.rows) == ready.end - ready.start
    assert all(row.title and row.script and row.material for row in ready.rows)
    assert all(row.prompt and row.method for row in ready.rows if row.captures != "nothing")


@pytest.mark.parametrize("name", ["hel-dag", "halv-dag"])
def test_a_ready_programme_captures_all_that_the_recipe_asks_for(name: str) -> None:
    rows = library.programme(name).rows

    assert {row.captures for row in rows} == set(get_args(Capture))
    assert {row.form for row in rows} == set(get_args(Form))
    assert [row.locked_at for row in rows if row.locked_at] == [
        {"hel-dag": 11 * 60 + 30, "halv-dag": 10 * 60}[name]
    ]


@pytest.mark.parametrize("name", ["hel-dag", "halv-dag"])
def test_a_programme_is_the_same_in_every_language(name: str) -> None:
    def bones(language: Language) -> list[tuple[object, ...]]:
        rows = library.programme(name, language).rows
        return [(row.minutes, row.form, row.captures, row.locked_at) for row in rows]

    def texts(language: Language) -> set[str]:
        rows = library.programme(name, language).rows
        return {text for row in rows for text in (row.script, row.prompt, row.method) if text}

    assert bones("nb") == bones("nn") == bones("en")
    assert not texts("nb") & texts("nn")
    assert not texts("nb") & texts("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_methods_questions_and_principles_stand_ready(language: Language) -> None:
    methods, principles = library.methods(language), library.principles(language)

    assert len(methods.items) >= 8
    assert all(m.title and m.when and m.minutes and len(m.steps) > 2 for m in methods.items)
    assert 6 <= len(principles.items) <= 10
    for capture in set(get_args(Capture)) - {"nothing"}:
        assert library.prompts(capture, language).items
    assert methods.problems == principles.problems == library.prompts(None, language).problems == ()


@pytest.mark.parametrize("shelf", ["programmes", "methods", "prompts", "principles"])
def test_every_file_exists_in_every_language_and_explains_itself(shelf: str) -> None:
    files = sorted((CHECKOUT / "templates" / shelf).glob("*.toml"))
    names = {file.name.split(".")[0] for file in files}

    assert {file.name for file in files} == {
        f"{name}.{language}.toml" for name in names for language in LANGUAGES
    }
    assert all(file.read_text(encoding="utf-8").startswith("# SLIK ENDRER DU") for file in files)


# What others put there


def test_a_new_file_shows_up_as_a_choice(templates: Path) -> None:
    kveld = templates / "programmes" / "kveld.toml"
    shutil.copy(templates / "programmes" / "halv-dag.nb.toml", kveld)
    edit(kveld, 'tittel = "Halv dag"', 'tittel = "Kveld"')
    (templates / "methods" / "stille.toml").write_text(
        'tittel = "Stillhet"\nminutter = 2\nsteg = ["Vær stille."]\n', encoding="utf-8"
    )

    assert ("kveld", "Kveld") in [(p.name, p.title) for p in library.programmes("nn").items]
    assert "Stillhet" in [m.title for m in library.methods("en").items]


def test_a_file_that_lacks_the_language_is_shown_in_bokmål(templates: Path) -> None:
    (templates / "methods" / "igp.nn.toml").unlink()
    titles = {m.name: m.title for m in library.methods("nn").items}

    assert titles["igp"] == "IGP: individ, gruppe, plenum"
    assert titles["prikkavstemning"] == "Prikkavrøysting"


def test_a_file_saved_by_windows_is_read(templates: Path) -> None:
    path = templates / "programmes" / "hel-dag.nb.toml"
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode("utf-8"))

    assert library.programme("hel-dag").rows[0].script.startswith("Ønsk velkommen")


def test_long_text_is_joined_within_paragraphs(templates: Path) -> None:
    script = library.programme("hel-dag").rows[0].script

    assert script.count("\n\n") == script.count("\n") / 2 == 1


ROW = '[[rad]]\ntittel = "Ny"\n'


@pytest.mark.parametrize(
    ("old", "new", "wrong", "reason"),
    [
        ("minutter = 30", "minutter 30", "minutter 30", "det mangler = etter navnet"),
        ("minutter = 30", "minutter = tretti", "= tretti", "teksten må stå i anførselstegn"),
        ("minutter = 30", 'minutter = "30"', '"30"', "«minutter» må være et helt tall"),
        ("minutter = 30", "minutter = 0", "minutter = 0", "«minutter» må være et helt tall"),
        ("minutter = 30", "minutter = 22.5", "22.5", "«minutter» må være et helt tall"),
        ("minutter = 30", "minuter = 30", "minuter =", "«minuter» er ukjent. Mente du minutter?"),
        ('"sofasamtale"', '"sofa"', '"sofa"', "«sofa» er ukjent. samler kan være ingenting,"),
        ('"pause"', '"friminutt"', '"friminutt"', "«friminutt» er ukjent. form kan være plenum,"),
        ('"11.30"', '"halv tolv"', '"halv tolv"', "«kl» må være et klokkeslett"),
        ('"11.30"', "11.30", "= 11.30", "«kl» må være et klokkeslett"),
        ('tittel = "Lunsj"', 'tittel = ""', 'tittel = ""', "«tittel» mangler"),
        ('tittel = "Lunsj"', "tittel = 7", "tittel = 7", "«tittel» må være tekst"),
        ('tittel = "Lunsj"', 'tittel = "Lunsj', '= "Lunsj', "anførselstegnet på slutten"),
        ('slutt = "15.30"', 'slutt = "08.00"', '"08.00"', "dagen slutter før den begynner"),
        ('lengde = "hel"', 'lengde = "lang"', '"lang"', "«lang» er ukjent"),
        ('start = "09.00"', 'begynner = "09.00"', "begynner", "«begynner» er ukjent"),
        ("[[rad]]", "[[rader]]", "[[rader]]", "«rader» er ukjent. Mente du rad?"),
        ('"Kort i A5', '"Kort "i" A5', '"Kort "i"', "det står noe for mye"),
    ],
)
def test_an_error_is_told_with_file_line_and_reason_and_hides_no_other_file(
    templates: Path, old: str, new: str, wrong: str, reason: str
) -> None:
    path = templates / "programmes" / "hel-dag.nb.toml"
    edit(path, old, new)

    programmes, problems = library.programmes()

    assert [p.name for p in programmes] == ["halv-dag"]
    assert len(problems) == 1
    assert problems[0].startswith(
        f"programmes/hel-dag.nb.toml, linje {line_of(path, wrong)}: {reason}"
    )
    with pytest.raises(Sorry) as told:
        library.programme("hel-dag")
    assert str(told.value) == problems[0]


def test_the_line_is_that_of_the_row_that_is_wrong(templates: Path) -> None:
    path = templates / "programmes" / "hel-dag.nb.toml"
    text = path.read_text(encoding="utf-8")
    # A text that looks like a row must not be counted as one.
    text = text.replace("Ønsk velkommen", "[[rad]]\nminutter = 1\nØnsk velkommen", 1)
    last = text.rindex("minutter = 15")
    path.write_text(text[:last] + "minutter = -1" + text[last + 13 :], encoding="utf-8")

    assert (
        library.programmes()
        .problems[0]
        .startswith(f"programmes/hel-dag.nb.toml, linje {line_of(path, 'minutter = -1')}:")
    )


def test_a_row_without_what_it_must_have_is_told_at_its_heading(templates: Path) -> None:
    path = templates / "programmes" / "hel-dag.nb.toml"
    with path.open("a", encoding="utf-8") as file:
        file.write("\n[[rad]] # min egen\ntittel = 'Ny'\n")

    assert f"linje {line_of(path, '# min egen')}: «minutter»" in library.programmes().problems[0]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "linje 1: \xc2\xabstart\xc2\xbb og \xc2\xabslutt\xc2\xbb".encode("latin-1")),
        (b'tittel = "a"\nstart = "9"\nslutt = "10"\n', b"linje 1: programmet har ingen [[rad]]."),
        (b'tittel = "a"\nstart = "9"\nslutt = "10"\n[rad]\n', b"linje 4: skriv [[rad]]"),
        ('tittel = "a"\nstart = "blåbær"'.encode("latin-1"), b"linje 2: et tegn kan ikke leses"),
        (b'tittel = "a"\n\nstart = """ni\n\n', b"linje 3:"),
        (b"\x00\x01", b"linje 1:"),
    ],
)
def test_a_foreign_or_broken_file_gets_a_sentence(
    templates: Path, raw: bytes, reason: bytes
) -> None:
    (templates / "programmes" / "egen.toml").write_bytes(raw)

    programmes, problems = library.programmes()

    assert len(programmes) == 2
    assert problems[0].startswith("programmes/egen.toml, ")
    assert reason.decode("utf-8") in problems[0]


def test_errors_on_the_other_shelves_are_told_too(templates: Path) -> None:
    wrong = {
        templates / "methods" / "igp.nb.toml": ("minutter = 20", 'minutter = "20"'),
        templates / "prompts" / "bordene.nb.toml": ('samler = "prikker"', 'samler = "prikk"'),
        templates / "principles" / "prinsipper.nb.toml": ("tekst = ", "text = "),
    }
    for path, (old, new) in wrong.items():
        edit(path, old, new)

    told = [*library.methods().problems, *library.prompts("dots").problems]
    told += library.principles().problems

    assert [problem.split(":")[0] for problem in told] == [
        f"{path.parent.name}/{path.name}, linje {line_of(path, new)}"
        for path, (_old, new) in wrong.items()
    ]
    assert len(library.methods().items) == 9


def test_a_programme_that_is_gone_gets_a_sentence() -> None:
    with pytest.raises(Sorry, match="Det finnes ikke noe program som heter «kveld»"):
        library.programme("kveld")


def test_without_templates_there_is_nothing_to_choose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMVERK_TEMPLATES", str(tmp_path / "borte"))

    assert library.programmes() == library.methods() == ((), ())


def test_the_library_loads_nothing_heavy() -> None:
    code = (
        "import sys, samverk.library; "
        "print(sorted({'pandas', 'numpy', 'openpyxl', 'sqlalchemy', 'pptx'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=CHECKOUT / "lib",
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    assert ran.stdout.strip() == "[]"
