"""The poster on the wall: read by a phone, whole on its sheet, and editable."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import msgspec
import pikepdf
import pytest
import zxingcpp
from PIL import Image
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.util import Emu

from documents import papers
from samverk import invitation, words
from samverk.documents.poster import Paper, poster_pdf, poster_pptx
from samverk.model import About, Sorry, State, Venue

PAPERS: dict[Paper, tuple[float, float]] = {"a3": (297, 420), "a4": (210, 297)}
LONG = "Kompetansehevingssamarbeidsavtaler " * 12
MILLIMETRE = 36000


@pytest.fixture(autouse=True)
def _bokmaal() -> None:
    words.use("nb")


def workshop(**about: object) -> State:
    told = {
        "theme": "Ungt utenforskap",
        "title": "Samarbeid om de unge",
        "organising_unit": "Avdeling for oppvekst",
        "why": "Vi møter de samme ungdommene hver for oss.",
        "audience": "Alle som møter unge",
        "date": dt.date(2027, 2, 4),
        "venue": "sted",
        "signup_address": "vagsund.example/meld-deg-paa?fra=plakat",
    }
    return State(
        about=msgspec.convert(told | about, About),
        venues=(Venue(id="sted", name="Nordgården", address="Havnegata 12"),),
    )


def decoded(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def opened(path: Path) -> Deck:
    return Presentation(str(path))


def told(path: Path) -> str:
    (slide,) = opened(path).slides
    return " ".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_phone_reads_the_address_that_stands_beside_the_code(
    paper: Paper, tmp_path: Path
) -> None:
    path = tmp_path / "plakat.pdf"
    assert poster_pdf(workshop(), path, paper=paper) == []
    address = "https://vagsund.example/meld-deg-paa?fra=plakat"
    assert decoded(papers.picture(path, 1, tmp_path)) == [address]
    assert papers.bare(address) in papers.bare(papers.text(path))


@pytest.mark.parametrize("paper", PAPERS)
def test_the_powerpoint_has_the_code_as_a_picture_that_says_the_address(
    paper: Paper, tmp_path: Path
) -> None:
    path = tmp_path / "plakat.pptx"
    assert poster_pptx(workshop(), path, paper=paper) == []
    deck = opened(path)
    size = [round(Emu(side).mm) for side in (deck.slide_width or 0, deck.slide_height or 0)]
    assert size == [round(side) for side in PAPERS[paper]]
    (slide,) = deck.slides
    (picture,) = [shape for shape in slide.shapes if hasattr(shape, "image")]
    address = "https://vagsund.example/meld-deg-paa?fra=plakat"
    assert decoded(Image.open(io.BytesIO(picture.image.blob))) == [address]
    assert picture._element.nvPicPr.cNvPr.get("descr") == address
    assert address in told(path)
    assert slide.shapes.title is not None
    assert slide.shapes.title.text_frame.text == "Ungt utenforskap"


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_it_tells_what_when_where_why_and_that_there_is_food(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"plakat.{kind}"
    (poster_pdf if kind == "pdf" else poster_pptx)(workshop(), path)
    said = papers.text(path) if kind == "pdf" else told(path)
    for wanted in (
        "Ungt utenforskap",
        "Samarbeid om de unge",
        "Avdeling for oppvekst",
        "torsdag 4. februar 2027",
        "09.00–15.30",
        "Nordgården",
        "hver for oss",
        "Vi byr på lunsj",
    ):
        assert wanted in said


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("long", [LONG[:35].strip(), LONG.strip(), "samarbeid" * 20])
def test_long_texts_are_whole_and_on_the_sheet(long: str, paper: Paper, tmp_path: Path) -> None:
    address = f"https://vagsund.example/{long.replace(' ', '')}"
    state = workshop(
        theme=long, title=long, why=f"{long}\n{long}", audience=long, signup_address=address
    )
    pdf, pptx = tmp_path / "plakat.pdf", tmp_path / "plakat.pptx"
    poster_pdf(state, pdf, paper=paper)
    poster_pptx(state, pptx, paper=paper)
    assert papers.pages(pdf) == 1
    assert papers.bare(papers.text(pdf)).count(papers.bare(long)) == 6
    width, height = (side * 72 / 25.4 for side in PAPERS[paper])
    assert [w for w in papers.boxes(pdf) if min(w[1:3]) < 20 or w[3] > width or w[4] > height] == []
    assert decoded(papers.picture(pdf, 1, tmp_path)) == [invitation.link(state)]
    (slide,) = opened(pptx).slides
    for shape in slide.shapes:
        assert 0 <= shape.left < shape.left + shape.width <= PAPERS[paper][0] * MILLIMETRE * 1.001
        assert 0 <= shape.top <= shape.top + shape.height <= PAPERS[paper][1] * MILLIMETRE * 1.001


def test_what_people_write_is_never_markup(tmp_path: Path) -> None:
    path = tmp_path / "plakat.pdf"
    hostile = '#read("/etc/passwd") = *fet* <svg> $x$ Ŧŋš'
    poster_pdf(workshop(theme=hostile, why=hostile), path)
    assert papers.bare(papers.text(path)).count(papers.bare(hostile)) == 2


def test_an_address_for_mail_is_written_without_its_scheme(tmp_path: Path) -> None:
    state = workshop(signup_address="paamelding@vagsund.example")
    path = tmp_path / "plakat.pdf"
    poster_pdf(state, path)
    assert decoded(papers.picture(path, 1, tmp_path)) == ["mailto:paamelding@vagsund.example"]
    assert "mailto:" not in papers.text(path)


def test_the_picture_in_the_pdf_says_the_address(tmp_path: Path) -> None:
    path = tmp_path / "plakat.pdf"
    poster_pdf(workshop(), path)
    with pikepdf.open(path) as pdf:
        told = [
            str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o
        ]
    assert told == ["https://vagsund.example/meld-deg-paa?fra=plakat"]


def test_what_is_missing_is_told_and_there_is_a_poster_all_the_same(tmp_path: Path) -> None:
    state = workshop(date=None, venue="", signup_address="", why="", organising_unit="")
    for make, name in ((poster_pdf, "a.pdf"), (poster_pptx, "a.pptx")):
        said = make(state, tmp_path / name)
        assert "Datoen mangler." in said
        assert any("ingen QR-kode" in each for each in said)
        assert (tmp_path / name).exists()


def test_no_poster_before_the_theme_is_set(tmp_path: Path) -> None:
    for make in (poster_pdf, poster_pptx):
        with pytest.raises(Sorry, match="tema"):
            make(workshop(theme=""), tmp_path / "plakat")
    assert list(tmp_path.iterdir()) == []


def test_the_same_state_gives_the_same_files(tmp_path: Path) -> None:
    for make, kind in ((poster_pdf, "pdf"), (poster_pptx, "pptx")):
        make(workshop(), tmp_path / f"a.{kind}")
        make(workshop(), tmp_path / f"b.{kind}")
        assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()
