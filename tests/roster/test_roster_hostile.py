"""Files that no reader may choke on: each is refused, or read, within two seconds and 200 MB."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest

from samverk.roster import RosterError, read_roster

CASES = Path(__file__).parent / "cases"
MEGA = 1024 * 1024
SECONDS, MEGABYTES = 2.0, 200

SPACES = b" " * MEGA
SHEET = "xl/worksheets/sheet1.xml"
HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def workbook(**parts: bytes | int) -> bytes:
    """A small workbook whose parts are replaced or added to, as in `repacked`."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Navn"])
    sheet.append(["Kari Nordmann"])
    file = io.BytesIO()
    book.save(file)
    return repacked(file.getvalue(), parts)


def repacked(data: bytes, parts: Mapping[str, bytes | int]) -> bytes:
    """A package with other parts; a number makes a part of so many megabytes of spaces."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            with new.open(name, "w") as part:
                for piece in [content] if isinstance(content, bytes) else [SPACES] * content:
                    part.write(piece)
    return file.getvalue()


def sheet(rows: str) -> bytes:
    return workbook(**{SHEET: (HEAD + rows + "</sheetData></worksheet>").encode("utf-8")})


def many_attributes() -> bytes:
    return sheet("<row " + " ".join(f'a{n}="x"' for n in range(300_000)) + "/>")


def formatted(pattern: str) -> bytes:
    """A workbook with numbers in a format of its own."""
    style = f'<numFmts><numFmt numFmtId="165" formatCode="{pattern}"/></numFmts>'
    styles = f'<styleSheet>{style}<cellXfs><xf numFmtId="165"/></cellXfs></styleSheet>'
    rows = '<row><c t="inlineStr"><is><t>Navn</t></is></c></row>' + (
        '<row><c s="0"><v>12</v></c></row>' * 20_000
    )
    content = (HEAD + rows + "</sheetData></worksheet>").encode("utf-8")
    return workbook(**{"xl/styles.xml": styles.encode("utf-8"), SHEET: content})


def bomb() -> bytes:
    """A part of 310 MB that no reader needs."""
    return workbook(**{"xl/media/image1.bin": 310})


def bomb_in_the_sheet() -> bytes:
    return workbook(**{SHEET: 100})


def bomb_that_lies() -> bytes:
    """A part that says it is small, and unpacks to 60 MB."""
    squeezer = zlib.compressobj(1, zlib.DEFLATED, -15)
    squeezed = b"".join(squeezer.compress(SPACES) for _i in range(60)) + squeezer.flush()
    data = workbook(**{SHEET: b"@" * 3000})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        part = package.getinfo(SHEET)
    start = part.header_offset + 30 + len(SHEET)
    head = bytearray(data[: part.header_offset + 30] + SHEET.encode("ascii"))
    struct.pack_into("<I", head, part.header_offset + 18, len(squeezed))
    moved = len(squeezed) - part.compress_size
    tail = bytearray(data[start + part.compress_size :])
    at = tail.find(b"PK\x01\x02")
    while at >= 0:
        size, _whole, name = struct.unpack_from("<IIH", tail, at + 20)
        (offset,) = struct.unpack_from("<I", tail, at + 42)
        if tail[at + 46 : at + 46 + name] == SHEET.encode("ascii"):
            struct.pack_into("<I", tail, at + 20, size + moved)
        elif offset > part.header_offset:
            struct.pack_into("<I", tail, at + 42, offset + moved)
        at = tail.find(b"PK\x01\x02", at + 4)
    end = tail.rfind(b"PK\x05\x06")
    (directory,) = struct.unpack_from("<I", tail, end + 16)
    struct.pack_into("<I", tail, end + 16, directory + moved)
    return bytes(head) + squeezed + bytes(tail)


def many_parts() -> bytes:
    return workbook(**{f"x/{i}": b"" for i in range(6_000)})


def laughing_entities() -> bytes:
    entities = "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' if i else '<!ENTITY a0 "ha">' for i in range(12)
    )
    text = f"<!DOCTYPE x [{entities}]>{HEAD}<row><c t='inlineStr'><is><t>&a11;</t></is></c></row>"
    return workbook(**{SHEET: (text + "</sheetData></worksheet>").encode("utf-8")})


def many_rows() -> bytes:
    return sheet("".join(f'<row r="{i}"><c><v>{i}</v></c></row>' for i in range(1, 200_001)))


def a_row_of_millions() -> bytes:
    return sheet("<row>" + "<c/>" * 4_000_000 + "</row>")


def many_tags() -> bytes:
    return sheet('<row r="1"><c r="A1"/></row>' * 1_600_000)


def merged_without_end() -> bytes:
    rows = "".join(f'<row r="{i}"><c r="A{i}"><v>1</v></c></row>' for i in range(1, 20_000))
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 50_000
    text = f"{HEAD}{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    return workbook(**{SHEET: text.encode("utf-8")})


def strange_numbers() -> bytes:
    return sheet(
        '<row r="99999999999999999999"><c t="s"><v>-7</v></c><c t="s"><v>999</v></c>'
        '<c s="77"><v>1e308</v></c><c><v>inf</v></c></row><row r="-4"><c><v>nan</v></c></row>'
    )


def formulas() -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Navn", "Enhet"])
    page.append(["Kari Nordmann", "=cmd|' /C calc'!A0"])
    page.append(['=HYPERLINK("http://example.org","Ola")', "=" + "(" * 4000 + "1" + ")" * 4000])
    for i in range(4, 3000):
        page.append([f"Person {i}", f"=SUM(A1:A{i})*{'A1+' * 300}1"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def page_of_open_tags() -> bytes:
    return b"<table>" + b"<a " * 500_000


def page_of_open_comments() -> bytes:
    return b"<html>" + b"<!--" * 500_000


def page_of_cells() -> bytes:
    return b"<table><tr>" + b"<td rowspan=9999999 colspan=9999999>" * 400_000


def document(content: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
    return file.getvalue()


ODS = (
    '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body>'
    '<office:spreadsheet><table:table table:name="A">{rows}</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)


def repeated_without_end() -> bytes:
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>Navn</text:p>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-cell>'
    return document(ODS.format(rows=row + "</table:table-row>"))


def many_tags_in_a_document() -> bytes:
    return document(ODS.format(rows="<table:table-row/>" * 1_600_000))


def document_with_a_password() -> bytes:
    with zipfile.ZipFile(CASES / "list.ods") as package:
        manifest = package.read("META-INF/manifest.xml").decode("utf-8")
    locked = manifest.replace(
        "</manifest:manifest>", "<manifest:encryption-data/></manifest:manifest>"
    )
    data = (CASES / "list.ods").read_bytes()
    return repacked(data, {"META-INF/manifest.xml": locked.encode("utf-8"), "content.xml": b"\x9c"})


def renamed_stream(name: str) -> bytes:
    old = "Workbook".encode("utf-16-le")
    data = bytearray((CASES / "list.xls").read_bytes())
    at = data.rfind(old)
    new = name.encode("utf-16-le")
    data[at : at + 64] = new.ljust(64, b"\0")
    struct.pack_into("<H", data, at + 64, len(new) + 2)
    return bytes(data)


def patched(find: bytes, at: int, new: bytes) -> bytes:
    data = bytearray((CASES / "list.xls").read_bytes())
    start = data.find(find) + at
    data[start : start + len(new)] = new
    return bytes(data)


def old_with_a_password() -> bytes:
    """The record after the first is made to say that the rest is encrypted."""
    return patched(b"\x09\x08\x10\x00", 20, b"\x2f\x00")


def old_with_a_far_cell() -> bytes:
    """A text cell in the last row and column, which a whole grid must make room for."""
    data = bytearray((CASES / "list.xls").read_bytes())
    at = data.rfind(b"\xfd\x00\x0a\x00")
    struct.pack_into("<HH", data, at + 4, 65_535, 255)
    return bytes(data)


def chained_in_a_circle() -> bytes:
    """A table of sectors in which every sector is followed by the first."""
    data = bytearray((CASES / "list.xls").read_bytes())
    (table,) = struct.unpack_from("<I", data, 76)
    start = (table + 1) * 512
    data[start : start + 512] = bytes(512)
    return bytes(data)


FILES: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "bomb.xlsx": (bomb, "større"),
    "sheet-bomb.xlsx": (bomb_in_the_sheet, "større"),
    "lying-bomb.xlsx": (bomb_that_lies, "skadet"),
    "parts.xlsx": (many_parts, "større"),
    "laughs.xlsx": (laughing_entities, "skadet"),
    "rows.xlsx": (many_rows, "50 000 rader"),
    "wide.xlsx": (a_row_of_millions, "større"),
    "tags.xlsx": (many_tags, "større"),
    "merged.xlsx": (merged_without_end, "kolonne med navn"),
    "numbers.xlsx": (strange_numbers, "skadet"),
    "formulas.xlsx": (formulas, None),
    "tags.xls": (page_of_open_tags, "tom"),
    "comments.xls": (page_of_open_comments, "tom"),
    "cells.xls": (page_of_cells, "tom"),
    "repeated.ods": (repeated_without_end, "50 000 rader"),
    "tags.ods": (many_tags_in_a_document, "større"),
    "locked.ods": (document_with_a_password, "passord"),
    "locked.xlsx": (lambda: renamed_stream("EncryptedPackage"), "passord"),
    "locked.xls": (old_with_a_password, "passord"),
    "far.xls": (old_with_a_far_cell, None),
    "circle.xls": (chained_in_a_circle, "skadet"),
    "word.xls": (lambda: renamed_stream("WordDocument"), "Word"),
    "message.xls": (lambda: renamed_stream("__properties_version1.0"), "e-post"),
    "cut.xlsx": (lambda: (CASES / "list.xlsx").read_bytes()[:3000], "skadet"),
    "cut.ods": (lambda: (CASES / "list.ods").read_bytes()[:5000], "skadet"),
    "cut.xls": (lambda: (CASES / "list.xls").read_bytes()[:3000], "skadet"),
    "zip.xlsx": (lambda: document("x").replace(b"content.xml", b"inhold.xlsx"), "pakket"),
    "noise.csv": (lambda: bytes(range(256)) * 4000, "annen type fil"),
    "picture.xlsx": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(4000), "bilde"),
    "returns.csv": (lambda: b"\r" * (15 * MEGA), "tom"),
    "blank.csv": (lambda: b"Navn\n" + b";;\n" * (2 * MEGA) + b"Kari", "50 000 rader"),
    "attributes.xlsx": (many_attributes, "større"),
    "empty rows.xlsx": (lambda: sheet("<row/>" * 4_000_000), "større"),
    "format.xlsx": (lambda: formatted("[" * 100_000 + "#"), "navn"),
    "zeros.xlsx": (lambda: formatted("0" * 100_000), "navn"),
    "tables.xls": (lambda: b"<html>" + b"<table><tr><td>" * 700_000, "større"),
    "line.txt": (lambda: "Kari Ås, ".encode() * 1_000_000, "navn"),
    "long.csv": (lambda: b"Navn;Enhet\n" + b"Kari;IT\n" * 200_000, "50 000 rader"),
    "flat.csv": (lambda: b"Navn;Enhet\n" + b";" * (5 * MEGA), "for mange kolonner"),
    "quoted.csv": (lambda: b'Navn;Enhet\n"' + b'x\n";"' * MEGA, "for mange kolonner"),
    "huge.csv": (lambda: b"Navn\n" + b"Kari\n" * (11 * MEGA), "50 MB"),
}

SCRIPT = """
import json, sys, time
from pathlib import Path
import psutil
from samverk.roster import RosterError, read_roster
from samverk.words import _
said = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    start = time.process_time()
    try:
        text = str(len(read_roster(path).people))
    except RosterError as error:
        text = str(error)
    said[path.name] = (text, time.process_time() - start)
