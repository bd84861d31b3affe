"""Deeds of those who vote, and of those who open, close and show the voting.

What takes a draft shares a commit with other deeds that arrive together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from samverk import voting
from samverk.actions.fields import tidy
from samverk.model import Asked, Ballot, Sorry, State, Topic, change, new_id
from samverk.store import Draft, Store
from samverk.words import _, n_

KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


class Closed(Sorry):
    """The voting takes no more ballots."""


def cast(
    draft: Draft,
    device: str,
    topic: Topic,
    *,
    dots: Mapping[str, int] | None = None,
    score: int | None = None,
    text: str = "",
) -> None:
    """Put in the one current ballot of a device, instead of its earlier one; empty takes it back.

    Raises `Closed`, or `Sorry` where it can't be counted.
    """
    state = draft.base
    if not KEY.fullmatch(device):
        raise Sorry(_("Stemmen har en ugyldig nøkkel."))
    if not voting.is_open(state, topic):
        raise Closed(_("Avstemningen er stengt. Det du har svart før, er talt med."))
    given = {measure: n for measure, n in (dots or {}).items() if n}
    check(state, given, score)
    ballot = Ballot(id=f"{topic}-{device}", topic=topic, dots=given, score=score, text=tidy(text))
    if given or score is not None or ballot.text:
        draft.put(ballot)
    elif draft.find(Ballot, ballot.id) is not None:
        draft.remove(ballot)


def check(state: State, dots: Mapping[str, int], score: int | None) -> None:
    """Raise `Sorry` for a ballot that can't be counted."""
    if score is not None and not 1 <= score <= 5:
        raise Sorry(_("Svar fra 1 til 5."))
    if any(n < 0 for n in dots.values()):
        raise Sorry(_("Antall prikker kan ikke være negativt."))
    each = state.stage.each
    if sum(dots.values()) > each:
        raise Sorry(n_("Du har bare {n} prikk.", "Du har bare {n} prikker.", each).format(n=each))
    if dots.keys() - {measure.id for _number, measure in voting.choices(state)}:
        raise Sorry(_("Et av tiltakene er tatt bort. Se lista på nytt og velg et annet."))


def close_in(draft: Draft, what: Asked) -> None:
    """Take no more answers; ballots lose the keys of the devices that they came from."""
    stage = draft.state.stage
    if what in voting.TOPICS:
        ballots = [b for b in draft.state.ballots if b.topic == what]
        draft.remove(*ballots)
        draft.put(*(change(b, id=f"{what}-{new_id()}") for b in ballots))
    if what not in stage.closed:
        draft.put(change(stage, closed=(*stage.closed, what)))


def close(store: Store, what: Asked) -> None:
    """Take no more answers; ballots lose the keys of the devices that they came from."""
    with store.change("ballots.close") as draft:
        close_in(draft, what)


def ask(store: Store, what: Asked) -> None:
    """Ask the room for something besides what the row that is on asks for.

    A voting that was closed begins anew, since nobody can tell who has voted before.
    """
    if what not in voting.ALL:
        raise Sorry(_("Velg hva dere vil spørre om."))
    with store.change("ballots.ask") as draft:
        stage = draft.state.stage
        if what in stage.closed and what in voting.TOPICS:
            draft.remove(*(b for b in draft.state.ballots if b.topic == what))
            stage = change(stage, rounds={**stage.rounds, what: stage.rounds.get(what, 0) + 1})
            if what == "dots":
                draft.put(change(draft.state.closing, revealed=False))
        draft.put(
            change(
                stage,
                asked=(*(a for a in stage.asked if a != what), what),
                closed=tuple(c for c in stage.closed if c != what),
                told=tuple(t for t in stage.told if t != what),
            )
        )


def stop_asking(store: Store, what: Asked) -> None:
    """Ask for it no longer, and take answers still."""
    with store.change("ballots.stop_asking") as draft:
        stage = draft.state.stage
        draft.put(change(stage, asked=tuple(a for a in stage.asked if a != what)))


def reveal(store: Store, topic: Asked = "dots", *, revealed: bool = True) -> None:
    """Close the voting and show the result, or hide it again."""
    if topic not in voting.TOPICS:
        raise Sorry(_("Velg hvilket resultat som skal vises."))
    with store.change("ballots.reveal") as draft:
        if revealed:
            close_in(draft, topic)
        if topic == "dots":
            draft.put(change(draft.state.closing, revealed=revealed))
        stage = draft.state.stage
        told = tuple(t for t in stage.told if t != topic)
        draft.put(change(stage, told=(*told, topic) if revealed else told))


def each(store: Store, dots: int) -> None:
    """Set how many dots everybody has."""
    if dots not in range(voting.LEAST, voting.MOST + 1):
        raise Sorry(
            _("Gi hver deltaker fra {least} til {most} prikker.").format(
                least=voting.LEAST, most=voting.MOST
            )
        )
    with store.change("ballots.each") as draft:
        draft.put(change(draft.state.stage, each=dots))
