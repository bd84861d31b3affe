import json
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from samverk.live.app import Served
from samverk.live.offer import Offer
from serving import Server, Visitor, serving, until, write_notebook


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    room = tmp_path_factory.mktemp("verksted")
    notebook = write_notebook(room / "workshop.ipynb")
    data = room / "workshops"
    documents = data / "workshop" / "documents"
    documents.mkdir(parents=True)
    (documents / "Rapport på særskilt ønske.pptx").write_bytes(b"rapport")
    (data / "workshop" / "hemmelig.db").write_bytes(b"hemmelig")
    (room / "bilde.png").write_bytes(b"hemmelig")
    (room / "bilde.svg").write_bytes(b"hemmelig")
    with serving(notebook, data) as started:
        yield started


@pytest.fixture(scope="module")
def co_organiser(server: Server) -> Visitor:
    visitor = Visitor()
    assert visitor.ask(server.link, follow=False).status == 302
    return visitor


def test_the_ready_file_tells_the_port_that_was_bound(server):
    assert server.port > 0
    assert server.base == f"http://127.0.0.1:{server.port}"
    assert server.link.startswith(f"{server.base}/?token=")
    assert server.external_link.startswith(f"{server.base}/?token=")
    assert server.link != server.external_link
    listening = {
        each.laddr.port for each in server.process.net_connections() if each.status == "LISTEN"
    }
    assert server.port in listening


def test_it_listens_on_this_machine_alone(server):
    addresses = {
        each.laddr.ip
        for each in server.process.net_connections()
        if each.status == "LISTEN" and each.laddr.port == server.port
    }
    assert addresses <= {"127.0.0.1", "::1"}


def test_the_addresses_are_printed_in_norwegian(server):
    said = server.output.read_text(encoding="utf-8")
    assert f"For medarrangører: {server.link}" in said
    assert f"For ekstern prosessleder: {server.external_link}" in said


def test_our_routes_come_first_and_the_page_last(tmp_path):
    served = Served(Offer(write_notebook(tmp_path / "workshop.ipynb"), tmp_path), ([], 0))
    served.initialize([])
    served.connection_dir = str(tmp_path)
    served.init_settings()
    names = [route[1].__name__ for route in served.init_handlers()]
    pages = names.index("Health")
    assert {*names[:pages]} == {"Opened", "Written", "Description", "Feed", "Api"}
    assert names[pages:] == [
        "Health",
        "Host",
        "Closed",
        "Download",
        "Kernel",
        "Channels",
        "Static",
        "Static",
        "Page",
    ]
    assert served.init_handlers()[-1][0] == "/"


def test_a_page_may_send_no_code(tmp_path):
    served = Served(Offer(write_notebook(tmp_path / "workshop.ipynb"), tmp_path), ([], 0))
    served.initialize([])
    served.connection_dir = str(tmp_path)
    served.init_settings()
    assert served.kernels.allowed_message_types == [
        "comm_open",
        "comm_close",
        "comm_msg",
        "comm_info_request",
        "kernel_info_request",
    ]


def test_a_sign_of_life_needs_no_link(server):
    answer = Visitor().ask(f"{server.base}/samverk/helse")
    assert answer.status == 200
    assert set(json.loads(answer.text)) == {"samverk"}


def test_without_a_link_there_is_a_sentence_and_no_page(server):
    answer = Visitor().ask(server.base + "/")
    assert answer.status == 403
    assert "Åpne verkstedet med lenken du fikk av arrangøren." in answer.text
    assert "Traceback" not in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("token", ["", "feil", "æøå", "%00"])
def test_a_wrong_token_opens_nothing(server, token):
    from urllib.parse import quote

    assert Visitor().ask(f"{server.base}/?token={quote(token)}").status == 403


def test_the_token_leaves_the_address_for_a_cookie(server):
    visitor = Visitor()
    answer = visitor.ask(server.link, follow=False)
    assert answer.status == 302
    assert answer.headers["Location"] == "/"
    (cookie,) = visitor.jar
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "Lax"
    assert server.link.split("=")[1] not in str(cookie.value)


def test_the_page_names_no_other_host(server):
    visitor = Visitor()
    answer = visitor.ask(server.link)
    policy = answer.headers["Content-Security-Policy"]
    assert "https:" not in policy
    assert "http:" not in policy
    assert f"ws://127.0.0.1:{server.port}" in policy
    assert "frame-ancestors 'self'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert '<html lang="nb">' in answer.text
    assert "http://" not in answer.text.replace(server.base, "")
    assert "https://" not in answer.text


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "localhost", "localhost:1", "127.0.0.1.nip.io:{port}"],
)
def test_unknown_hosts_are_refused(server, co_organiser, host):
    headers = {"Host": host.format(port=server.port), "Cookie": co_organiser.cookie}
    for path in ("/", "/samverk/helse", "/api/kernels", "/nedlasting/x"):
        assert Visitor().ask(server.base + path, headers=headers).status == 403


@pytest.mark.parametrize("host", ["localhost:{port}", "127.0.0.1:{port}", "[::1]:{port}"])
def test_this_machine_is_known_by_its_own_names(server, host):
    headers = {"Host": host.format(port=server.port)}
    assert Visitor().ask(f"{server.base}/samverk/helse", headers=headers).status == 200


