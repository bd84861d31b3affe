"""What a column holds, told from its heading: a word, or a whole question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, get_args

from samverk.roster.table import Row, clean

Field = Literal[
    "name",
    "first_name",
    "last_name",
    "organisation",
    "unit",
    "field",
    "role",
    "email",
    "dietary",
    "attendance",
]
FIELDS: tuple[Field, ...] = get_args(Field)

SEARCHED = 60
"""So many rows from the top are looked at for headings."""
SURE, LIKELY, POSSIBLE = 3, 2, 1

WORDS: dict[Field, str] = {
    "name": """navn, namn, name, fullt navn, fullt namn, full name, fulle navn, hele navnet,
        heile namnet, ditt navn, navnet ditt, namnet ditt, your name, hva heter du, kva heiter du,
        hvem er du, kven er du, who are you, deltaker, deltakar, deltager, deltakere, deltakarar,
        deltagere, deltakernavn, deltakarnamn, deltagernavn, participant, participants, attendee,
        attendees, participant name, attendee name, person, ansatt, tilsett, medarbeider,
        medarbeidar, visningsnavn, visningsnamn, display name, invitert, mottaker, mottakar,
        recipient, påmeldte, påmelde, navneliste, namneliste, kontaktperson, gjest, gjester,
        guest, guests, invitee, invitees, namma""",
    "first_name": """fornavn, førenamn, fornamn, first name, firstname, given name, given names,
        forename, fornavn og mellomnavn, førenamn og mellomnamn""",
    "last_name": """etternavn, etternamn, last name, lastname, surname, family name,
        slektsnavn, slektsnamn""",
    "organisation": """organisasjon, organisasjonen din, organisation, organization, virksomhet,
        verksemd, arbeidsgiver, arbeidsgjevar, arbeidsgivar, arbeidssted, arbeidsstad, arbeidsplass,
        etat, kommune, bedrift, firma, selskap, company, company name, employer, workplace,
        institusjon, institution, foretak, føretak, helseforetak, org, tilhørighet, tilhøyrsle,
        agency, skole, skule, hvor jobber du, hvor arbeider du, kvar jobbar du, kvar arbeider du,
        kor jobbar du, where do you work, organisasjonsnavn, organisasjonsnamn, virksomhetsnavn,
        verksemdsnamn, bedriftsnavn, firmanavn, barnehage, hvor kommer du fra, kvar kjem du frå,
        hvem representerer du, kven representerer du, jeg representerer, eg representerer,
        municipality, bargosadji, organisašuvdna""",
    "unit": """enhet, eining, avdeling, avd, seksjon, kontor, department, dept, unit, division,
        section, team, office, tjenestested, tenestestad, enhetsnavn, einingsnamn,
        avdelingsnavn, avdelingsnamn""",
    "field": """fagfelt, fagområde, fag, fagbakgrunn, fagmiljø, fagdisiplin, felt, field,
        field of work, subject area, discipline, expertise, area of expertise, ekspertise,
        kompetanseområde, arbeidsområde, arbeidsfelt, ansvarsområde, sektor, sector, bransje,
        hva jobber du med, hva arbeider du med, kva jobbar du med, kva arbeider du med,
        what do you work with, what do you work on, area of work, virksomhetsområde,
        verksemdsområde, tjenesteområde, tenesteområde""",
    "role": """rolle, stilling, stillingstittel, stillingstype, tittel, funksjon, yrke,
        yrkestittel, jobbtittel, profesjon, job title, jobtitle, position, role, title, occupation,
        profession, hva jobber du som, kva jobbar du som, what is your job""",
    "email": """epost, epostadresse, epostadressa, email, email address, mail, mailadresse,
        mail address, epostadr, din epost, your email, email 1, primary email, primær epost""",
    "dietary": """matbehov, allergi, allergier, allergiar, allergener, allergen, matallergi,
        matallergier, matallergiar, kosthold, diett, mat, matønsker, matønske, matpreferanser,
        spesialkost, intoleranse, intoleranser, spesielle matbehov, særlige matbehov, dietary needs,
        dietary requirements, dietary restrictions, dietary, food allergies, allergies, food,
        dietary preferences, spesielle behov, allergi matbehov, mathensyn, matomsyn, spesialmat""",
    "attendance": """svar, response, respons, status, påmeldingsstatus, påmelding, kommer du,
        kjem du, deltar du, deltek du, kan du delta, kan du komme, jeg kommer, eg kjem, attending,
        will you attend, rsvp, kommer, deltar, svarstatus, deltakerstatus, deltakarstatus,
        attendee status, registration status""",
}
EXACT: dict[str, Field] = {
    " ".join(word.split()): name for name, words in WORDS.items() for word in words.split(",")
}
VAGUE = frozenset({"kontaktperson", "title"})
"""A title may be Ms or Mr."""

KEYWORDS: dict[Field, str] = {
    "organisation": r"organisasjon\w*|organi[sz]ation\w*|virksomhet\w*|verksemd\w*|arbeidsgiv\w*"
    r"|arbeidsgjev\w*|arbeidssted\w*|arbeidsstad\w*|arbeidsplass\w*|etat(?:en)?|kommunen?"
    r"|bedrift\w*|firma(?:et)?|selskap\w*|company|employer|workplace|institusjon\w*|institution"
    r"|foretak\w*|føretak\w*|agency|(?:hvor|kvar|kor|where)\b.*\b(?:jobb|arbeid|work)\w*",
    "unit": r"enhet(?:en|a)?|eining(?:a)?|avdeling(?:en|a)?|seksjon(?:en)?|kontor(?:et)?"
    r"|department|unit|division|section|tjenestested\w*|tenestestad\w*",
    "field": r"fag\w*|field|discipline|expertise|ekspertise|arbeidsområde\w*|arbeidsfelt\w*"
    r"|ansvarsområde\w*|kompetanseområde\w*|sektor(?:en)?|sector|(?:jobb|arbeid)\w*\s+du\s+med"
    r"|work (?:with|on|in)",
    "role": r"rolle(?:n|a)?|stilling\w*|tittel(?:en)?|funksjon(?:en)?|yrke(?:t)?|job title"
    r"|position|role|occupation|(?:jobb|arbeid)\w*\s+du\s+som",
    "email": r"\w*epost\w*|email|mailadress\w*|mail",
    "dietary": r"\w*allerg\w*|mat(?:behov\w*|ønske\w*|preferanse\w*|restriksjon\w*)?|kosthold\w*"
    r"|diett\w*|diet\w*|\w*intoleran\w*|spesialkost|spesialmat\w*|food"
    r"|ikkj?e (?:kan )?(?:spise|ete)|cannot eat|not eat",
    "first_name": r"fornavn\w*|førenamn\w*|fornamn\w*|first ?name|given names?|forename",
    "last_name": r"etternavn\w*|etternamn\w*|last ?name|surname|family name",
    "name": r"navn|navnet|namn|namnet|name",
}
_KEYWORDS = {name: re.compile(rf"\b(?:{words})\b") for name, words in KEYWORDS.items()}
_DIETARY = re.compile(
    r"allerg|matbehov|kosthold|dietary|intoleran|spesialkost|spesialmat"
    r"|ikkj?e (?:kan )?(?:spise|ete)\b|(?:can|do) ?not eat"
)
_ASKS = re.compile(
    r"^(?:hva|kva|hvilke[nt]?|kva for|kvifor|hvor|kvar|kor|what|which|where|who|navn|namn|name|ditt"
    r"|din|your|oppgi|skriv|fyll|velg|vel|har du|have you|do you|any|i hvilke[nt]|i kva|spesielle"
    r"|særlige|eventuelle|for og|job|company|deltaker|deltakar|participant)\b"
)
_ELSE = re.compile(
    r"telefon|mobil|phone|\btlf|kommentar|comment|merknad|\borg(?:anisasjons)? ?(?:nr|nummer)"
    r"|nummer\b|postnr|postnummer|postboks|fødsel|brukernavn|brukarnamn|username|user name|filnavn"
    r"|filnamn|file ?name|kursnavn|arrangement|faktura|invoice|pårørende|pårørande|modified|endret"
    r"|endra|\bleders?\b|\bleiars?\b|leder(?:en)? (?:din|di)|nærmeste leder|manager|supervisor"
    r"|assistant|spouse|billing|\bkode\b|adressefelt|ledsager|ledsagar|principal"
)
_OPINION = re.compile(
    r"håper|håpar|ønsker du|ønskjer du|forvent|viktig|utfordr|erfaring|bidra|hope|expect|challenge"
    r"|would you like|forslag|tiltak|innspill|innspel|forbedr|betre|better|\bbør\b|hvorfor|kvifor"
    r"|\bwhy\b|fungerer|samarbeid|\btema\b|spørsmål|question"
)
_LIST = re.compile(
    r"^(?:navneliste|namneliste|deltakerliste|deltakarliste|deltagerliste|deltakere|deltakarar"
    r"|deltagere|påmeldte|påmelde|påmeldingsliste|participants?|attendees?)\b"
    r"(?! (?:id|nr|no|number|nummer|status|type|category|kategori)\b)"
)


def normal(heading: str) -> str:
    """A heading in small letters, without marks, numbering and what stands in parentheses."""
    text = clean(heading).casefold()
    outside = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", text)
    text = outside if re.search(r"\w", outside) else text
    text = re.sub(r"^\s*(?:spørsmål\s*|q)?\d+\s*[.:)]\s*", "", text)
    text = re.sub(r"\be[-–‑ ]?(post|mail)", r"e\1", text)
    return " ".join(re.sub(r"[^\w]+|_", " ", text).split())


@lru_cache(maxsize=8192)
def meaning(heading: str) -> tuple[Field, int] | None:
    """The field that a heading names and how sure that is, from 1 to 3."""
    text = normal(heading[:400])
    if not text:
        return None
    if text in EXACT:
        return EXACT[text], LIKELY if text in VAGUE else SURE
    words = len(text.split())
    at = {
        name: found.start() for name, words_ in _KEYWORDS.items() if (found := words_.search(text))
    }
    if "dietary" in at and (_DIETARY.search(text) or words <= 12):
        return "dietary", LIKELY if _DIETARY.search(text) else POSSIBLE
    if _ELSE.search(text) or _OPINION.search(text):
        return None
    if {"first_name", "last_name"} <= at.keys() or re.match(
        r"(?:for|føre|first) (?:og|and) (?:etter|last )na(?:[mv]n|me)", text
    ):
        return "name", SURE
    if "name" in at and re.match(r"(?:navn|namn|name)\b.{0,2} (?:og|and)\b", text):
        return "name", LIKELY
    if at.keys() != {"name"}:
        at.pop("name", None)
    if at and (words <= 3 or (_ASKS.match(text) and words <= 16)):
        return min(at, key=lambda name: at[name]), LIKELY
    if words <= 12 and _LIST.match(text):
        return "name", POSSIBLE
    return None


def heading_row(rows: Sequence[Row]) -> tuple[int | None, int]:
    """The index of the row that reads most like headings, and how much it does (0: none)."""
    best: tuple[int | None, int] = (None, 0)
    for index, row in enumerate(rows[:SEARCHED]):
        found: dict[Field, int] = {}
        for cell in row.cells:
            if cell and (meant := meaning(cell)):
                name, sure = meant
                found[name] = max(sure, found.get(name, 0))
        names_people = found.keys() & {"name", "first_name", "last_name", "email"}
        score = sum(found.values())
        if names_people and score > best[1]:
            best = index, score
    return best
