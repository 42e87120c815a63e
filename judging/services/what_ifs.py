"""Opening what-if before the list is published, and each look at another rule."""

from datetime import datetime
from typing import Final

from django.db import transaction

from contest.models import Round, RoundState
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from core.states import Machine
from judging.models import Publication, PublicationState, WhatIfOpening, WhatIfState
from judging.services.locks import round_take

MACHINE: Final = Machine(
    noun="what-if opening",
    states=tuple(WhatIfState.values),
    moves={
        ("asked", "attest"): "open",
        ("asked", "close"): "closed",
        ("open", "close"): "closed",
    },
    refusal="state_conflict",
)


@transaction.atomic
def what_if_ask(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    reason: str,
    actor: Person,
    at: datetime,
) -> WhatIfOpening:
    """Ask that other rules may be looked at; nothing is shown before another person attests it.

    Raises reason_missing, round_state_refused before the round takes marks, state_conflict where
    one is asked for or open, or the list is published and nothing needs opening.
    """
    if not reason.strip():
        raise Problem("reason_missing")
    locked = round_take(round_id=round.pk)
    if locked.state == RoundState.PREPARED:
        raise Problem("round_state_refused", params={"state": locked.state, "verb": "what_if"})
    published = Publication.objects.filter(round=locked, state=PublicationState.OPENED)
    standing = WhatIfOpening.objects.filter(round=locked).exclude(state=WhatIfState.CLOSED)
    if published.exists() or standing.exists():
        raise Problem("state_conflict")
    opening = WhatIfOpening.objects.create(
        round=locked, reason=reason.strip(), asked_by=actor, asked_at=at
    )
    _log(opening, "ask", actor, at)
    return opening


@transaction.atomic
def what_if_attest(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    actor: Person,
    at: datetime,
) -> WhatIfOpening:
    """The witness attests the reason: from now on other rules may be looked at.

    Raises state_conflict where nothing is asked for, two_person_required for who asked.
    """
    opening = _standing(round)
    state = MACHINE.step(opening.state, "attest")
    if opening.asked_by_id == actor.pk:
        raise Problem("two_person_required")
    opening.state = state
    opening.attested_by, opening.attested_at = actor, at
    opening.save(update_fields=["state", "attested_by", "attested_at"])
    _log(opening, "open", actor, at)
    return opening


@transaction.atomic
def what_if_close(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    actor: Person,
    at: datetime,
) -> WhatIfOpening:
    """Nobody looks any further, or what was asked for is dropped. Raises state_conflict."""
    opening = _standing(round)
    opening.state = MACHINE.step(opening.state, "close")
    opening.closed_by, opening.closed_at = actor, at
    opening.save(update_fields=["state", "closed_by", "closed_at"])
    _log(opening, "close", actor, at)
    return opening


@transaction.atomic
def what_if_look(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    rule: str,
    cut: int | None,
    hash: str,  # noqa: A002 - the column's name
    actor: Person,
    at: datetime,
) -> None:
    """Somebody looked at another rule: nothing is kept but that they did."""
    body = {
        "round": str(round.uid),
        "rule": rule,
        "cut": cut,
        "hash": hash,
        "by": str(actor.uid),
    }
    edition_log(edition=round.edition, event="ranking.what_if", body=body, at=at)


def _standing(round: Round) -> WhatIfOpening:  # noqa: A002 - the noun of the table
    locked = round_take(round_id=round.pk)
    rows = WhatIfOpening.objects.select_for_update(of=("self",)).select_related("round__edition")
    found = rows.filter(round=locked).exclude(state=WhatIfState.CLOSED).first()
    if found is None:
        raise Problem("state_conflict")
    return found


def _log(opening: WhatIfOpening, verb: str, actor: Person, at: datetime) -> None:
    body = {
        "round": str(opening.round.uid),
        "opening": str(opening.uid),
        "reason": opening.reason,
        "asked_by": str(opening.asked_by.uid),
        "by": str(actor.uid),
    }
    edition_log(edition=opening.round.edition, event=f"what_if_opening.{verb}", body=body, at=at)
