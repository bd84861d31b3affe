"""Writes `paameldte.xlsx`: the made-up people of the sample, as a sign-up form exports them.

Run it from anywhere: `python sample_data/make_sample.py`. People, places and addresses are
made up; the domains end in .example, which nobody can own.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

HEADINGS = (
    "Starttidspunkt",
    "Hva heter du?",
    "E-postadresse",
    "Hvor jobber du?",
    "Hvilken enhet eller avdeling?",
    "Hvilket fagfelt jobber du innen?",
    "Hva er stillingen din?",
    "Har du matbehov vi bør vite om?",
    "Noe mer du vil si?",
)

DOMAINS = {
    "Vågsund kommune": "vagsund.example",
    "Nav Vågsund": "nav-vagsund.example",
    "Havbrisen vgs.": "havbrisen.example",
    "Nordland fylkeskommune": "nordland-fylke.example",
    "DPS Vågsund": "dps-vagsund.example",
    "Politiet": "politiet-vagsund.example",
    "Ytre Salta kommune": "ytresalta.example",
    "Frivilligsentralen": "frivilligsentralen.example",
}

ARBEID = "Arbeid og inkludering"
SKOLE = "Videregående opplæring"
PSYKISK = "Psykisk helsevern"
BARNEVERN = "Barnevern"
HELSE = "Helsestasjon og skolehelse"
TRYGGHET = "Forebygging og trygghet"
KULTUR = "Kultur og fritid"
FRIVILLIG = "Frivillighet"
FOLKEHELSE = "Folkehelse"
PLAN = "Plan og samfunn"

PEOPLE = {
    "Vågsund kommune": (
        ("Aina Bergli", "Oppvekst", BARNEVERN, "Enhetsleder", "", ""),
        ("Odd Inge Sund", "Kultur", KULTUR, "Ungdomsleder", "", ""),
        ("Ola Hauknes", "Plan og samfunn", PLAN, "Samfunnsplanlegger", "", ""),
        ("Tor Kristian Lie", "Oppvekst", BARNEVERN, "Kontaktperson", "", "Kommer rett fra ferja"),
        ("Tone Hegge", "Helse og mestring", HELSE, "Helsesykepleier", "Glutenfri", ""),
        ("Wenche Toft", "HR", PLAN, "Rådgiver", "", ""),
        ("Brage Åsgård", "Helse og mestring", FOLKEHELSE, "Folkehelsekoordinator", "Vegetar", ""),
        ("Solfrid Nesje", "Kultur", KULTUR, "Kulturskolelærer", "", ""),
    ),
    "Nav Vågsund": (
        ("Stian Fagerheim", "Ungdomsteamet", ARBEID, "Veileder", "", ""),
        ("Kari Nordvik", "Ungdomsteamet", ARBEID, "Teamleder", "", ""),
        ("Turid Elvemo", "Oppfølging", ARBEID, "Veileder", "Laktosefri", ""),
        ("Ivar Sørli", "Marked", ARBEID, "Markedskontakt", "", ""),
        ("Britt Nygård", "Oppfølging", ARBEID, "Jobbspesialist", "", ""),
        ("Rune Falch", "Ungdomsteamet", FOLKEHELSE, "Ungdomslos", "Vegan", ""),
    ),
    "Havbrisen vgs.": (
        ("Lise Kvalnes", "Elevtjenesten", SKOLE, "Rådgiver", "", ""),
        ("Marit Jakobsen", "Ledelsen", SKOLE, "Avdelingsleder", "", ""),
        ("Hilde Myrbakk", "Yrkesfag", SKOLE, "Faglærer", "", ""),
        ("Eva Stokkvik", "Elevtjenesten", HELSE, "Miljøarbeider", "Allergi mot nøtter", ""),
        ("Biret Áile Somby", "Studiespesialisering", SKOLE, "Lærer i samisk", "", ""),
    ),
    "Nordland fylkeskommune": (
        ("Ida Rognan", "Oppfølgingstjenesten", SKOLE, "Veileder", "", ""),
        ("Jon Ánde Sara", "Utdanning", SKOLE, "Seniorrådgiver", "", ""),
        ("Anne Mette Bakken Dahl", "Folkehelse", FOLKEHELSE, "Rådgiver", "Glutenfri", ""),
        ("Gunn Reitan", "Utdanning", SKOLE, "Fagleder", "", "Må gå litt før 15.30"),
        ("Trond Mikkel Utsi", "Plan og næring", PLAN, "Rådgiver", "", ""),
    ),
    "DPS Vågsund": (
        ("Mona Rasch", "Ungdomsteamet", PSYKISK, "Psykologspesialist", "", ""),
        ("Siv Lillevik", "Ungdomsteamet", PSYKISK, "Klinisk sosionom", "Vegetar", ""),
        ("Åse Lundli", "Ruspoliklinikken", PSYKISK, "Sykepleier", "", ""),
        ("Biehtár Čavka", "Ungdomsteamet", PSYKISK, "Erfaringskonsulent", "", ""),
    ),
    "Politiet": (
        ("Elin Skar", "Forebyggende enhet", TRYGGHET, "Politibetjent", "", ""),
        ("Randi Osvoll", "Forebyggende enhet", TRYGGHET, "Politikontakt", "", ""),
        ("Kjell Åge Rist", "Vågsund lensmannsdistrikt", TRYGGHET, "Politioverbetjent", "", ""),
    ),
    "Ytre Salta kommune": (
        ("Per Arne Moen", "Oppvekst", BARNEVERN, "Oppvekstleder", "", ""),
        ("Even Holmvik", "Kultur og fritid", KULTUR, "Fritidsleder", "", ""),
        ("Máret Ánne Đurra", "Helse", HELSE, "Helsesykepleier", "Halal", ""),
        ("Šárá Inga Ŋielá", "Språksenteret", KULTUR, "Språkarbeider", "", "Samisktalende"),
        ("Henrik Oldervik", "Helse", PSYKISK, "Psykiatrisk sykepleier", "", ""),
    ),
    "Frivilligsentralen": (
        ("Nina Bakkejord", "", FRIVILLIG, "Daglig leder", "", ""),
        ("Svein Aspelund", "", FRIVILLIG, "Frivillig", "Diabetes", ""),
        ("Amina Warsame Lund", "", FRIVILLIG, "Prosjektleder", "Halal", "Gleder meg!"),
        ("Terje Ŧoreng", "", FRIVILLIG, "Frivillig", "", ""),
    ),
}  # fmt: skip

LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ž": "z", " ": "."}
)


def address(name: str, organisation: str) -> str:
    """An e-mail address for a name, in plain letters."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    return f"{plain.encode('ascii', 'ignore').decode()}@{DOMAINS[organisation]}"


