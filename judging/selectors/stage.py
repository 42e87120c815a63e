"""The facts of the hall's screen, and its body."""

from typing import Any

from django.db.models import Q

from contest.models import ConsentKind
from contest.selectors.consents import numbers_consenting
from core.errors import Problem
from judging.models import (
    LAST_STEP,
    SCORED_SLOTS,
    SHOWN_SLOTS,
    PanelSeat,
    Recusal,
    Room,
    Scene,
    ScoreSheet,
    Slot,
)
from judging.selectors.breaks import pause_body
from judging.selectors.ceremonies import ceremony_standing, room_ceremony, round_turns
from judging.selectors.clocks import clock_body
from judging.selectors.hall_sheets import hall_sheets
from judging.selectors.overrides import missing_seats
from judging.selectors.promoted import results_before
from judging.selectors.reveals import reveal_said
from judging.selectors.room_sessions import is_by_session
from judging.selectors.rulebooks import rulebook_of
from judging.selectors.seatings import place_taken
from judging.selectors.sheets import LIVE, tally_sheets
from judging.stage.ceremony import Standing
from judging.stage.facts import Facts, Panel, Turn
from judging.stage.public import Told, public_body
from judging.stage.scenes import stage_body
from judging.tally.room.rules import NOTHING


def stage_state(room: Room) -> dict[str, Any]:
    """What the hall sees of the room."""
    return stage_body(room.program, stage_facts(room, slot_id=room.program["slot"]))


def _ceremony(room: Room) -> Standing | None:
    """The places that are read out; none where no ceremony is on air."""
    if room.program["scene"] != Scene.CEREMONY:
        return None
    ceremony = room_ceremony(room)
    return None if ceremony is None else ceremony_standing(ceremony, round_turns(room.panel.round))


def public_state(room: Room) -> dict[str, Any]:
    """What anybody sees of the room from outside the hall."""
    told = room_told(room)
    edition = room.panel.round.edition
    named = numbers_consenting(edition=edition, kind=ConsentKind.MEDIA)
    slot_id = room.program["slot"] if told == "marks" else None
    facts = stage_facts(room, slot_id=slot_id, with_marks=told == "marks")
    return public_body(room.program, facts, told=told, named=named)


def room_told(room: Room) -> Told:
    """Whether the rulebook lets marks be heard in the hall.

    One that does not say so keeps them, and so does one that cannot be read.
    """
    try:
        said = reveal_said(room.panel.round)
    except Problem:
        return "names"
    return "names" if said in {None, "sealed"} else "marks"


def stage_facts(room: Room, *, slot_id: str | None, with_marks: bool = True) -> Facts:
    """The facts around the slot of the program; without marks no sheet is read at all."""
    slots = list(room.slots.select_related("entry__team").order_by("position"))
    subject = next((slot for slot in slots if str(slot.uid) == slot_id), None)
    revealed = [
        slot for slot in slots if slot.shown_step >= LAST_STEP and slot.state in SHOWN_SLOTS
    ]
    shown = revealed if with_marks else []
    opened = {slot.pk: slot for slot in (*shown, subject) if slot is not None}
    sheets = _sheets(opened)
    own = sheets.get(subject.pk, []) if subject is not None else []
    return Facts(
        names=_names(room),
        turns=tuple(_turn(slot) for slot in slots),
        rulebook=rulebook_of(room.panel.round) if opened else None,
        panel=Panel() if subject is None else _panel(room, subject, own),
        earlier=results_before(room.panel.round) if opened else NOTHING,
        pause=pause_body(room, slots),
        breaks=tuple(room.breaks),
        ceremony=_ceremony(room) if with_marks else None,
        sheets=tuple(tally_sheets(each for each in own if each.signed_at)),
        shown={
            slot.entry.number: tally_sheets(
                each for each in sheets.get(slot.pk, []) if each.signed_at
            )
            for slot in shown
        },
    )


def _sheets(slots: dict[int, Slot]) -> dict[int, list[ScoreSheet]]:
    """The live sheets of these slots as the hall saw them, by slot and seat number."""
    found: dict[int, list[ScoreSheet]] = {}
    for row in hall_sheets(ScoreSheet.objects.filter(slot__in=slots, state__in=LIVE)):
        found.setdefault(row.slot_id, []).append(row)
    return found


def _panel(room: Room, slot: Slot, sheets: list[ScoreSheet]) -> Panel:
    recused = Recusal.objects.filter(entry_id=slot.entry_id, ended_at__isnull=True)
    # An alternate in her place has a card of her own.
    recused = recused.exclude(place_taken())
    seats = PanelSeat.objects.filter(
        Q(panel_id=room.panel_id), Q(is_alternate=False), Q(pk__in=recused.values("seat_id"))
    )
    # Nobody signs before the session's end: a count that stands still would look like a fault.
    counted = [] if is_by_session(room) and slot.state in SCORED_SLOTS else sheets
    return Panel(
        signed=sum(sheet.signed_at is not None for sheet in counted),
        due=len(counted),
        recused=tuple(seats.order_by("number").values_list("number", flat=True)),
        missing=missing_seats(slot),
    )


def _names(room: Room) -> dict[str, Any]:
    edition = room.panel.round.edition
    return {
        "contest": edition.contest.name,
        "edition": edition.name,
        "round": room.panel.round.name,
        "room": room.name,
        "time_zone": edition.time_zone,
        "results": f"/c/{edition.slug}/results",
    }


def _turn(slot: Slot) -> Turn:
    entry = slot.entry
    return Turn(
        slot=str(slot.uid),
        position=slot.position,
        state=slot.state,
        number=entry.number,
        title=entry.title,
        team=entry.team.name,
        clock=clock_body(slot),
        returned=slot.returned_at is not None,
    )
