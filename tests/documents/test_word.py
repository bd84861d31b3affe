import re
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest
from lxml import etree

from documents.decks import squeezed
from documents.states import EMPTY, rich
from samverk.documents import report_docx

STATE = rich(measures=30, groups=4)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("word") / "rapport.docx"
    assert report_docx(STATE, path) == []
    return path


def test_each_measure_stands_once_in_the_tables(path: Path) -> None:
    found = [
        row.cells[1].text
        for table in docx.Document(str(path)).tables
        if table.rows[0].cells[1].text == "Tiltak"
        for row in table.rows[1:]
    ]
    assert Counter(found) == Counter(measure.text for measure in STATE.measures)


def test_no_text_is_lost(path: Path) -> None:
    text = squeezed("".join(docx.Document(str(path)).element.itertext()))
    said = [n.text for n in STATE.notes if n.what not in {"question", "draft"}]
    said += [goal.text for goal in STATE.goals]
    said += [STATE.about.title, STATE.about.why, STATE.about.organising_unit]
    assert [one for one in said if squeezed(one) not in text] == []


def test_headings_are_headings_and_tables_say_what_they_are(path: Path) -> None:
    document = docx.Document(str(path))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings[:2] == ["Formål og tema", "Mål og ambisjoner"]
    for table in document.tables:
        assert table._tbl.tblPr.find(f"{W}tblCaption") is not None
        assert table._tbl.tblPr.find(f"{W}tblDescription") is not None
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None


def test_the_language_is_set(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
    assert {lang.get(f"{W}val") for lang in styles.iter(f"{W}lang")} == {"nb-NO"}


def test_elements_of_properties_stand_in_the_order_of_the_schema(path: Path) -> None:
    order = ["tblStyle", "tblW", "jc", "tblLayout", "tblLook", "tblCaption", "tblDescription"]
    for table in docx.Document(str(path)).tables:
        found = [etree.QName(each).localname for each in table._tbl.tblPr]
        assert found == sorted(found, key=order.index)


def test_the_same_state_gives_the_same_file(path: Path, tmp_path: Path) -> None:
    report_docx(STATE, tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == path.read_bytes()


def test_an_empty_workshop_has_a_title(tmp_path: Path) -> None:
    report_docx(EMPTY, tmp_path / "e.docx")
    told = [p.text for p in docx.Document(str(tmp_path / "e.docx")).paragraphs if p.text]
    assert told == ["Samhandlingsverksted"]


def test_nothing_is_kept_of_who_made_the_stock_template(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        assert not re.search(rb"python-docx", archive.read("docProps/core.xml"))
