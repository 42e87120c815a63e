"""The panel talks a result over before anybody locks it: opened, and closed when all is decided."""

import secrets
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from typing import Any, Final

from django.db import transaction

from contest.models import Round, RoundState
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from core.states import Machine
from judging.models import (
    Deliberation,
    DeliberationMode,
    DeliberationState,
    Motion,
    MotionState,
    Panel,
    ResultSet,
    ResultState,
)
from judging.selectors.deliberations import open_deliberation
from judging.selectors.rescores import open_rescores
from judging.selectors.seatings import sitting_seats
from judging.services.locks import round_take
from judging.services.results import MACHINE as RESULT
from judging.services.rooms import room_touch

MACHINE: Final = Machine(
    noun="deliberation",
    states=tuple(DeliberationState.values),
    moves={("open", "close"): "closed"},
    refusal="deliberation_state_refused",
)
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@transaction.atomic
def deliberation_open(*, round: Round, mode: str, actor: Person, at: datetime) -> Deliberation:  # noqa: A002 - the noun of the table
    """Begin to talk over the result that stands; it is under review until the close.

    Raises round_state_refused before the round is closed, deliberation_open while one goes on,
    result_state_refused where nothing is computed or the result is locked.
    """
    locked = round_take(round_id=round.pk)
    if locked.state == RoundState.LOCKED:
        raise Problem("result_state_refused", params={"state": locked.state})
    if locked.state != RoundState.CLOSED:
        raise Problem("round_state_refused", params={"state": locked.state, "verb": "deliberate"})
    if open_deliberation(locked) is not None:
        raise Problem("deliberation_open")
    _result_step(locked, "review")
    made = Deliberation.objects.create(
        round=locked,
        mode=mode,
        letters=_letters(locked) if mode == DeliberationMode.ANONYMOUS else {},
        opened_by=actor,
        opened_at=at,
    )
    deliberation_touch(deliberation=made)
    facts = {"mode": mode, "by": str(actor.uid)}
    deliberation_log(deliberation=made, event="deliberation.open", facts=facts, at=at)
    return made


@transaction.atomic
def deliberation_close(*, deliberation: Deliberation, actor: Person, at: datetime) -> Deliberation:
    """End it. Raises deliberation_state_refused, motion_waiting while one is not recorded,
    rescore_open while judges mark an entry again.
    """
    locked = deliberation_take(deliberation=deliberation)
    after = MACHINE.step(locked.state, "close")
    if open_rescores(locked.round).exists():
        raise Problem("rescore_open")
    if Motion.objects.filter(deliberation=locked).exclude(state=MotionState.RECORDED).exists():
        raise Problem("motion_waiting")
    locked.state = after
    locked.closed_by, locked.closed_at = actor, at
    locked.save(update_fields=["state", "closed_by", "closed_at"])
    _result_step(locked.round, "settle")
    deliberation_touch(deliberation=locked)
    facts = {"by": str(actor.uid)}
    deliberation_log(deliberation=locked, event="deliberation.close", facts=facts, at=at)
    return locked


def deliberation_take(*, deliberation: Deliberation) -> Deliberation:
    """The deliberation behind its round's lock."""
    locked_round = round_take(round_id=deliberation.round_id)
    locked = Deliberation.objects.select_for_update(of=("self",)).get(pk=deliberation.pk)
    locked.round = locked_round
    return locked


def deliberation_touch(*, deliberation: Deliberation) -> None:
    """Raise the rooms' versions, so that tablets look. Before anything is written to the log."""
    panels = Panel.objects.filter(round=deliberation.round)
    for panel in panels.select_related("room").order_by("pk"):
        room_touch(room=panel.room)


def deliberation_log(
    *, deliberation: Deliberation, event: str, facts: dict[str, Any], at: datetime
) -> None:
    """The event with the deliberation and its round."""
    round_ = deliberation.round
    body = {"deliberation": str(deliberation.uid), "round": str(round_.uid), **facts}
    edition_log(edition=round_.edition, event=event, body=body, at=at)


def _result_step(round: Round, verb: str) -> None:  # noqa: A002 - the noun of the table
    """Move the standing result; a change of rules may have superseded it while they talked."""
    sources = RESULT.sources(verb)
    found = ResultSet.objects.filter(round=round, state__in=sources).first()
    if found is None:
        if verb == "settle":
            return
        raise Problem("result_state_refused", params={"state": "none"})
    found.state = ResultState(RESULT.step(found.state, verb))
    found.save(update_fields=["state"])


def _letters(round: Round) -> dict[str, str]:  # noqa: A002 - the noun of the table
    """A letter for each seat that scores, drawn: not to be told from the order of seats."""
    seats = sitting_seats().filter(panel__round=round).order_by("pk")
    drawn = list(seats)
    secrets.SystemRandom().shuffle(drawn)
    return dict(zip((str(seat.uid) for seat in drawn), _names(), strict=False))


def _names() -> Iterator[str]:
    """A to Z, then AA, BB …"""
    for times in count(1):
        yield from (letter * times for letter in _LETTERS)
