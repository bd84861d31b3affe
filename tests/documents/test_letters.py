"""The texts that are sent out tell what they must, and nothing of whoever eats what."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from samverk import library, words
from samverk.documents.letters import Text, letters, letters_txt
from samverk.model import About, AgendaItem, Invitation, Participant, Sorry, State, Venue

LANGUAGES: tuple[words.Language, ...] = ("nb", "nn", "en")


@pytest.fixture(autouse=True)
def _bokmaal() -> None:
    words.use("nb")


def workshop(**about: object) -> State:
    told = {
        "theme": "Ungt utenforskap",
        "title": "Samarbeid om de unge",
        "organising_unit": "Avdeling for oppvekst",
        "why": "Vi møter de samme ungdommene hver for oss.",
        "audience": "Alle som møter unge",
        "date": dt.date(2027, 2, 4),
        "venue": "sted",
        "signup_address": "https://vagsund.example/meld-deg-paa",
        "signup_deadline": dt.date(2027, 1, 21),
    }
    return State(
        about=msgspec.convert(told | about, About),
        venues=(Venue(id="sted", name="Nordgården", address="Havnegata 12"),),
        agenda=(
            AgendaItem(id="a", rank=1.0, title="Gruppearbeid", minutes=60, form="groups"),
            AgendaItem(id="b", rank=2.0, title="Lunsj", minutes=45, form="break"),
        ),
        participants=(
            Participant(id="1", name="Áilu Hætta", dietary="vegetar", email="ailu@x.example"),
            Participant(id="2", name="Kari Dahl", attendance="absent"),
        ),
    )


def text(name: str, state: State, needs: tuple[tuple[str, int], ...] = ()) -> Text:
    return next(each for each in letters(state, needs) if each.name == name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_theme_stands_in_every_text_and_every_subject_says_something(
    language: words.Language,
) -> None:
    found = letters(workshop(language=language))
    assert len(found) == 7
    assert library.letters(language).problems == ()
    for each in found:
        assert "Ungt utenforskap" in each.text
        assert each.subject
        assert "{" not in each.subject + each.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_invitation_holds_what_it_must(language: words.Language) -> None:
    said = text("innkalling", workshop(language=language)).text
    for wanted in (
        "Samarbeid om de unge",
        "Avdeling for oppvekst",
        "hver for oss",
        "Nordgården, Havnegata 12",
        "Alle som møter unge",
        "https://vagsund.example/meld-deg-paa",
        "09.00 Gruppearbeid",
        "2027",
    ):
        assert wanted in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["intranett", "nyhetsbrev"])
def test_what_is_published_holds_theme_time_place_whom_and_where_to_sign_up(
    language: words.Language, name: str
) -> None:
    said = text(name, workshop(language=language)).text
    for wanted in (
        "Ungt utenforskap",
        "09.00–15.30",
        "Nordgården",
        "Alle som møter unge",
        "https://vagsund.example/meld-deg-paa",
    ):
        assert wanted in said


def test_the_food_line_is_there_until_it_is_taken_out() -> None:
    state = workshop()
    assert "Vi byr på lunsj" in text("innkalling", state).text
    own = msgspec.structs.replace(state, invitation=Invitation(food_text="Fiskesuppe til alle!"))
    assert "Fiskesuppe til alle!" in text("innkalling", own).text
    without = msgspec.structs.replace(state, invitation=Invitation(food=False))
    assert "byr på" not in text("innkalling", without).text


def test_the_caterer_gets_counts_and_never_a_name() -> None:
    order = text("lunsjbestilling", workshop(), (("vegetar", 1),))
    assert "1 person" in order.text
    assert "1 vegetar" in order.text
    assert "09.00" not in order.text.partition("Måltider")[2]
    assert "10.00 Lunsj" in order.text
    assert "Áilu" not in order.text
    assert [each.name for each in letters(workshop()) if each.counts] == ["lunsjbestilling"]


def test_a_line_with_nothing_to_fill_in_goes_away_and_leaves_no_gap() -> None:
    state = workshop(venue="", signup_address="", signup_deadline=None, audience="", why="")
    for each in letters(state):
        assert "Sted:" not in each.text
        assert "Meld deg på:" not in each.text
        assert "\n\n\n" not in each.text
        assert not each.text.endswith("\n")


def test_what_people_write_stays_as_it_is_written() -> None:
    state = workshop(theme="{tid} *æ* <b>#", why="En linje\nog en til")
    said = text("innkalling", state).text
    assert "Tema: {tid} *æ* <b>#" in said
    assert "En linje\nog en til" in said


def test_no_text_before_the_theme_is_set(tmp_path: Path) -> None:
    with pytest.raises(Sorry, match="tema"):
        letters(workshop(theme="  "))
    with pytest.raises(Sorry, match="tema"):
        letters_txt(workshop(theme=""), tmp_path / "tekster.txt")
    assert list(tmp_path.iterdir()) == []


def test_the_file_of_texts_leaves_out_who_eats_what(tmp_path: Path) -> None:
    letters_txt(workshop(), tmp_path / "tekster.txt")
    said = (tmp_path / "tekster.txt").read_text(encoding="utf-8-sig")
    assert "INNKALLING" in said
    assert "Matbehov" not in said


def test_a_new_file_is_a_new_text_and_a_wrong_one_hides_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = tmp_path / "invitation"
    shelf.mkdir()
    (shelf / "kantina.nb.toml").write_text(
        'tittel = "Til kantina"\nplass = 1\nemne = "Suppe"\ntekst = "Vi er {antall}."\n',
        encoding="utf-8",
    )
    (shelf / "feil.nb.toml").write_text(
        'tittel = "Feil"\ntekst = """\nHei {navnet}\n"""\n', encoding="utf-8"
    )
    monkeypatch.setenv("SAMVERK_TEMPLATES", str(tmp_path))
    assert [(each.title, each.text) for each in letters(workshop())] == [
        ("Til kantina", "Vi er 1 person.")
    ]
    (problem,) = library.letters("nb").problems
    assert problem.startswith("invitation/feil.nb.toml, linje 2:")
    assert "{navnet}" in problem


def test_every_step_of_the_countdown_leads_to_a_text_that_is_there() -> None:
    for language in LANGUAGES:
        names = {each.name for each in library.letters(language).items}
        steps = library.countdown(language)
        assert steps.problems == ()
        assert {step.text for step in steps.items} - {""} <= names
