import logging

import pytest

from samverk.live.log import start_log
from samverk.live.place import Place


@pytest.fixture
def place(tmp_path):
    kept = {name: list(logging.getLogger(name).handlers) for name in (None, "samverk.live")}
    yield Place(tmp_path / "workshop.ipynb", tmp_path / "workshops")
    logging.captureWarnings(False)
    logging.getLogger("samverk.live").propagate = True
    for name, handlers in kept.items():
        logging.getLogger(name).handlers[:] = handlers


def written(place: Place) -> str:
    return (place.folder / "samverk.log").read_text(encoding="utf-8")


def test_a_failure_is_told_by_kind_and_place_and_never_by_its_words(place):
    place.folder.mkdir(parents=True)
    log = start_log(place, lambda: ["hemmelig-nøkkel"])
    try:
        raise KeyError("Kari Nordmann")
    except KeyError:
        log.exception("The page failed for hemmelig-nøkkel at /?token=abc123")
    assert "KeyError" in written(place)
    assert "test_log.py" in written(place)
    for secret in ("Kari", "hemmelig", "abc123"):
        assert secret not in written(place)


def test_what_others_write_is_told_by_place_alone(place):
    place.folder.mkdir(parents=True)
    start_log(place, list)
    logging.getLogger("tornado.general").error("GET /nedlasting/Kari?token=abc")
    assert "tornado.general: test_log.py" in written(place)
    assert "Kari" not in written(place)


def test_no_folder_is_made_for_the_log(place):
    log = start_log(place, list)
    log.error("Something failed")
    assert not place.folder.exists()