def rows() -> list[tuple[object, ...]]:
    """The answers in the order in which people signed up."""
    people = [(organisation, person) for organisation, all_ in PEOPLE.items() for person in all_]
    # People sign up in no order; a stride that shares no factor with their number mixes them.
    mixed = [people[7 * n % len(people)] for n in range(len(people))] if len(people) % 7 else people
    opened = dt.datetime(2027, 1, 5, 8, 12)
    return [
        (
            opened + dt.timedelta(hours=9 * n, minutes=13 * n % 60),
            name,
            address(name, organisation),
            organisation,
            unit,
            field,
            role,
            dietary,
            remark,
        )
        for n, (organisation, (name, unit, field, role, dietary, remark)) in enumerate(mixed)
    ]


def main() -> None:
    """Writes the file beside this one."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Svar"
    sheet.append(HEADINGS)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in rows():
        sheet.append([value if value != "" else None for value in row])
    for column, width in zip("ABCDEFGHI", (18, 26, 44, 26, 28, 28, 26, 30, 26), strict=True):
        sheet.column_dimensions[column].width = width
    for cell in sheet["A"][1:]:
        cell.number_format = "dd.mm.yyyy hh:mm"
    sheet.freeze_panes = "A2"
    book.properties.creator = "Samverk"
    book.properties.created = book.properties.modified = dt.datetime(2027, 1, 22)
    book.save(Path(__file__).with_name("paameldte.xlsx"))


if __name__ == "__main__":
    main()
