"""Workshops written by hand, for the documents' tests."""

from __future__ import annotations

import datetime as dt
import random

from samverk.model import (
    About,
    AgendaItem,
    Assignment,
    Ballot,
    Closing,
    Day,
    Goal,
    Group,
    Heading,
    Measure,
    Note,
    Participant,
    Project,
    Series,
    State,
    StatusChange,
    Table,
    Venue,
)

_TEXT = (
    "ungdom skole nærmiljø møteplass kommune fylke NAV tannhelse lærling samarbeid vinter båt "
    "øy ære ånd ulike fagfelt følge opp sammen med foreldre tidlig innsats praksisplass "
    "arbeidsmarkedstiltak oppfølgingstjenesten Bådåddjo Gájuoj Nordlánda Fylkkasuohkan "
    "miessemánno ŋálbmi ŧ đŋ rádjajohttin samhandlingsarena lavterskeltilbud kulturskole buss "
    "skyss billett helsesykepleier barnevern fritidsklubb bibliotek idrettslag"
)
WORDS = _TEXT.split()
FIELDS = ["Helse", "Skole", "Arbeid og velferd", "Kultur", "Samferdsel", "Plan"]
BODIES = [
    "Nordland fylkeskommune",
    "Vågsund kommune",
    "Nav Vågsund",
    "Statsforvalteren i Nordland",
    "Sámediggi",
    "Politiet i Salten",
    "Nordlandssykehuset",
    "Vågsund videregående skole",
]
FIRST = ["Ingrid", "Torgeir", "Ragnhild", "Áilu", "Máret", "Øystein", "Åse", "Bjørn", "Synnøve"]
LAST = ["Solbakk", "Myrvang", "Aune", "Ođđasáiddi", "Sjåvåg", "Brændås", "Ånes", "Hætta"]


def sentence(random_: random.Random, length: int) -> str:
    """Words up to about `length` characters, ending with a full stop."""
    text = random_.choice(WORDS).capitalize()
    while len(text) < length - 8:
        text += " " + random_.choice(WORDS)
    return text[: max(1, length - 1)].strip() + "."


