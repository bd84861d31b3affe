import subprocess
import sys
from pathlib import Path

import pytest

from documents.states import rich
from samverk import words
from samverk.documents import NAMES, filename, report_pptx
from samverk.documents.worker import make
from samverk.model import About, Sorry, State


def test_a_worker_makes_the_same_file(tmp_path: Path) -> None:
    state = rich(measures=6, groups=2)
    report_pptx(state, tmp_path / "here.pptx")
    assert make("report_pptx", state, tmp_path / "there.pptx") == []
    assert (tmp_path / "here.pptx").read_bytes() == (tmp_path / "there.pptx").read_bytes()


def test_what_the_worker_regrets_reaches_the_caller(tmp_path: Path) -> None:
    (tmp_path / "mal.pptx").write_text("ikke en mal", encoding="utf-8")
    with pytest.raises(Sorry, match=r"mal\.pptx kan ikke brukes"):
        make("report_pptx", State(), tmp_path / "r.pptx", template=tmp_path / "mal.pptx")
    assert [path.name for path in tmp_path.iterdir()] == ["mal.pptx"]


def test_a_stopped_worker_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Sorry, match="Stoppet"):
        make("report_xlsx", rich(), tmp_path / "r.xlsx", stopped=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_a_worker_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[float] = []

    def progress(done: float) -> bool:
        told.append(done)
        return False

    make("report_pptx", rich(measures=300, groups=30), tmp_path / "r.pptx", progress=progress)
    assert told == sorted(told)
    assert len(set(told)) > 1
    assert all(0 <= done <= 1 for done in told)


def test_a_worker_that_fails_is_a_sentence(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Sorry, match="Årsaken står i loggen"):
        make("ukjent", State(), tmp_path / "r.pptx")
    assert "KeyError" in caplog.text
    assert list(tmp_path.iterdir()) == []


def test_the_room_loads_no_heavy_package() -> None:
    asked = "import sys, samverk.documents, samverk.documents.worker; print(*sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", asked],
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(Path(words.__file__).parents[1])},
    )
    loaded = {name.partition(".")[0] for name in found.stdout.decode("utf-8").split()}
    assert loaded.isdisjoint({"pptx", "openpyxl", "lxml", "PIL", "pandas"})


@pytest.mark.parametrize("theme", ['Hva? Nå: a/b\\c <"|*>', "  con  ", "æøå ŋđ", "x" * 300, "..."])
def test_a_file_name_is_safe_on_any_system(theme: str) -> None:
    for kind in NAMES:
        name = filename(State(about=About(theme=theme)), kind)
        assert not set(name) & set('<>:"/\\|?*')
        assert len(name) < 100
        assert name.endswith(NAMES[kind][1])


def test_a_report_is_named_by_its_theme_and_date() -> None:
    assert filename(rich(), "report_pptx") == "Rapport Ungt utenforskap 2027-02-04.pptx"
