"""What the documents are called, and the words that they share."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

from samverk.documents.clean import one_line
from samverk.model import Attendance, DayRole, GroupRole, Horizon, NoteKind, State, Status
from samverk.words import N_, Language, _, language, use

NAMES: dict[str, tuple[str, str]] = {
    "report_pptx": (N_("Rapport"), ".pptx"),
    "report_xlsx": (N_("Regneark"), ".xlsx"),
    "report_pdf": (N_("Rapport til arkivet"), ".pdf"),
    "report_docx": (N_("Rapport"), ".docx"),
    "report_txt": (N_("Tekst til e-post"), ".txt"),
    "director_pptx": (N_("Til direktøren"), ".pptx"),
}
"""For each kind of document: what it is, in bokmål, and the ending of its file's name."""

HORIZON_NAMES: dict[Horizon, str] = {
    "now": N_("Strakstiltak"),
    "stretch": N_("Strekkmål"),
    "dream": N_("Drøm"),
}
STATUS_NAMES: dict[Status, str] = {
    "new": N_("Ny"),
    "in_progress": N_("Under arbeid"),
    "done": N_("Ferdig"),
    "stopped": N_("Stoppet"),
}
ROLE_NAMES: dict[GroupRole, str] = {
    "chair": N_("Ordstyrer"),
    "timekeeper": N_("Tidtaker"),
    "secretary": N_("Sekretær"),
    "presenter": N_("Legger fram"),
}
ATTENDANCE_NAMES: dict[Attendance, str] = {
    "expected": N_("Ventet"),
    "present": N_("Møtt"),
    "absent": N_("Ikke møtt"),
    "late": N_("Kom sent"),
}
DAY_ROLE_NAMES: dict[DayRole, str] = {
    "organiser": N_("Arrangør"),
    "chair": N_("Møteleder"),
    "facilitator": N_("Prosessleder"),
    "co_organiser": N_("Medarrangør"),
}
NOTE_NAMES: dict[NoteKind, str] = {
    "horizon": N_("Gruppearbeid"),
    "question": N_("Spørsmål"),
    "commitment": N_("Løfte"),
    "perspective": N_("Slik ser vi det"),
    "draft": N_("Utkast til utfordringsbilde"),
    "challenge": N_("Utfordringsbilde"),
    "presentation": N_("Framlegg"),
    "evaluation": N_("Evaluering"),
}

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")
_LONGEST = 60


def filename(state: State, kind: str) -> str:
    """A file's name for that kind: what it is, the theme and the date; safe on any system."""
    name, ending = NAMES[kind]
    return file_of(state, _(name), ending)


def file_of(state: State, name: str, ending: str) -> str:
    """A file's name that begins with `name`, then the theme and the date; safe on any system."""
    about = state.about
    subject = _UNSAFE.sub(" ", one_line(about.theme or about.title))
    subject = " ".join(subject.split())[:_LONGEST]
    parts = [_UNSAFE.sub(" ", name), subject, about.date.isoformat() if about.date else ""]
    stem = " ".join(part.strip(" .") for part in parts if part.strip(" ."))
    return ("_" if _RESERVED.match(stem) else "") + stem + ending


@contextlib.contextmanager
def spoken(chosen: Language) -> Iterator[None]:
    """Speak `chosen` for as long as a document is made."""
    before = language()
    use(chosen)
    try:
        yield
    finally:
        use(before)