def rich(*, measures: int = 60, groups: int = 25, notes: int = 8, seed: int = 1) -> State:
    """A full day: texts of 1 to 900 characters, several rounds of everything, votes and wall."""
    draw = random.Random(seed)
    people = tuple(
        Participant(
            id=f"person-{i:03d}",
            name=f"{draw.choice(FIRST)} {draw.choice(LAST)}",
            organisation=BODIES[i % len(BODIES)],
            unit=f"Avdeling {i % 5 + 1}",
            field=FIELDS[i % len(FIELDS)],
            email=f"person{i}@eksempel.no",
            dietary="glutenfri" if i % 7 == 0 else "",
            attendance=("present", "late", "absent", "expected")[i % 4],
        )
        for i in range(groups * 6)
    )
    told = []
    for number in range(1, groups + 1):
        for i in range(notes):
            told.append(
                Note(
                    id=f"note-{number}-{i}",
                    rank=float(number * 100 + i),
                    text=sentence(draw, draw.choice([1, 20, 60, 90, 140, 300])),
                    horizon=("now", "stretch", "dream")[i % 3],
                    table=number,
                    item="work",
                    created=1_801_732_800.0 + i,
                )
            )
    for i, field in enumerate(FIELDS * 3):
        told.append(
            Note(
                id=f"seen-{i}",
                rank=5000.0 + i,
                what="perspective",
                field=field,
                text=sentence(draw, 40 + 20 * i),
            )
        )
    for i in range(4):
        told.append(
            Note(
                id=f"promise-{i}",
                rank=6000.0 + i,
                what="commitment",
                owner="Fylkesdirektøren" if i else "",
                due=dt.date(2027, 3, 1 + i) if i else None,
                text=sentence(draw, 100),
            )
        )
    told += [
        Note(id="ask-1", rank=7000.0, what="question", text="Hvem tar ansvaret når vi går hjem?"),
        Note(id="draft-1", rank=7001.0, what="draft", table=1, text="Vi ser ungdom for seint."),
        Note(id="draft-2", rank=7002.0, what="draft", table=2, text="Tilbudene er for spredt."),
        Note(
            id="agreed",
            rank=7003.0,
            what="challenge",
            text="Unge som faller ut, møter mange tjenester, men ingen som har hele ansvaret. "
            "Vi vil at de skal møte én dør, og at vi som jobber bak døra kjenner hverandre.",
        ),
    ]
    lengths = [1, 12, 40, 80, 120, 200, 400, 900]
    wanted = []
    for i in range(measures):
        carried = "Ungt utenforskap, desember" if i % 12 == 11 else ""
        wanted.append(
            Measure(
                id=f"measure-{i:03d}",
                rank=float(i),
                text=f"Nr{i:03d}x " + sentence(draw, lengths[i % len(lengths)])
                if lengths[i % len(lengths)] > 1
                else chr(0x100 + i),
                horizon=("now", "stretch", "dream")[i % 3],
                owner="" if i % 9 == 4 else BODIES[i % len(BODIES)],
                person="Ingrid Solbakk" if i % 5 == 0 else "",
                first_step="" if i % 7 == 3 else sentence(draw, draw.choice([20, 60, 140])),
                due=None if i % 6 == 5 else dt.date(2027, 3, 1) + dt.timedelta(days=7 * i),
                partners=tuple(BODIES[(i + k) % len(BODIES)] for k in range(1, i % 3 + 1)),
                goals=("goal-1",) if i % 2 else (),
                notes=(f"note-{i % groups + 1}-0",) if groups else (),
                value=None if i % 10 == 9 else float(1 + (i * 7) % 9 / 2),
                ease=None if i % 10 == 9 else float(1 + (i * 5) % 9 / 2),
                hands=i % 4,
                carried_from=carried,
                status="in_progress" if carried else "new",
                statuses=(
                    StatusChange(
                        status="in_progress",
                        date=dt.date(2027, 1, 12),
                        comment="Avtalen er signert.",
                    ),
                )
                if carried
                else (),
            )
        )
    return State(
        revision=42,
        about=About(
            title="Samhandlingsverksted om ungt utenforskap",
            organising_unit="Avdeling for utdanning, Nordland fylkeskommune",
            why="Vi vil samarbeide godt hos oss selv, så vi blir en god partner for andre.",
            theme="Ungt utenforskap",
            purpose="Finne tiltak vi kan gjøre sammen.\nBli kjent på tvers av fag.",
            audience="Ansatte i kommuner, fylkeskommune, stat og sykehus som møter unge.",
            date=dt.date(2027, 2, 4),
            venue="venue-1",
            roles=(Assignment(role="chair", name="Ingrid Solbakk"),),
        ),
        day=Day(),
        closing=Closing(
            revealed=True,
            next_date=dt.date(2027, 4, 8),
            next_steps="Avdelingen sender rapporten i dag.\nLederne svarer innen 1. mars.",
            evaluation_hands=(0, 0, 2, 5, 9),
            pulse_hands=(0, 1, 3, 9, 4),
        ),
        series=Series(previous_title="Ungt utenforskap, desember"),
        venues=(Venue(id="venue-1", name="Nordgården kulturhus, Vågsund", address="Havnegata 3"),),
        agenda=(
            AgendaItem(
                id="work",
                rank=1.0,
                title="Gruppearbeid: tiltak",
                minutes=90,
                form="groups",
                captures="horizons",
                round=1,
                started=1_801_735_200.0,
                ended=1_801_740_900.0,
            ),
            AgendaItem(
                id="lunch", rank=2.0, title="Lunsj", minutes=45, form="break", locked_at=690
            ),
        ),
        participants=people,
        groups=tuple(
            Group(
                id=f"1-{n}",
                round=1,
                number=n,
                members=tuple(p.id for p in people[(n - 1) * 6 : n * 6]),
                roles={
                    "chair": people[(n - 1) * 6].id,
                    "secretary": people[(n - 1) * 6 + 1].id,
                },
            )
            for n in range(1, groups + 1)
        ),
        tables=tuple(Table(id=str(n), number=n, room="Storsalen") for n in range(1, groups + 1)),
        goals=(
            Goal(id="goal-1", rank=1.0, text="Flere unge fullfører videregående opplæring."),
            Goal(id="goal-2", rank=2.0, text="Ingen står uten et tilbud i mer enn fire uker."),
        ),
        notes=tuple(told),
        headings=(Heading(id="heading-1", rank=1.0, title="Én dør inn"),),
        measures=tuple(wanted),
        projects=(
            Project(
                id="project-1",
                rank=1.0,
                name="Ungdomslos",
                organisation="Vågsund kommune",
                works_on="Tett oppfølging av unge mellom 16 og 24 år",
                offers="Erfaringer fra tre år",
                needs="En partner i helse",
                interested=("Áilu Hætta (Sámediggi)", "Åse Brændås (Nav Vågsund)"),
            ),
            Project(id="project-2", rank=2.0, name="Bussen som møteplass"),
        ),
        ballots=(
            *(
                Ballot(id=f"dots-{i}", topic="dots", dots={f"measure-{i % 9:03d}": 2})
                for i in range(12)
            ),
            *(
                Ballot(id=f"evaluation-{i}", topic="evaluation", score=i % 3 + 3, text="Fin dag")
                for i in range(6)
            ),
        ),
    )


EMPTY = State()