status = Path("/proc/self/status")
if status.exists():
    lines = status.read_text(encoding="ascii").splitlines()
    peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024
else:
    info = psutil.Process().memory_info()
    peak = getattr(info, "peak_wset", info.rss)
print(json.dumps([said, peak]))
"""


@pytest.fixture(scope="module")
def outcome(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[dict[str, tuple[str, float]], int]:
    """What was said about each file and the seconds it took, and the most memory in bytes."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (make, _said) in FILES.items():
        (folder / name).write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder)],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    said, peak = json.loads(done.stdout)
    return said, peak


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_hostile_file_is_refused_or_read_within_two_seconds(
    outcome: tuple[dict[str, tuple[str, float]], int], name: str
) -> None:
    text, seconds = outcome[0][name]
    expected = FILES[name][1]
    assert text.isdigit() if expected is None else expected in text
    assert seconds < SECONDS


def test_all_of_them_together_stay_within_200_megabytes(
    outcome: tuple[dict[str, tuple[str, float]], int],
) -> None:
    assert outcome[1] < MEGABYTES * MEGA


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize("step", [0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9])
def test_a_file_that_is_cut_off_gets_a_sentence(tmp_path: Path, kind: str, step: float) -> None:
    data = (CASES / f"list.{kind}").read_bytes()
    path = tmp_path / f"cut.{kind}"
    path.write_bytes(data[: int(len(data) * step)])
    with pytest.raises(RosterError, match="skadet"):
        read_roster(path)
