from documents.states import EMPTY, rich
from samverk.documents.report import Grid, Plot, Prose, Statement, numbered, report
from samverk.model import Ballot, Closing, Measure, Note, State


def test_an_empty_workshop_has_a_cover_and_nothing_else() -> None:
    assert [type(part).__name__ for part in report(EMPTY)] == ["Cover"]


def test_parts_come_in_the_order_of_the_day() -> None:
    titles = list(dict.fromkeys(part.title for part in report(rich())))
    wanted = [
        "Samhandlingsverksted om ungt utenforskap",
        "Formål og tema",
        "Mål og ambisjoner",
        "Siden sist i tall",
        "Siden sist",
        "Utfordringsbilde",
        "Temperaturmåling",
        "Slik ser vi det",
        "Løfter fra lederne",
        "Strakstiltak",
        "Strekkmål",
        "Drøm",
        "Verdi og hvor lett det er",
        "Prioritering",
        "Gruppe 1",
    ]
    assert titles[: len(wanted)] == wanted
    assert titles[-1] == "Neste steg"


def test_every_measure_stands_whole_in_one_row_of_one_table() -> None:
    state = rich()
    cells = [
        row[1]
        for part in report(state)
        if isinstance(part, Grid) and part.columns[1].name == "Tiltak"
        for row in part.rows
    ]
    assert sorted(cells) == sorted(measure.text for measure in state.measures)


def test_a_withdrawn_measure_is_left_out() -> None:
    state = State(measures=(Measure(id="m", rank=1.0, text="Borte", withdrawn=True),))
    assert numbered(state) == []


def test_the_agreed_text_stands_alone_with_the_drafts_in_its_notes() -> None:
    [agreed] = [part for part in report(rich()) if isinstance(part, Statement)]
    assert agreed.text.startswith("Unge som faller ut")
    assert "Gruppe 2: Tilbudene er for spredt." in agreed.notes


def test_perspectives_are_gathered_by_field() -> None:
    [seen] = [part for part in report(rich()) if part.title == "Slik ser vi det"]
    assert isinstance(seen, Prose)
    fields = [item.text for item in seen.items if item.look == "heading"]
    assert fields == ["Arbeid og velferd", "Helse", "Kultur", "Plan", "Samferdsel", "Skole"]


def test_every_note_of_a_table_stands_with_its_group() -> None:
    state = rich()
    told = [
        item.text
        for part in report(state)
        if isinstance(part, Prose) and part.title.startswith("Gruppe ")
        for item in part.items
        if item.look == "bullet"
    ]
    assert sorted(told) == sorted(note.text for note in state.notes if note.what == "horizon")


def test_notes_of_a_table_without_a_group_are_kept() -> None:
    state = State(notes=(Note(id="n", rank=1.0, text="Alene", table=9, horizon="now"),))
    assert [part.title for part in report(state)][-1] == "Gruppe 9"


def test_fewer_than_five_scores_are_not_told() -> None:
    four = tuple(Ballot(id=f"evaluation-{i}", topic="evaluation", score=4) for i in range(4))
    assert all(part.title != "Evaluering" for part in report(State(ballots=four)))
    five = (*four, Ballot(id="evaluation-5", topic="evaluation", score=1, text="Kort dag"))
    told = {part.title for part in report(State(ballots=five))}
    assert {"Evaluering", "Evaluering: med egne ord"} <= told


def test_dots_are_told_only_when_they_are_revealed() -> None:
    measure = Measure(id="m", rank=1.0, text="Tiltak", hands=3)
    hidden = State(measures=(measure,))
    shown = State(measures=(measure,), closing=Closing(revealed=True))
    assert all(part.title != "Prioritering" for part in report(hidden))
    [table] = [part for part in report(shown) if part.title == "Prioritering"]
    assert isinstance(table, Grid)
    assert table.rows[0][-1] == "3"


def test_the_picture_has_the_measures_that_have_both_value_and_ease() -> None:
    state = rich()
    [plot] = [part for part in report(state) if isinstance(part, Plot)]
    assert len(plot.points) == sum(m.value is not None for m in state.measures)
