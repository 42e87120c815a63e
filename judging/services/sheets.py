"""Sheets come into being with the round's opening, never while a judge types."""

from collections.abc import Sequence
from typing import Final

from django.db.models import QuerySet

from contest.models import Round
from contest.rulebook.rulebook import Rulebook
from core.states import Machine
from judging.models import (
    APART,
    PanelSeat,
    ScoreCell,
    ScoreSheet,
    SheetState,
    Slot,
    SlotState,
)
from judging.selectors.seatings import (
    away_pairs,
    live_sheets,
    seated_pairs,
    sitting_seats,
)

MACHINE: Final = Machine(
    noun="sheet",
    states=tuple(SheetState.values),
    moves={
        ("open", "sign"): "signed",  # the score path, in scoring/rules.py and sql.py
        ("signed", "unsign"): "superseded",  # there too
        ("signed", "correct"): "superseded",  # correction_decisions.py
        # late_changes.py: of one that was left open or out, too, where she has signed meanwhile
        ("signed", "accept"): "superseded",
        ("open", "accept"): "superseded",
        ("excluded", "accept"): "superseded",
        ("signed", "count"): "counted",
        ("counted", "uncount"): "signed",  # the committee takes the locked result up again
        ("open", "exclude"): "excluded",
        ("signed", "exclude"): "excluded",
        ("counted", "exclude"): "excluded",
        # A team that was given up comes back by two people: late_returns.py.
        ("excluded", "return"): "open",
        ("excluded", "return_signed"): "signed",
        # The panel sent the entry back (rescores.py): a sheet beside the one that stands, which
        # takes its place when all judges of the entry have signed anew, or is dropped.
        ("remarking", "sign_anew"): "remarked",  # the score path, as is the next
        ("remarked", "unsign_anew"): "superseded",
        ("remarked", "stand"): "signed",
        ("signed", "remark"): "superseded",
        ("remarking", "drop"): "superseded",
        ("remarked", "drop"): "superseded",
    },
    refusal="sheet_state_refused",
)


def sheets_make(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    rulebook: Rulebook,
    slots: Sequence[Slot] | None = None,
) -> list[ScoreSheet]:
    """A sheet with its cells for every slot and each seat that judges its entry.

    `slots` are some of the round's, for teams that come into a room later.
    """
    seats = list(sitting_seats().filter(panel__round=round).order_by("pk"))
    if slots is None:
        slots = list(
            Slot.objects.filter(room__panel__round=round)
            .exclude(state=SlotState.WITHDRAWN)
            .select_related("room")
            .order_by("room_id", "position")
        )
    away = away_pairs(round_id=round.pk)
    seated = seated_pairs(round_id=round.pk)
    sheets = ScoreSheet.objects.bulk_create(
        ScoreSheet(slot=slot, seat=seat, round=round)
        for slot in slots
        for seat in seats
        if seat.panel_id == slot.room.panel_id
        and (seat.pk, slot.entry_id) not in away
        and (not seat.is_alternate or (seat.pk, slot.entry_id) in seated)
    )
    _cells_make(sheets, rulebook)
    return sheets


def sheet_make(
    *,
    slot: Slot,
    seat: PanelSeat,
    round: Round,  # noqa: A002 - the noun of the table
    rulebook: Rulebook,
) -> ScoreSheet:
    """The sheet of an alternate who takes a place; one that she had before is opened again."""
    for sheet in live_sheets(seat=seat, slot_id=slot.pk).filter(state=SheetState.EXCLUDED):
        sheet.state = SheetState(MACHINE.step(sheet.state, "return"))
        sheet.save(update_fields=["state"])
        return sheet
    made = ScoreSheet.objects.create(slot=slot, seat=seat, round=round)
    _cells_make([made], rulebook)
    return made


def _cells_make(sheets: Sequence[ScoreSheet], rulebook: Rulebook) -> None:
    ScoreCell.objects.bulk_create(
        ScoreCell(sheet=sheet, criterion=criterion.id)
        for sheet in sheets
        for criterion in rulebook.criteria
    )


def slot_sheets_lock(*, slot: Slot) -> list[ScoreSheet]:
    """The slot's live sheets, locked by key: what sealing and withdrawing look at."""
    live = ScoreSheet.objects.filter(slot=slot).select_related("seat")
    return sheets_lock(live.exclude(state__in=[*APART, SheetState.EXCLUDED]))


def sheets_lock(found: QuerySet[ScoreSheet]) -> list[ScoreSheet]:
    """The sheets, locked by key, those included that came in the place of one meanwhile.

    Whoever waits for the lock of a sheet whose signature is being taken back would see it go,
    and not see its successor: hence the second look.
    """
    while True:
        locked = list(found.select_for_update(of=("self",)).order_by("pk"))
        if set(found.values_list("pk", flat=True)) <= {sheet.pk for sheet in locked}:
            return locked


def sheets_exclude(*, slot: Slot) -> int:
    """Nobody pitches in this slot: its sheets count nowhere and take no more marks."""
    live = ScoreSheet.objects.filter(slot=slot, state__in=MACHINE.sources("exclude"))
    return live.update(state=SheetState.EXCLUDED)


def sheets_count(*, round: Round) -> int:  # noqa: A002 - the noun of the table
    """The result is locked: what was signed has counted."""
    signed = ScoreSheet.objects.filter(round=round, state__in=MACHINE.sources("count"))
    return signed.update(state=SheetState.COUNTED)


def sheets_uncount(*, round: Round) -> int:  # noqa: A002 - the noun of the table
    """The locked result is taken up again: what was counted is signed, as it was."""
    counted = ScoreSheet.objects.filter(round=round, state__in=MACHINE.sources("uncount"))
    return counted.update(state=SheetState.SIGNED)
