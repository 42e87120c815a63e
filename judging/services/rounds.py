"""A round's life: opened once its order stands, closed when every slot is done, then locked."""

from datetime import datetime
from typing import Final

from django.db import transaction

from contest.models import EditionState, Round, RoundState
from contest.rulebook.live.beyond import BY_PLACES, WHOLE_JURORS
from contest.rulebook.rulebook import Rulebook
from contest.services.editions import edition_move
from contest.services.events import edition_log
from contest.services.locks import edition_locked
from contest.services.rulebooks import rulebook_freeze
from core.errors import Problem
from core.models import Person
from core.states import Machine
from judging.models import Panel, PanelSeat, Slot
from judging.selectors.promoted import result_wanted
from judging.selectors.reveals import DONE_SLOTS
from judging.selectors.rulebooks import rulebook_of
from judging.selectors.seats import seat_of_other_kind
from judging.services.grants import grants_after_close
from judging.services.locks import round_take
from judging.services.rooms import room_touch
from judging.services.sheets import sheets_make
from judging.tally.room.worth import sheet_component

MACHINE: Final = Machine(
    noun="round",
    states=tuple(RoundState.values),
    moves={
        ("prepared", "open"): "open",
        ("open", "close"): "closed",
        ("closed", "lock"): "locked",
        ("locked", "reopen"): "closed",  # reopenings.py
    },
    refusal="round_state_refused",
)


@transaction.atomic
def round_open(*, round: Round, actor: Person, at: datetime) -> Round:  # noqa: A002 - the noun of the table
    """Freeze the rulebook, make the sheets, take scores from now on.

    Raises round_state_refused, draw_state_refused without a revealed order, sheets_below_minimum
    where the panel is too small for the rulebook, seat_kind_without_weight, rooms_not_comparable
    where several rooms would be counted by places among all entries,
    earlier_round_open where another round's result counts and is not locked, rulebook_invalid where
    publicity is counted in seconds outside a demo.
    """
    locked = round_take(round_id=round.pk)
    locked.state = MACHINE.step(locked.state, "open")
    rulebook = rulebook_of(locked)
    _require_ready(locked, rulebook)
    locked.opened_at = at
    locked.save(update_fields=["state", "opened_at"])
    sheets = sheets_make(round=locked, rulebook=rulebook)
    _rooms_touch(locked)
    # Before the freeze writes to the log, whose head is the last lock.
    edition_locked(edition_id=locked.edition_id)
    rulebook_freeze(rulebook=locked.rulebook, at=at)
    if locked.edition.state == EditionState.CLOSED:
        edition_move(edition=locked.edition, verb="run", at=at)
    body = {
        "round": str(locked.uid),
        "rulebook": rulebook.hash,
        "sheets": len(sheets),
        "by": str(actor.uid),
    }
    edition_log(edition=locked.edition, event="round.open", body=body, at=at)
    return locked


@transaction.atomic
def round_close(*, round: Round, actor: Person, at: datetime) -> Round:  # noqa: A002 - the noun of the table
    """Take no more scores; whoever is writing one holds the row and is waited for.

    Raises round_state_refused, slots_unfinished while a slot is neither sealed nor given up.
    """
    locked = round_take(round_id=round.pk)
    locked.state = MACHINE.step(locked.state, "close")
    slots_require_done(round=locked)
    locked.closed_at = at
    locked.save(update_fields=["state", "closed_at"])
    grants_after_close(round=locked, at=at)
    _rooms_touch(locked)
    body = {"round": str(locked.uid), "by": str(actor.uid)}
    edition_log(edition=locked.edition, event="round.close", body=body, at=at)
    return locked


def slots_require_done(*, round: Round) -> None:  # noqa: A002 - the noun of the table
    """Raises slots_unfinished while a slot is neither sealed nor given up."""
    unfinished = Slot.objects.filter(room__panel__round=round).exclude(state__in=DONE_SLOTS).count()
    if unfinished:
        raise Problem("slots_unfinished", params={"missing": str(unfinished)})


def _require_ready(round: Round, rulebook: Rulebook) -> None:  # noqa: A002 - the noun of the table
    if rulebook.publicity.seconds is not None and not round.edition.is_demo:
        raise Problem("rulebook_invalid", fields={"publicity.seconds": ["demo_only"]})
    wanted = result_wanted(round)
    if wanted is not None:
        raise Problem("earlier_round_open", params={"round": wanted})
    if not Slot.objects.filter(room__panel__round=round).exists():
        raise Problem("draw_state_refused", params={"state": "not_revealed"})
    _require_kinds(round, rulebook)
    _require_comparable(round, rulebook)
    for panel in Panel.objects.filter(round=round):
        seats = PanelSeat.objects.filter(panel=panel, is_alternate=False).count()
        if seats < rulebook.panel.minimum_sheets:
            raise Problem(
                "sheets_below_minimum",
                params={"count": str(seats), "minimum": str(rulebook.panel.minimum_sheets)},
            )


def _require_kinds(round: Round, rulebook: Rulebook) -> None:  # noqa: A002 - the noun of the table
    """Every judge's kind has a weight where classes are weighed."""
    classes = None if rulebook.rules is None else sheet_component(rulebook).combine.classes
    if classes is None:
        return
    seat = seat_of_other_kind(round, classes)
    if seat is not None:
        raise Problem("seat_kind_without_weight", params={"seat": str(seat.number)})


def _require_comparable(round: Round, rulebook: Rulebook) -> None:  # noqa: A002 - the noun of the table
    """With several rooms no judge hears all entries: nothing may hang on a judge's whole list."""
    if rulebook.rules is None or Panel.objects.filter(round=round).count() == 1:
        return
    combine = sheet_component(rulebook).combine
    whole = [rule for rule in combine.leave_out if rule.rule in WHOLE_JURORS]
    if combine.method in BY_PLACES or whole:
        raise Problem("rooms_not_comparable")


def _rooms_touch(round: Round) -> None:  # noqa: A002 - the noun of the table
    for panel in Panel.objects.filter(round=round).select_related("room").order_by("pk"):
        room_touch(room=panel.room)
