"""Opening the plain pages for phones opens nothing else, and says when one has got through."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from calling import Feed, Said, call, prepare, projector, table
from samverk.live.network import addresses
from serving import Server, Visitor, serving, write_notebook

LAN = next(iter(addresses()), "")
needs_network = pytest.mark.skipif(not LAN, reason="this machine is on no network")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    notebook = write_notebook(tmp_path / "workshop.ipynb")
    prepare(notebook, tmp_path / "workshops", filled=False)
    with serving(notebook, tmp_path / "workshops") as started:
        yield started


def host(server: Server, deed: object = None, secret: str = "") -> Said:
    file = next(server.data.glob("*/server.json"))
    told = json.loads(file.read_text(encoding="utf-8"))
    return call(
        f"http://127.0.0.1:{told['port']}/samverk/vert",
        "GET" if deed is None else "POST",
        deed,
        headers={"X-Samverk": secret or told["secret"]},
    )


def elsewhere(server: Server, address: str) -> str:
    return address.replace("127.0.0.1", LAN)


def reaches(address: str) -> bool:
    """Whether anybody answers there at all."""
    name, _colon, port = address.removeprefix("http://").partition(":")
    try:
        socket.create_connection((name, int(port)), timeout=5).close()
    except OSError:
        return False
    return True


def listening(server: Server) -> set[str]:
    return {
        each.laddr.ip
        for each in server.process.net_connections()
        if each.status == psutil.CONN_LISTEN and each.laddr.port == server.port
    }


def test_the_notebook_learns_who_is_there_and_nobody_else_does(server):
    with Feed(table(server, 2)) as feed:
        feed.until(lambda data: "table" in data)
        told = host(server).body
    assert told["tables"] == {"2": 1}
    assert (told["room"], told["projector"]) == (0, 0)
    assert told["urls"]["participant"] == server.addresses["participant_url"]
    wrong = Visitor().ask(f"{server.base}/samverk/vert", headers={"X-Samverk": "feil"})
    assert wrong.status == 404


def test_a_deed_that_there_is_none_of_is_refused(server):
    assert host(server, {"deed": "explode"}).status == 400
    assert host(server, []).status == 400
    said = host(server, {"deed": "open", "address": "198.51.100.7"})
    assert said.status == 409
    assert said.message == "Denne maskinen har ikke adressen 198.51.100.7."


@needs_network
def test_opening_lets_phones_reach_the_plain_pages_and_nothing_else(server):
    assert not reaches(elsewhere(server, server.base))
    told = host(server, {"deed": "open"}).body
    assert told["network"]["open"] is True
    assert told["network"]["address"] == LAN
    assert told["urls"]["participant"].startswith(f"http://{LAN}:{server.port}/d/")
    assert call(projector(server)).body["join"]["address"] == f"{LAN}:{server.port}/d"
    assert call(elsewhere(server, table(server))).status == 200
    page = Visitor().ask(elsewhere(server, server.addresses["tables"][0]["url"]))
    assert page.status == 200
    assert LAN in listening(server)
    for path in ("/", "/nedlasting/x.pdf", "/samverk/vert", "/api/kernels/a-b-c-d-e"):
        secret = json.loads(next(server.data.glob("*/server.json")).read_text(encoding="utf-8"))
        headers = {"X-Samverk": secret["secret"]}
        refused = Visitor().ask(f"http://{LAN}:{server.port}{path}", headers=headers)
        assert refused.status == 403, path
    link = Visitor().ask(elsewhere(server, server.link), follow=False)
    assert link.status == 403


@needs_network
def test_closing_ends_the_feeds_of_other_machines(server):
    host(server, {"deed": "open"})
    with Feed(elsewhere(server, table(server))) as far, Feed(table(server)) as near:
        far.until(lambda data: "table" in data)
        near.until(lambda data: "table" in data)
        told = host(server, {"deed": "close"}).body
        assert told["network"]["open"] is False
        assert far.ends()
        call(table(server) + "/notes", "POST", {"id": "etter-stenging", "text": "Her"})
        assert near.until(lambda data: data["notes"])
    assert not reaches(elsewhere(server, server.base))
    assert LAN not in listening(server)


@needs_network
def test_a_server_that_fell_comes_up_open_as_it_was(server):
    host(server, {"deed": "open"})
    server.process.kill()
    server.process.wait()
    with serving(server.notebook, server.data, "--port", str(server.port)) as again:
        assert host(again).body["network"]["address"] == LAN
        assert call(elsewhere(again, table(again))).status == 200
        host(again, {"deed": "close"})
        again.process.kill()
        again.process.wait()
    with serving(server.notebook, server.data) as third:
        assert host(third).body["network"]["open"] is False
