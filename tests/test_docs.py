"""The documentation: complete, true, and with nothing in it that leads nowhere."""

import functools
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from samverk import cli
from samverk.actions import sample
from samverk.rehearsal import Summary
from samverk.ui.steps import STEPS
from samverk.workshop import Workshop
from serving import serving, write_notebook

CHECKOUT = Path(__file__).resolve().parent.parent
PACKAGE = CHECKOUT / "lib" / "samverk"
README = CHECKOUT / "README.md"
PAGES = [README, *sorted((CHECKOUT / "docs").glob("*.md"))]
NAMED_IN_README = {"run", "test", "Samverk.cmd"}
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
OPTION = re.compile(r"--[a-z][a-z-]+")


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def links(page: Path) -> list[tuple[bool, str, str]]:
    """Whether it is a picture, its text, and where it leads."""
    prose = re.sub(r"```.*?```", "", text(page), flags=re.DOTALL)
    return [(bool(mark), label, target) for mark, label, target in LINK.findall(prose)]


def anchors(page: Path) -> set[str]:
    """The names that the headings of a page can be linked by."""
    headings = re.findall(r"^#+ (.+)$", text(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def page_name(page: Path) -> str:
    return page.relative_to(CHECKOUT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_link_leads_somewhere(page: Path):
    lost = []
    for _picture, _label, target in links(page):
        if re.match(r"https?:|mailto:", target):
            continue
        path, _hash, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        if not found.exists() or (anchor and anchor not in anchors(found)):
            lost.append(target)
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_picture_is_told_in_words(page: Path):
    shown = [(label, target) for picture, label, target in links(page) if picture]
    assert [target for label, target in shown if len(label) < 20] == []


def test_every_picture_is_shown_and_they_are_light():
    shown = {
        (page.parent / target).resolve()
        for page in PAGES
        for picture, _label, target in links(page)
        if picture
    }
    lying = set((CHECKOUT / "docs" / "bilder").iterdir())
    assert lying == shown
    assert sum(path.stat().st_size for path in lying) < 2_500_000


def test_the_guide_is_short_enough_to_be_read():
    assert len(text(CHECKOUT / "docs" / "veileder.md").splitlines()) <= 300


def test_every_file_in_scripts_is_named_where_it_belongs():
    files = {path.name for path in (CHECKOUT / "scripts").iterdir() if path.is_file()}
    named = set(re.findall(r"scripts[/\\]([\w.]+)", text(README)))
    assert named == NAMED_IN_README
    development = text(CHECKOUT / "docs" / "utvikling.md")
    assert {
        name for name in files - NAMED_IN_README if f"scripts/{name}" not in development
    } == set()


def helped(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    with pytest.raises(SystemExit):
        cli.main([*command, "--help"])
    return capsys.readouterr().out


def commands(capsys: pytest.CaptureFixture[str]) -> set[str]:
    return set(re.findall(r"^    (\w+)  ", helped(capsys), re.MULTILINE))


def told_commands() -> set[str]:
    rows = re.findall(r"^\| (`samverk.*?) \|", text(README), re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`samverk (\w+)", row)}


def told_options() -> dict[str, set[str]]:
    """The options of each command by the table of the README."""
    told: dict[str, set[str]] = {}
    for option, of in re.findall(r"^\| `(--[a-z-]+)[^|]*\| ([\w, ]+) \|", text(README), re.M):
        for command in of.split(", "):
            told.setdefault(command, set()).add(option)
    return told


def test_the_readme_names_every_command_and_no_other(capsys: pytest.CaptureFixture[str]):
    assert told_commands() == commands(capsys)


def test_the_readme_names_every_option_and_no_other(capsys: pytest.CaptureFixture[str]):
    there = {
        command: set(OPTION.findall(helped(capsys, command))) - {"--help"}
        for command in commands(capsys)
    }
    assert told_options() == there


def test_the_ready_file_holds_what_the_readme_says(tmp_path: Path):
    notebook = write_notebook(tmp_path / "workshop.ipynb")
    workshop = Workshop(notebook, tmp_path / "workshops")
    workshop.begin()
    workshop.close()
    paragraph = re.search(r"The ready file holds (.*?)\.\s", text(README), re.DOTALL)
    assert paragraph
    always, _semicolon, in_lab = paragraph[1].partition(";")
    with serving(notebook, tmp_path / "workshops") as server:
        assert set(re.findall(r"`(\w+)`", always)) == set(server.addresses)
    assert re.findall(r"`(\w+)`", in_lab) == ["lab_url"]


def test_the_summary_holds_what_the_readme_says():
    paragraph = re.search(r"`summary.json` holds (.*?)\.\s", text(README), re.DOTALL)
    assert paragraph
    assert set(re.findall(r"`(\w+)`", paragraph[1])) == set(Summary.__struct_fields__)


def test_the_examples_of_the_readme_run(tmp_path: Path):
    notebook = write_notebook(tmp_path / "workshop.ipynb")
    workshop = Workshop(notebook, tmp_path / "workshops")
    workshop.begin()
    sample.fill(workshop.opened, workshop.meet, workshop.met)
    workshop.close()
    code = "\n".join(re.findall(r"```python\n(.*?)```", text(README), re.DOTALL))
    said = subprocess.run(
        [sys.executable, "-c", code],
        cwd=CHECKOUT,
        env={
            **os.environ,
            "PYTHONIOENCODING": "utf-8",
            "PYTHONPATH": str(CHECKOUT / "lib"),
            "SAMVERK_NOTEBOOK": str(notebook),
        },
        capture_output=True,
        encoding="utf-8",
    )
    assert said.returncode == 0, said.stderr
    assert "skal ikke sitte sammen" in said.stdout
    assert "Nav-veileder" in said.stdout


def test_the_cells_of_the_notebook_are_the_steps_of_the_guide():
    book = json.loads(text(CHECKOUT / "workshop.ipynb"))
    cells = [cell["metadata"].get("samverk", {}).get("step") for cell in book["cells"]]
    steps = [step for step in cells if step not in (None, "start")]
    assert steps == [step.name for step in STEPS]
    headings = re.findall(r"^#+ (.+)$", text(CHECKOUT / "docs" / "veileder.md"), re.MULTILINE)
    told = [heading for heading in headings if heading in {step.title for step in STEPS}]
    assert told == [step.title for step in STEPS]


def interface() -> list[str]:
    """The texts that people see, as they stand in the code."""
    with (PACKAGE / "locale/nn/LC_MESSAGES/samverk.po").open("rb") as file:
        texts = [message.id for message in read_po(file) if message.id]
    return [form for each in texts for form in ([each] if isinstance(each, str) else each)]


@functools.cache
def filled_in(form: str) -> re.Pattern[str]:
    """Matches the text with anything in its places."""
    fixed = re.split(r"{\w+}", form)
    says_something = re.search(r"\w{3}", " ".join(fixed))
    return re.compile(".+".join(map(re.escape, fixed)) if says_something else "(?!)")


def stands(told: str, there: list[str]) -> bool:
    """Whether this is a text of the interface, filled in, or the first sentences of one."""
    return any(
        filled_in(form).fullmatch(told) or (told.endswith(".") and form.startswith(told))
        for form in there
    )


def test_what_the_guide_sets_in_bold_stands_so_on_the_screen():
    there = interface()
    bold = re.findall(r"\*\*([^*]+)\*\*", text(CHECKOUT / "docs" / "veileder.md"))
    told = [" ".join(each.split()) for each in bold if each != "fet skrift"]
    assert len(told) > 50
    assert [each for each in told if not stands(each, there)] == []
    assert not stands("Del deltakerne i to", there)
