"""The pages that the other tests drive do notice what they promise to notice."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

from conftest import axe, watched_page

HTML = b"""<!doctype html><html lang="nb"><title>Prikk</title>
<meta name="viewport" content="width=device-width"><main><h1>Prikk</h1></main></html>"""


@pytest.fixture
def address():
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(HTML)

        def log_message(self, *_words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_in_order_passes(page: Page, phone_page: Page, address: str):
    for one in (page, phone_page):
        one.goto(address)
        assert one.evaluate("navigator.language") == "nb-NO"
        assert axe(one) == []
    assert phone_page.evaluate("innerWidth") == 390


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("console.error('feil')", "console: feil"),
        ("setTimeout(() => { throw new Error('kast') })", "uncaught: .*kast"),
        ("fetch('http://192.0.2.1/bilde').catch(() => 0)", "asked another machine"),
    ],
)
def test_a_page_that_errs_fails_its_test(
    browser: Browser, address: str, script: str, complaint: str
):
    with pytest.raises(AssertionError, match=complaint):
        visit(browser, address, script)


def visit(browser: Browser, address: str, script: str):
    with watched_page(browser, 800, 600) as page:
        page.goto(address)
        page.evaluate(script)
        page.evaluate("new Promise(done => setTimeout(done))")


def test_a_picture_without_words_is_a_violation(page: Page, address: str):
    page.goto(address)
    page.evaluate("document.querySelector('main').append(new Image())")
    assert [violation.split(":")[0] for violation in axe(page)] == ["image-alt"]
