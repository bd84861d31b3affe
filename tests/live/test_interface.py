"""What the pages ask the server, with the real server: contract, bad input, and who may what."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from calling import Feed, call, has, opened, prepare, projector, remote, room, table
from samverk.actions import ballots, codes, groups, notes
from samverk.model import Ballot, Note, new_id
from serving import Server, Visitor, serving, until, write_notebook

SAMI = "Ovttas – čuovvut nuoraid 🌱 ađđ"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("live")
    notebook = write_notebook(folder / "workshop.ipynb")
    prepare(notebook, folder / "workshops")
    with serving(notebook, folder / "workshops") as started:
        yield started


def note(text: str = "Felles møte", **more: object) -> dict[str, object]:
    return {"id": new_id(), "horizon": "now", "text": text} | more


def test_the_ready_file_names_every_page(server):
    names = {"projector_url", "participant_url", "remote_url", "tables"}
    assert names <= server.addresses.keys()
    assert [t["group"] for t in server.addresses["tables"]] == ["1", "2", "3", "4", "5", "6"]
    every = [t["code"] for t in server.addresses["tables"]]
    every += [server.addresses[n].rsplit("/", 1)[1] for n in names - {"tables"}]
    assert len({*every}) == 9
    assert all(len(code) >= 8 and not {*code} & set("il1o0IO") for code in every)


def test_a_table_tells_who_sits_there_and_what_to_do(server):
    said = call(table(server))
    assert said.status == 200
    shown = said.body
    assert shown["group"] == "1"
    assert shown["task"]
    assert {role for member in shown["members"] for role in member["roles"]} == {
        "chair",
        "timekeeper",
        "secretary",
        "presenter",
    }
    assert {"id", "horizon", "text", "revision"} <= shown["notes"][0].keys()
    told = json.dumps(shown)
    assert "@" not in told
    assert "dietary" not in told


def test_a_note_is_stored_once_however_often_it_is_sent(server):
    given = note()
    first = call(table(server) + "/notes", "POST", given)
    again = call(table(server) + "/notes", "POST", {**given, "text": "noe annet"})
    assert (first.status, again.status) == (201, 200)
    assert again.body["note"] == first.body["note"]
    shown = [n["text"] for n in call(table(server)).body["notes"] if n["id"] == given["id"]]
    assert shown == ["Felles møte"]


@pytest.mark.parametrize("text", [SAMI, "<script>alert(1)</script>", "שלום 🙂", "a" * 8000])
def test_text_is_text(server, text):
    given = note(text)
    assert call(table(server) + "/notes", "POST", given).status == 201
    shown = {n["id"]: n["text"] for n in call(table(server)).body["notes"]}
    assert shown[given["id"]] == text


BAD: dict[str, tuple[int, object]] = {
    "empty": (422, {"text": ""}),
    "blank": (422, {"text": " \n\t "}),
    "control characters": (422, {"text": "\x00\x07\u202e"}),
    "too long": (422, {"text": "a" * 10_000}),
    "far too long": (413, {"text": "a" * 10_000_000}),
    "no text": (422, {"text": None}),
    "short id": (422, {"id": "abc"}),
    "odd id": (422, {"id": "../../../etc"}),
    "long id": (422, {"id": "a" * 65}),
    "no horizon of ours": (422, {"horizon": "never"}),
    "a date that is none": (422, {"due": "2027-02-30"}),
    "a year of long ago": (422, {"due": "0027-02-03"}),
    "partners that are none": (422, {"partners": "NAV"}),
}


@pytest.mark.parametrize("why", BAD)
def test_what_cannot_be_used_is_refused_with_a_sentence_and_changes_nothing(server, why):
    status, wrong = BAD[why]
    before = call(table(server)).body
    said = call(table(server) + "/notes", "POST", note() | wrong)
    assert said.status == status
    assert said.message.endswith(".")
    after = call(table(server)).body
    assert (after["revision"], after["notes"]) == (before["revision"], before["notes"])


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b'"tekst"', b"[]", b"null", b"1e999"])
def test_a_body_that_is_no_note_is_refused(server, raw):
    said = call(table(server) + "/notes", "POST", raw=raw)
    assert said.status in (400, 422)
    assert said.message.endswith(".")


def test_only_json_is_taken(server):
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    said = call(table(server) + "/notes", "POST", note(), headers=form)
    assert said.status == 415


@pytest.mark.parametrize("code", ["feilkode", "%00", "%ff%fe", "..", "%2e%2e%2f", "æøå"])
def test_an_unknown_code_is_refused_in_norwegian(server, code):
    for path in ("tables", "room", "projector", "remote"):
        said = call(f"{server.base}/api/{path}/{quote(code, safe='%')}")
        assert said.status == 404
        assert "Koden gjelder ikke lenger." in said.message


def test_a_code_opens_its_own_page_alone(server):
    code = table(server).rsplit("/", 1)[1]
    assert call(f"{server.base}/api/room/{code}").status == 404
    assert call(f"{server.base}/api/remote/{code}").status == 404
    assert call(f"{server.base}/api/projector/{code}").status == 404


def test_another_host_name_and_another_origin_are_refused(server):
    other = call(table(server), headers={"Host": "evil.example"})
    assert other.status == 403
    foreign = {"Origin": "http://evil.example"}
    assert call(table(server) + "/notes", "POST", note(), headers=foreign).status == 403


def test_two_who_change_different_things_both_get_their_way(server):
    given = note("Kaffe sammen")
    made = call(table(server) + "/notes", "POST", given).body["note"]
    address = f"{table(server)}/notes/{given['id']}"
    first = call(address, "PUT", {"revision": made["revision"], "text": "Lunsj sammen"})
    second = call(address, "PUT", {"revision": made["revision"], "owner": "Nav"})
    assert (first.status, second.status) == (200, 200)
    assert (second.body["note"]["text"], second.body["note"]["owner"]) == ("Lunsj sammen", "Nav")
    assert second.body["twin"] is None


def test_two_who_change_the_same_words_keep_both_texts(server):
    given = note("Kaffe")
    made = call(table(server) + "/notes", "POST", given).body["note"]
    address = f"{table(server)}/notes/{given['id']}"
    call(address, "PUT", {"revision": made["revision"], "text": "Te"})
    late = {"revision": made["revision"], "text": "Saft"}
    second, again = call(address, "PUT", late), call(address, "PUT", late)
    assert second.body["note"]["text"] == "Te"
    assert (second.body["twin"]["text"], second.body["twin"]["twin"]) == ("Saft", given["id"])
    assert again.body["twin"]["id"] == second.body["twin"]["id"]
    texts = [n["text"] for n in call(table(server)).body["notes"]]
    assert (texts.count("Te"), texts.count("Saft"), texts.count("Kaffe")) == (1, 1, 0)


def test_a_change_that_comes_late_a_second_time_undoes_nobody(server):
    given = note("En")
    made = call(table(server) + "/notes", "POST", given).body["note"]
    address = f"{table(server)}/notes/{given['id']}"
    mine = {"revision": made["revision"], "text": "To"}
    seen = call(address, "PUT", mine).body["note"]
    call(address, "PUT", {"revision": seen["revision"], "text": "Tre"})
    again = call(address, "PUT", mine)
    assert again.body["note"]["text"] == "Tre"
    assert again.body["twin"] is None


def test_a_change_needs_to_say_what_it_is_based_on(server):
    given = note()
    call(table(server) + "/notes", "POST", given)
    said = call(f"{table(server)}/notes/{given['id']}", "PUT", {"text": "Nytt"})
    assert said.status == 422
    assert "«revision» mangler" in said.message


def test_a_withdrawn_note_stays_in_the_history_and_a_change_brings_it_back(server):
    given = note("Borte")
    made = call(table(server) + "/notes", "POST", given).body["note"]
    address = f"{table(server)}/notes/{given['id']}"
    assert [call(address, "DELETE").status for _time in range(2)] == [200, 200]
    assert given["id"] not in {n["id"] for n in call(table(server)).body["notes"]}
    with opened(server) as store:
        assert store.state.get(Note, str(given["id"])).text == "Borte"
    back = call(address, "PUT", {"revision": made["revision"], "text": "Tilbake"}).body["note"]
    assert (back["text"], back["withdrawn"]) == ("Tilbake", False)


def test_a_table_touches_no_note_of_another(server):
    given = note()
    made = call(table(server, 1) + "/notes", "POST", given).body["note"]
    other = f"{table(server, 2)}/notes/{given['id']}"
    said = [
        call(other, "PUT", {"revision": made["revision"], "text": "Tatt"}),
        call(other, "DELETE"),
        call(table(server, 2) + "/notes", "POST", given),
    ]
    assert [each.status for each in said] == [409, 409, 409]
    assert call(table(server, 2) + "/notes/finnes-ikke", "DELETE").status == 404
    assert given["id"] in {n["id"] for n in call(table(server, 1)).body["notes"]}


def test_a_feed_tells_what_others_write_and_resumes_where_it_was(server):
    first, second, third = note("a"), note("b"), note("c", horizon="dream")
    with Feed(table(server)) as feed:
        feed.until(lambda data: "table" in data)
        call(table(server) + "/notes", "POST", first)
        seen = feed.until(has(first["id"]))
    call(table(server) + "/notes", "POST", second)
    with opened(server) as store:
        notes.add(store, "c", table=1, horizon="dream", id=str(third["id"]))
    until(lambda: third["id"] in {n["id"] for n in call(table(server)).body["notes"]}, "shown")
    with Feed(table(server), last=seen["revision"]) as feed:
        told = feed.until(has(second["id"], third["id"]))
    assert first["id"] not in {n["id"] for n in told["notes"]}


def test_a_feed_tells_of_withdrawn_notes_and_of_those_that_have_moved(server):
    gone, moved = note("borte"), note("flyttet")
    for each in (gone, moved):
        call(table(server) + "/notes", "POST", each)
    since = call(table(server)).body["revision"]
    with Feed(table(server), since=since) as feed:
        call(f"{table(server)}/notes/{gone['id']}", "DELETE")
        told = feed.until(has(gone["id"]))
        assert [n["withdrawn"] for n in told["notes"] if n["id"] == gone["id"]] == [True]
        with opened(server) as store:
            notes.set(store, str(moved["id"]), "table", 2)
        assert feed.until(lambda data: moved["id"] in data.get("gone", []))


def test_a_table_hears_nothing_of_another_table(server):
    mine, theirs = note("mitt"), note("deres")
    with Feed(table(server, 1)) as feed:
        feed.until(lambda data: "table" in data)
        call(table(server, 2) + "/notes", "POST", theirs)
        call(table(server, 1) + "/notes", "POST", mine)
        told = feed.until(has(mine["id"]))
    assert theirs["id"] not in {n["id"] for n in told["notes"]}


def test_a_message_and_the_row_that_is_on_reach_the_table(server):
    with Feed(table(server)) as feed:
        feed.until(lambda data: "table" in data)
        press = {"deed": "message", "text": "Fem minutter igjen"}
        assert call(remote(server), "POST", press).status == 200
        shown = feed.until(lambda data: data.get("table", {}).get("message"))["table"]
        assert shown["message"]["text"] == "Fem minutter igjen"
        on = call(remote(server)).body["row"]
        call(remote(server), "POST", {"deed": "next", "row": on["id"] if on else ""})
        assert feed.until(lambda data: data.get("table", {}).get("clock", {}).get("ends_at"))


def test_next_pressed_twice_moves_on_once(server):
    on = call(remote(server)).body["row"]
    press = {"deed": "next", "row": on["id"] if on else ""}
    first, second = call(remote(server), "POST", press), call(remote(server), "POST", press)
    assert first.body["row"]["id"] == second.body["row"]["id"] != press["row"]


def measures(server: Server) -> list[str]:
    return [m["id"] for m in call(room(server)).body["dots"]["measures"]]


def test_a_device_has_one_ballot_that_it_can_move_and_take_back(server):
    one, two, *_others = measures(server)
    before = call(room(server)).body["dots"]["ballots"]
    address = f"{room(server)}/ballots/{new_id()}"
    assert call(address, "PUT", {"dots": {one: 2, two: 1}}).status == 200
    assert call(address, "PUT", {"dots": {two: 3}}).status == 200
    assert call(room(server)).body["dots"]["ballots"] == before + 1
    with opened(server) as store:
        own = [b for b in store.state.ballots if b.id == f"dots-{address.rsplit('/', 1)[1]}"]
        assert [b.dots for b in own] == [{two: 3}]
    assert call(address, "PUT", {"dots": {}}).status == 200
    assert call(room(server)).body["dots"]["ballots"] == before


@pytest.mark.parametrize(
    "dots", [{"x": 1}, {"0": 4}, {"0": 2, "1": 2}, {"0": -1}, {"0": "to"}, {"0": 1.5}, []]
)
def test_a_dot_too_many_or_for_nothing_is_refused(server, dots):
    ids = measures(server)
    wrong = {ids[int(k)] if k.isdigit() else k: n for k, n in dots.items()} if dots else dots
    before = call(room(server)).body["revision"]
    said = call(f"{room(server)}/ballots/{new_id()}", "PUT", {"dots": wrong})
    assert said.status == 422
    assert said.message.endswith(".")
    assert call(room(server)).body["revision"] == before


def test_a_closed_voting_takes_nothing_and_forgets_who_voted(server):
    device = new_id()
    address = f"{room(server)}/ballots/{device}"
    assert call(address, "PUT", {"pulse": 4}).status == 200
    before = call(room(server)).body["pulse"]
    call(remote(server), "POST", {"deed": "close", "what": "pulse"})
    said = call(address, "PUT", {"pulse": 1})
    assert said.status == 409
    assert "stengt" in said.message
    after = call(room(server)).body["pulse"]
    assert (after["open"], after["ballots"]) == (False, before["ballots"])
    with opened(server) as store:
        assert not [b for b in store.state.ballots if device in b.id]
        assert not _anywhere(store.path, device)
    call(remote(server), "POST", {"deed": "open", "what": "pulse"})
    anew = call(room(server)).body["pulse"]
    assert (anew["open"], anew["round"], anew["ballots"]) == (True, before["round"] + 1, 0)


def _anywhere(path: Path, text: str) -> bool:
    """Whether a text lies in a record or in the history."""
    import sqlite3

    with sqlite3.connect(path) as connection:
        rows = [
            *connection.execute("SELECT id, body FROM records"),
            *connection.execute("SELECT before, after FROM changes"),
            *connection.execute("SELECT id, body FROM ballots"),
        ]
    connection.close()
    return any(text in str(cell) for row in rows for cell in row)


def test_the_pulse_is_told_from_five_answers_on_and_when_it_is_shown(server):
    call(remote(server), "POST", {"deed": "close", "what": "pulse"})
    call(remote(server), "POST", {"deed": "open", "what": "pulse"})
    for _n in range(4):
        call(f"{room(server)}/ballots/{new_id()}", "PUT", {"pulse": 5})
    with opened(server) as store, store.change("closing.set") as draft:
        closing = draft.state.closing
        draft.put(type(closing)(id=closing.id))
    call(remote(server), "POST", {"deed": "reveal", "what": "pulse"})
    assert call(room(server)).body["pulse"]["result"] is None
    call(remote(server), "POST", {"deed": "open", "what": "pulse"})
    for _n in range(5):
        call(f"{room(server)}/ballots/{new_id()}", "PUT", {"pulse": 4})
    assert call(room(server)).body["pulse"]["result"] is None
    call(remote(server), "POST", {"deed": "reveal", "what": "pulse"})
    assert call(room(server)).body["pulse"]["result"] == {"counts": [0, 0, 0, 5, 0], "mean": "4,0"}


def test_votes_are_hidden_until_they_are_shown(server):
    assert call(room(server)).body["dots"]["result"] is None
    assert call(projector(server)).body["votes"]["result"] is None
    call(remote(server), "POST", {"deed": "reveal"})
    assert call(projector(server)).body["votes"]["result"]
    assert call(room(server)).body["dots"]["open"] is False


def test_a_question_is_seen_when_somebody_has_let_it_through(server):
    given = {"id": new_id(), "text": "Hvem betaler?"}
    said = [call(room(server) + "/questions", "POST", given).status for _time in range(2)]
    assert said == [201, 200]
    assert given["id"] not in json.dumps(call(room(server)).body)
    assert given["id"] not in json.dumps(call(projector(server)).body)
    from samverk.actions import room as deeds

    with Feed(room(server)) as feed, opened(server) as store:
        feed.until(bool)
        deeds.let_through(store, given["id"])
        shown = feed.until(lambda data: data["questions"]["list"])["questions"]["list"]
    assert {"id": given["id"], "text": "Hvem betaler?"} in shown


def test_a_project_and_those_who_want_in(server):
    given = {"id": new_id(), "name": "Siri Aas", "organisation": "Nav", "offers": "Lokaler"}
    assert call(room(server) + "/projects", "POST", given).status == 201
    address = f"{room(server)}/projects/{given['id']}/interested"
    said = [call(address, "POST", {"name": "Ola", "organisation": "DPS"}) for _time in range(2)]
    assert [each.status for each in said] == [200, 200]
    cards = {c["id"]: c for c in call(room(server)).body["wall"]["projects"]}
    assert cards[given["id"]]["interested"] == ["Ola, DPS"]
    missing = call(f"{room(server)}/projects/finnes-ikke/interested", "POST", {"name": "Ola"})
    assert missing.status == 404


def test_wanting_in_is_taken_back_with_its_token_alone_and_also_when_it_has_closed(server):
    card, token = new_id(), new_id() + new_id()
    call(room(server) + "/projects", "POST", {"id": card, "name": "Siri", "offers": "Lokaler"})
    address = f"{room(server)}/projects/{card}"
    per = {"name": "Per", "organisation": "Nav", "token": token}
    assert call(f"{address}/interested", "POST", per).status == 200

    def interested() -> list[str]:
        wall = call(room(server)).body["wall"]["projects"]
        return next(c["interested"] for c in wall if c["id"] == card)

    assert interested() == ["Per, Nav"]
    assert token not in json.dumps(call(room(server)).body)
    wrong = call(f"{address}/taken-back", "POST", {"token": new_id() + new_id()})
    assert (wrong.status, wrong.message) == (
        403,
        "Denne telefonen kan ikke ta deg av kortet. Be prosesslederen om å gjøre det.",
    )
    for body in ({}, {"token": "kort"}, {"token": "x" * 65}, {"token": 7}):
        assert call(f"{address}/taken-back", "POST", body).status == 422
    assert interested() == ["Per, Nav"]
    with opened(server) as store:
        ballots.close(store, "wall")
        try:
            said = [call(f"{address}/taken-back", "POST", {"token": token}) for _time in range(2)]
        finally:
            ballots.ask(store, "wall")
    assert [each.status for each in said] == [200, 200]
    assert interested() == []
    gone = f"{room(server)}/projects/finnes-ikke/taken-back"
    assert call(gone, "POST", {"token": token}).status == 404


def test_the_projector_and_the_phones_never_see_an_address_or_a_dietary_need(server):
    with opened(server) as store:
        people = store.whole.participants
    secret = {p.email for p in people} | {p.dietary for p in people}
    told = [json.dumps(call(a(server)).body, ensure_ascii=False) for a in (projector, room, remote)]
    assert not [s for s in secret - {""} for text in told if s in text]


def test_a_renewed_code_stops_at_once_and_its_feed_ends(server):
    old = table(server, 6)
    with Feed(old) as feed, opened(server) as store:
        feed.until(lambda data: "table" in data)
        codes.renew(store, "table", 6)
        new = codes.of(store).tables[6]
        assert feed.ends()
    assert call(old).status == 404
    assert call(f"{server.base}/api/tables/{new}").status == 200
    page = Visitor().ask(f"{server.base}/b/{old.rsplit('/', 1)[1]}")
    assert page.status == 404
    assert "Spør prosesslederen om den nye koden" in page.text.replace("spør", "Spør")


def test_codes_are_in_no_history_and_in_no_log(server):
    with opened(server) as store:
        every = [code for _page, _n, code in codes.of(store).every()]
        assert not [code for code in every if _anywhere(store.path, code)]
        log = store.path.with_name("samverk.log")
        text = log.read_text(encoding="utf-8") if log.exists() else ""
        assert not [code for code in every if code in text]


def test_a_new_table_gets_its_code_and_keeps_it(server):
    with opened(server) as store:
        before = codes.of(store).tables
        groups.wish(store, "by", "number")
        groups.wish(store, "number", 7)
        groups.divide(store)
        after = codes.of(store).tables
    assert {n: code for n, code in after.items() if n in before} == before
    new = next(code for n, code in after.items() if n not in before)
    until(lambda: call(f"{server.base}/api/tables/{new}").status == 200, "the new table opens")


def test_ballots_leave_no_trace_of_when(server):
    with opened(server) as store:
        assert store.state.ballots
        assert not [key for key in store.journal.since(0) if key[0] == Ballot.kind]
