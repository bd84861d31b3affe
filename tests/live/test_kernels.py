import asyncio
import json
import re
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import nbformat
import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from serving import Server, Visitor, serving, until, write_notebook

T = TypeVar("T")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    room = tmp_path_factory.mktemp("verksted")
    with serving(write_notebook(room / "workshop.ipynb"), room / "data") as started:
        yield started


def opened(server: Server, link: str) -> tuple[Visitor, str, str]:
    """A visitor, the id of its kernel, and its page."""
    visitor = Visitor()
    page = visitor.ask(link).text
    found = re.search(r'"kernelId": "([^"]+)"', page)
    assert found is not None
    return visitor, found.group(1), page


def looped(call: Callable[[], Awaitable[T]]) -> T:
    """What the call answers. Where a browser has been driven, this thread's loop runs already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(asyncio.wait_for(call(), 30))).result()


async def hung_up(connection: WebSocketClientConnection) -> None:
    """Close, and wait until the other side has too."""
    connection.close()
    while await connection.read_message() is not None:
        continue


def knock(server: Server, kernel: str, headers: dict[str, str]) -> int:
    """The status that a websocket to a kernel is answered with; 101 where it opens."""

    async def try_it() -> int:
        request = HTTPRequest(
            f"ws://127.0.0.1:{server.port}/api/kernels/{kernel}/channels?session_id=abc",
            headers=headers,
        )
        try:
            connection = await websocket_connect(request)
        except HTTPClientError as error:
            return int(error.code)
        await hung_up(connection)
        return 101

    return looped(try_it)


def test_each_role_gets_a_kernel_that_knows_it(server):
    _visitor, _kernel, page = opened(server, server.link)
    assert "co_organiser" in page
    _visitor, _kernel, page = opened(server, server.external_link)
    assert "external" in page
    assert "co_organiser" not in page.split("<main")[1]


def test_a_visitor_is_the_same_after_a_refresh_and_its_kernel_is_another(server):
    visitor, kernel, page = opened(server, server.link)
    again = visitor.ask(server.base + "/").text
    told = re.compile(r"(co_organiser [0-9a-f]{16} 1)")
    assert told.findall(page)[0] == told.findall(again)[0]
    assert f'"kernelId": "{kernel}"' not in again


def test_a_page_cannot_choose_its_role(server):
    visitor = Visitor()
    visitor.ask(server.external_link)
    page = visitor.ask(f"{server.base}/?role=co_organiser&SAMVERK_ROLE=co_organiser").text
    assert re.search(r"external [0-9a-f]{16} 1", page)


def test_a_kernel_answers_its_own_visitor_and_no_other(server):
    owner, kernel, _page = opened(server, server.link)
    external, _other, _page = opened(server, server.external_link)
    colleague, _third, _page = opened(server, server.link)
    origin = {"Origin": server.base}

    assert owner.ask(f"{server.base}/api/kernels/{kernel}").status == 200
    assert knock(server, kernel, {**origin, "Cookie": owner.cookie}) == 101
    for other in (external, colleague):
        assert other.ask(f"{server.base}/api/kernels/{kernel}").status == 404
        assert knock(server, kernel, {**origin, "Cookie": other.cookie}) == 404
        closing = f"{server.base}/samverk/avslutt/{kernel}"
        assert other.ask(closing, "POST", origin).status == 404
    assert knock(server, kernel, origin) == 403
    assert owner.ask(f"{server.base}/api/kernels/{kernel}").status == 200


def test_a_websocket_from_another_page_or_host_is_refused(server):
    owner, kernel, _page = opened(server, server.link)
    cookie = {"Cookie": owner.cookie}
    assert knock(server, kernel, {**cookie, "Origin": "http://evil.example"}) == 403
    assert knock(server, kernel, cookie) == 403
    evil = {"Host": f"evil.example:{server.port}", "Origin": f"http://evil.example:{server.port}"}
    assert knock(server, kernel, {**cookie, **evil}) == 403


def test_no_visitor_can_list_start_or_delete_kernels(server):
    owner, kernel, _page = opened(server, server.link)
    origin = {"Origin": server.base}
    assert owner.ask(f"{server.base}/api/kernels").status == 404
    assert owner.ask(f"{server.base}/api/kernels", "POST", origin).status == 404
    one = f"{server.base}/api/kernels/{kernel}"
    assert owner.ask(one, "DELETE", origin).status in (404, 405)
    assert owner.ask(f"{one}/restart", "POST", origin).status == 404
    assert owner.ask(one).status == 200


def test_a_closed_page_says_so_and_its_kernel_ends(server):
    owner, kernel, _page = opened(server, server.link)
    closing = f"{server.base}/samverk/avslutt/{kernel}"
    assert owner.ask(closing, "POST").status == 403
    assert owner.ask(closing, "POST", {"Origin": "http://evil.example"}).status == 403
    assert owner.ask(f"{server.base}/api/kernels/{kernel}").status == 200
    assert owner.ask(closing, "POST", {"Origin": server.base}).status == 204
    until(
        lambda: owner.ask(f"{server.base}/api/kernels/{kernel}").status == 404,
        "the kernel did not end",
    )


def test_code_that_a_page_sends_is_not_run(server):
    owner, kernel, _page = opened(server, server.link)

    async def send() -> list[str]:
        request = HTTPRequest(
            f"ws://127.0.0.1:{server.port}/api/kernels/{kernel}/channels?session_id=abc",
            headers={"Cookie": owner.cookie, "Origin": server.base},
        )
        connection = await websocket_connect(request)
        heard = []
        kinds = {
            "execute_request": {"code": "1/0", "silent": False},
            "debug_request": {},
            "kernel_info_request": {},
        }
        for number, (kind, content) in enumerate(kinds.items()):
            header = {"msg_id": f"m{number}", "msg_type": kind, "session": "abc"}
            header |= {"username": "", "version": "5.3", "date": "2027-02-04T09:00:00Z"}
            message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
            channel = "control" if kind == "debug_request" else "shell"
            await connection.write_message(json.dumps({**message, "channel": channel}))
        while True:
            message = json.loads(str(await connection.read_message()))
            heard.append(message["msg_type"])
            if message["parent_header"].get("msg_id") == "m2" and message["channel"] == "shell":
                await hung_up(connection)
                return heard

    heard = looped(send)
    assert "kernel_info_reply" in heard
    assert not {"execute_reply", "error", "execute_input", "debug_reply"} & set(heard)


def test_the_servers_own_python_runs_a_notebook_that_was_saved_with_another(tmp_path):
    notebook = write_notebook(
        tmp_path / "workshop.ipynb",
        "\nimport sys\nf'{sys.executable} {\"pydevd\" in sys.modules}'\n",
    )
    kept = nbformat.read(notebook, as_version=4)
    kept.metadata["kernelspec"] = {"name": "conda-base", "display_name": "x", "language": "python"}
    nbformat.write(kept, notebook)
    with serving(notebook, tmp_path / "data") as server:
        _visitor, _kernel, page = opened(server, server.link)
    assert f"{sys.executable} False" in page
