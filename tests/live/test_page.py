import pytest
from playwright.sync_api import Page, expect

from conftest import axe
from serving import Server, serving, until, write_notebook

expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory):
    room = tmp_path_factory.mktemp("verksted")
    with serving(write_notebook(room / "workshop.ipynb"), room / "data") as started:
        yield started


def come_in(page: Page, server: Server, step: str = "", link: str = "") -> None:
    """Open the workshop by a link, and wait until the steps are there."""
    page.goto(link or server.link)
    if step:
        page.goto(f"{server.base}/#{step}")
    page.wait_for_selector("#steps a[aria-current], #choose option", state="attached")


def leave(page: Page, server: Server) -> None:
    """Close the workshop, and see that the server has heard it."""
    page.goto("about:blank")
    until(lambda: not server.kernels(), "the page's kernel lives on")


def test_one_step_is_shown_and_the_navigation_chooses_it(page, server):
    come_in(page, server)
    assert page.url == f"{server.base}/"
    expect(page.get_by_role("heading", name="Om verkstedet")).to_be_visible()
    expect(page.get_by_role("heading", name="Program")).to_be_hidden()

    page.get_by_role("link", name="Program 2 mangler").click()
    expect(page.get_by_role("heading", name="Program")).to_be_visible()
    expect(page.get_by_role("heading", name="Program")).to_be_focused()
    expect(page.get_by_role("heading", name="Om verkstedet")).to_be_hidden()
    assert page.url == f"{server.base}/#agenda"
    assert page.title() == "Program – Ungt utenforskap – Samverk"
    assert page.evaluate("samverkStep") == "agenda"
    assert page.locator("[aria-current=page]").inner_text().startswith("Program")

    page.go_back()
    expect(page.get_by_role("heading", name="Om verkstedet")).to_be_visible()
    expect(page.get_by_text("Vises ikke i Voilà")).to_have_count(0)


def test_a_button_in_a_step_answers(page, server):
    come_in(page, server, "agenda")
    page.get_by_role("button", name="Tell opp").click()
    expect(page.locator("#count")).to_have_text("1")


def test_the_page_has_landmarks_a_skip_link_and_nothing_serious_for_axe(page, server):
    come_in(page, server, "agenda")
    assert page.evaluate("document.documentElement.lang") == "nb"
    expect(page.get_by_role("navigation", name="Steg i verkstedet")).to_be_visible()
    expect(page.get_by_role("banner")).to_have_count(1)
    expect(page.get_by_role("main")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    assert axe(page) == []


def test_on_a_phone_the_navigation_is_one_select(phone_page, server):
    come_in(phone_page, server)
    choose = phone_page.get_by_label("Velg steg")
    expect(choose).to_be_visible()
    expect(phone_page.locator("#groups")).to_be_hidden()
    choose.select_option("agenda")
    expect(phone_page.get_by_role("heading", name="Program")).to_be_visible()
    width = "document.documentElement.scrollWidth"
    assert phone_page.evaluate(width) <= 390
    assert axe(phone_page) == []


def test_the_age_of_the_last_update_is_told_by_the_page_itself(page, server):
    page.clock.install()
    come_in(page, server)
    age = page.locator("#age")
    expect(age).to_contain_text("Alt er lagret, oppdatert nå")
    page.clock.run_for(12_000)
    expect(age).to_contain_text("oppdatert for 12 s siden")
    page.clock.run_for(28_000)
    expect(age).to_contain_text("Ikke oppdatert på 40 s.")
    expect(page.get_by_role("button", name="Last siden på nytt.")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Ikke oppdatert på")
    page.evaluate("dispatchEvent(new CustomEvent('samverk:alive'))")
    expect(age).to_contain_text("Alt er lagret, oppdatert nå")
    expect(page.get_by_role("button", name="Last siden på nytt.")).to_be_hidden()


def test_a_refresh_leaves_one_kernel_and_a_closed_page_none(browser, tmp_path):
    with serving(write_notebook(tmp_path / "workshop.ipynb"), tmp_path / "data") as server:
        context = browser.new_context()
        page = context.new_page()
        come_in(page, server, "agenda")
        first = page.locator("#process").inner_text()
        page.reload()
        page.wait_for_selector("#process")
        second = page.locator("#process").inner_text()
        assert first != second
        until(
            lambda: [str(kernel.pid) for kernel in server.kernels()] == [second],
            "a refresh left more than one kernel",
            10,
        )
        page.close(run_before_unload=False)
        until(lambda: not server.kernels(), "a closed page left its kernel", 10)
        context.close()


def test_a_download_does_not_end_the_pages_kernel(page, tmp_path):
    documents = tmp_path / "data" / "workshop" / "documents"
    documents.mkdir(parents=True)
    (documents / "rapport.pptx").write_bytes(b"rapport")
    with serving(write_notebook(tmp_path / "workshop.ipynb"), tmp_path / "data") as server:
        come_in(page, server, "agenda")
        with page.expect_download() as started:
            page.evaluate("location.href = '/nedlasting/rapport.pptx'")
        assert started.value.suggested_filename == "rapport.pptx"
        page.get_by_role("button", name="Tell opp").click()
        expect(page.locator("#count")).to_have_text("1")
        page.wait_for_function("new Promise(done => setTimeout(() => done(true), 1500))")
        page.get_by_role("button", name="Tell opp").click()
        expect(page.locator("#count")).to_have_text("2")
        leave(page, server)


def test_a_panel_that_is_lost_is_fetched_anew_and_then_said(page, tmp_path):
    notebook = write_notebook(tmp_path / "workshop.ipynb")
    lose = """() => {
        const node = document.createElement("div");
        document.getElementById("innhold").append(node);
        node.textContent = "Error displaying widget: model not found";
        node.className = "jupyter-widgets";
    }"""
    with serving(notebook, tmp_path / "data") as server:
        come_in(page, server, "agenda")
        page.evaluate("window.before = true")
        page.evaluate(lose)
        page.wait_for_function("!window.before && document.readyState === 'complete'")
        page.evaluate(lose)
        expect(page.get_by_text("Dette steget lot seg ikke åpne.")).to_be_visible()
        expect(page.get_by_text("model not found")).to_have_count(0)
        expect(
            page.locator("main").get_by_role("button", name="Last siden på nytt")
        ).to_be_visible()
        leave(page, server)


def test_a_failing_cell_gives_a_sentence_and_no_traceback(page, tmp_path):
    notebook = write_notebook(tmp_path / "workshop.ipynb", "\nraise KeyError('Kari Nordmann')\n")
    data = tmp_path / "data"
    (data / "workshop").mkdir(parents=True)
    with serving(notebook, data) as server:
        come_in(page, server, "agenda")
        expect(page.get_by_text("Dette steget lot seg ikke åpne.")).to_be_visible()
        assert "Traceback" not in page.content()
        log = data / "workshop" / "samverk.log"
        leave(page, server)
        assert "CellExecutionError" in log.read_text(encoding="utf-8")
        assert "Kari" not in log.read_text(encoding="utf-8")