@pytest.mark.parametrize(
    "path",
    [
        "bilde.png",
        "bilde.svg",
        "workshop.ipynb",
        "workshops/workshop/hemmelig.db",
        "workshops/",
        "voila/files/bilde.png",
        "voila/files/workshops/workshop/hemmelig.db",
        "voila/render/workshop.ipynb",
        "voila/tree",
        "voila/static/../../workshop.ipynb",
        "voila/static/",
        "static/%2e%2e/workshop.ipynb",
        "api/contents",
        "api/contents/workshop.ipynb",
        "api/kernels",
        "api/sessions",
        "api/terminals",
        "api/kernelspecs",
        "terminals/1",
        "files/bilde.png",
        "login",
        "nedlasting/",
        "nedlasting/..%2f..%2f..%2fbilde.png",
        "nedlasting/..%2fhemmelig.db",
        "nedlasting/%2e%2e",
        "nedlasting/documents",
    ],
)
def test_nothing_below_the_notebooks_folder_is_served(server, co_organiser, path):
    answer = co_organiser.ask(f"{server.base}/{path}")
    assert answer.status in (403, 404)
    assert b"hemmelig" not in answer.body
    assert b"nbformat" not in answer.body


def test_scripts_of_voila_are_served_without_a_listing(server):
    visitor = Visitor()
    page = visitor.ask(server.link).text
    config = json.loads(page.split('type="application/json">')[1].split("</script>")[0])
    static = server.base + config["fullStaticUrl"]
    assert visitor.ask(f"{static}/voila.js").status == 200
    assert visitor.ask(f"{static}/").status in (403, 404)
    assert visitor.ask(f"{static}/..%2f..%2fconf.json").status in (403, 404)
    assert Visitor().ask(f"{static}/voila.js").status == 403


def test_a_document_is_downloaded_by_its_name(server, co_organiser):
    from urllib.parse import quote

    address = f"{server.base}/nedlasting/{quote('Rapport på særskilt ønske.pptx')}"
    answer = co_organiser.ask(address)
    assert answer.status == 200
    assert answer.body == b"rapport"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert (
        "filename*=UTF-8''Rapport%20p%C3%A5%20s%C3%A6rskilt%20%C3%B8nske.pptx"
        in answer.headers["Content-Disposition"]
    )
    assert Visitor().ask(address).status == 403
    external = Visitor()
    external.ask(server.external_link, follow=False)
    assert external.ask(address).status == 403


def test_the_workshops_folder_holds_the_servers_address(server):
    path = server.data / "workshop" / "server.json"
    until(path.exists, "no server.json came")
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["port"] == server.port
    assert told["pid"] == server.process.pid
    assert len(told["secret"]) > 20
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o077 == 0


def test_the_log_and_the_terminal_hold_no_token_after_a_failure(server, co_organiser):
    co_organiser.ask(f"{server.base}/finnes-ikke?token={server.link.split('=')[1]}")
    log = server.data / "workshop" / "samverk.log"
    written = log.read_text(encoding="utf-8") if log.exists() else ""
    said = server.output.read_text(encoding="utf-8")
    token = server.link.split("=")[1]
    assert token not in written
    assert said.count(token) == 1


def refused_start(*options: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "samverk.cli", "serve", "--no-browser", *options]
    return subprocess.run(call, capture_output=True, encoding="utf-8", timeout=60, check=False)


def test_a_named_port_that_is_taken_gives_a_sentence(server):
    options = ["--notebook", str(server.notebook), "--port", str(server.port)]
    ended = refused_start(*options)
    assert ended.returncode == 2
    assert ended.stderr == f"Port {server.port} er opptatt. Velg en annen med --port.\n"
    assert ended.stdout == ""


def test_a_missing_notebook_gives_a_sentence(tmp_path):
    ended = refused_start("--notebook", str(tmp_path / "borte.ipynb"))
    assert ended.returncode == 2
    assert ended.stderr.startswith("Finner ikke notatboka ")
    assert ended.stderr.count("\n") == 1


def test_an_address_of_another_machine_gives_a_sentence(server):
    ended = refused_start("--notebook", str(server.notebook), "--host", "192.0.2.1", "--port", "0")
    assert ended.returncode == 2
    assert ended.stderr == "Denne maskinen har ikke adressen 192.0.2.1.\n"


def test_stopping_the_server_ends_its_kernels_and_its_address(tmp_path):
    data = tmp_path / "workshops"
    (data / "workshop").mkdir(parents=True)
    with serving(write_notebook(tmp_path / "workshop.ipynb"), data, "--token", "valgt") as server:
        assert server.link == f"{server.base}/?token=valgt"
        assert Visitor().ask(server.link).status == 200
        (kernel,) = server.kernels()
        until((data / "workshop" / "server.json").exists, "no server.json came")
        server.process.terminate()
        server.process.wait(20)
    assert not psutil.pid_exists(kernel.pid) or kernel.status() == psutil.STATUS_ZOMBIE
    assert not (data / "workshop" / "server.json").exists()


def test_with_a_host_other_machines_names_for_it_are_known(tmp_path):
    notebook = write_notebook(tmp_path / "workshop.ipynb")
    with serving(notebook, tmp_path / "data", "--host", "0.0.0.0") as server:
        assert not server.base.startswith("http://0.0.0.0")
        answer = Visitor().ask(f"{server.base}/samverk/helse")
        assert answer.status == 200
        headers = {"Host": f"evil.example:{server.port}"}
        assert Visitor().ask(f"{server.base}/samverk/helse", headers=headers).status == 403


def test_the_ready_file_is_whole_and_private(tmp_path: Path):
    from samverk.live.app import write_private

    path = tmp_path / "klar.json"
    path.write_text("gammel", encoding="utf-8")
    write_private(path, "ny")
    assert path.read_text(encoding="utf-8") == "ny"
    assert list(tmp_path.iterdir()) == [path]
