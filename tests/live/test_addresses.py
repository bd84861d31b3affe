import contextlib
import select
import socket
import sys

import pytest

from samverk.live.addresses import Names, is_loopback, listen, shown_host
from samverk.model import Sorry


def close(sockets: list[socket.socket]) -> None:
    for each in sockets:
        each.close()


def test_any_port_is_one_port_on_this_machine_alone():
    sockets, port = listen(None, 0)
    try:
        assert port > 0
        assert {each.getsockname()[1] for each in sockets} == {port}
        assert {each.getsockname()[0] for each in sockets} <= {"127.0.0.1", "::1"}
    finally:
        close(sockets)


def test_a_named_port_that_is_taken_is_said_and_an_unnamed_one_is_passed_by():
    first, port = listen(None, None)
    try:
        with pytest.raises(Sorry, match=f"Port {port} er opptatt"):
            listen(None, port)
        second, other = listen(None, None)
        close(second)
        assert other != port
    finally:
        close(first)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have a limit of their own")
def test_phones_that_all_come_at_once_are_let_in_at_once():
    sockets, port = listen(None, 0)
    with contextlib.ExitStack() as open_now:
        for each in sockets:
            open_now.callback(each.close)
        waiting = set()
        for _phone in range(600):
            phone = open_now.enter_context(socket.socket())
            phone.setblocking(False)
            phone.connect_ex(("127.0.0.1", port))
            waiting.add(phone)
        poll = select.poll()
        for phone in waiting:
            poll.register(phone, select.POLLOUT)
        ready = {fd for fd, happened in poll.poll(500) if happened == select.POLLOUT}
    assert len(ready) == 600


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ("localhost:8866", True),
        ("LOCALHOST:8866", True),
        ("127.0.0.1:8866", True),
        ("[::1]:8866", True),
        ("localhost:8867", False),
        ("localhost", False),
        ("[::1]", False),
        ("", False),
        ("evil.example:8866", False),
        ("localhost.evil.example:8866", False),
        ("192.168.1.20:8866", False),
    ],
)
def test_only_this_machines_names_with_its_port_are_known(header, known):
    assert Names(None, 8866).allow(header) is known


def test_with_a_host_the_machines_own_names_are_known_too():
    names = Names("192.168.1.20", 8866)
    assert names.allow("192.168.1.20:8866")
    assert names.allow(f"{socket.gethostname()}:8866")
    assert names.allow("localhost:8866")
    assert not names.allow("evil.example:8866")


def test_links_name_an_address_that_can_be_reached():
    assert shown_host(None) == "127.0.0.1"
    assert shown_host("192.168.1.20") == "192.168.1.20"
    assert shown_host("0.0.0.0") != "0.0.0.0"
    assert shown_host("fe80::1") == "[fe80::1]"


@pytest.mark.parametrize(
    ("address", "local"),
    [("127.0.0.1", True), ("::1", True), ("192.168.1.20", False), ("", False)],
)
def test_loopback_is_this_machine(address, local):
    assert is_loopback(address) is local
