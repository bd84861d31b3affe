"""One page for the director: the picture, what is asked for, and the measures that matter most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from samverk import priorities
from samverk.documents.clean import lines, one_line
from samverk.documents.deck import Deck
from samverk.documents.names import spoken
from samverk.documents.page import Box
from samverk.documents.parts import Item
from samverk.documents.prose import Setting, setting
from samverk.documents.slide import Slide
from samverk.documents.slides import deck_of, neutral
from samverk.documents.template import read
from samverk.documents.voices import told
from samverk.model import Measure, State
from samverk.words import _, long_date, n_, short_date

_SIZES = (18.0, 16.0, 14.0)
_GAP = 0.05
_NARROWEST = 16
_MOST = 7

Block = Sequence[Item]
"""Items that stand together or not at all."""


Column = tuple[Setting, list[Item]]
"""What a column says, and how it is set."""

_HEAD = Item("A", "heading")


def director_pptx(
    state: State,
    path: Path,
    *,
    template: Path | None = None,
    layouts: Mapping[str, str] | None = None,
) -> list[str]:
    """Write the one page to `path`; see `samverk.documents.director_pptx`."""
    with spoken(state.about.language):
        deck = deck_of(state, read(template or neutral(), layouts))
        slide = deck.slide("text", _("Til direktøren: {theme}").format(theme=_subject(state)))
        left, right = _columns(slide.area, deck.least)
        for size in _SIZES:
            said, whole = _set(deck, state, left, right, size)
            if whole:
                break
        for box, (chosen, items) in said:
            _put(slide, chosen, items, box, first=box is left)
        slide.foot()
        deck.save(path, _("Til direktøren"), state.about.date)
        return deck.warnings


def _put(slide: Slide, chosen: Setting, items: list[Item], box: Box, *, first: bool) -> None:
    if not items:
        return
    paragraphs = chosen.paragraphs(chosen.pieces(items, box.height))
    slot = slide.deck.template.slot("text")
    if first and slot is not None:
        slide.text(slot, paragraphs, box)
    else:
        slide.text_box(_("Tiltak"), paragraphs, box)


def _subject(state: State) -> str:
    return one_line(state.about.theme or state.about.title) or _("Samhandlingsverksted")


def _columns(box: Box, least: float) -> tuple[Box, Box | None]:
    width = box.width * (1 - _GAP) / 2
    if width < _NARROWEST * least:
        return box, None
    return (
        Box(box.left, box.top, width, box.height),
        Box(box.right - width, box.top, width, box.height),
    )


def _set(
    deck: Deck, state: State, left: Box, right: Box | None, size: float
) -> tuple[list[tuple[Box, Column]], bool]:
    """What stands in each column in that size, and whether that is all there is."""
    chosen = setting(deck, deck.template.typeface, size, left.width)
    asked, ordered = _asked(state), priorities.order(state)
    shown, room = _that_fit(chosen, asked, left.height if right else left.height / 2)
    below = right or Box(left.left, left.top, left.width, room + left.height / 2)
    head = chosen.height(_HEAD) + chosen.height(Item("0", "detail"))
    blocks = [_block(measure) for measure in ordered[:_MOST]]
    measures, _room = _that_fit(chosen, blocks, below.height - head)
    top = _heading(len(ordered) - len(measures)) if ordered else []
    told_ = [*top, *(item for block in measures for item in block)]
    asked_ = [item for block in shown for item in block]
    whole = len(shown) == len(asked) and len(measures) == len(blocks)
    if right is None:
        return [(left, (chosen, [*asked_, *told_]))], whole
    return [(left, (chosen, asked_)), (right, (chosen, told_))], whole


def _that_fit(chosen: Setting, blocks: Sequence[Block], room: float) -> tuple[list[Block], float]:
    """The blocks that there is room for, in their order, and the room that is left."""
    found = []
    for block in blocks:
        height = sum(chosen.height(item) for item in block)
        if height <= room:
            found.append(block)
            room -= height
    return found, room


def _asked(state: State) -> list[Block]:
    figures = key_figures(state)
    blocks: list[Block] = [[Item(figures)]] if figures else []
    if state.closing.next_date:
        date = long_date(state.closing.next_date)
        blocks.append([Item(_("Neste verksted: {date}").format(date=date))])
    for note in told(state, "challenge")[:1]:
        blocks.append([Item(_("Utfordringsbilde"), "heading"), *map(Item, lines(note.text))])
    promises = told(state, "commitment")
    for number, note in enumerate(promises):
        head = [Item(_("Løfter fra lederne"), "heading")] if not number else []
        blocks.append([*head, Item(one_line(note.text), "bullet")])
    return blocks


def _heading(rest: int) -> list[Item]:
    if not rest:
        return [Item(n_("Tiltak", "Tiltak", 2), "heading")]
    more = n_("Rapporten har {n} tiltak til.", "Rapporten har {n} tiltak til.", rest)
    return [Item(_("De viktigste tiltakene"), "heading"), Item(more.format(n=rest), "detail")]


def _block(measure: Measure) -> Block:
    due = _("frist {date}").format(date=short_date(measure.due)) if measure.due else ""
    details = ", ".join(part for part in (one_line(measure.owner), due) if part)
    items = [Item(one_line(measure.text), "bullet")]
    return [*items, Item(details, "under")] if details else items


def key_figures(state: State) -> str:
    """How many came, and from how many organisations."""
    came = [p for p in state.participants if p.attendance in {"present", "late"}]
    bodies = {one_line(p.organisation).casefold() for p in came} - {""}
    if not came:
        return ""
    people = n_("{n} deltaker", "{n} deltakere", len(came)).format(n=len(came))
    if not bodies:
        return people
    return n_(
        "{people} fra {n} organisasjon", "{people} fra {n} organisasjoner", len(bodies)
    ).format(people=people, n=len(bodies))
