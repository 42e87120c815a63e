"""Whether a result waits for ink: decided before the round, changed later with a reason only."""

from datetime import datetime

from django.db import transaction

from contest.models import Round, RoundState
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from judging.models import InkRule
from judging.selectors.papers import expected_pages, ink_required
from judging.services.locks import round_take


@transaction.atomic
def ink_set(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    required: bool,
    reason: str,
    actor: Person,
    at: datetime,
) -> InkRule:
    """Say whether the result waits for every signed page.

    Raises round_state_refused once the result is locked, reason_missing for a change without one
    after the round was opened.
    """
    locked = round_take(round_id=round.pk)
    if locked.state == RoundState.LOCKED:
        raise Problem("round_state_refused", params={"state": "locked", "verb": "ink"})
    if locked.state != RoundState.PREPARED and not reason.strip():
        raise Problem("reason_missing")
    rule, _is_new = InkRule.objects.update_or_create(
        round=locked,
        defaults={
            "required": required,
            "reason": reason.strip(),
            "set_by": actor,
            "set_at": at,
        },
    )
    body = {
        "round": str(locked.uid),
        "required": required,
        "reason": rule.reason,
        "by": str(actor.uid),
    }
    edition_log(edition=locked.edition, event="paper.ink", body=body, at=at)
    return rule


def ink_require(*, round: Round) -> None:  # noqa: A002 - the noun of the table
    """Raises ink_missing while a page of a round that waits for ink has not come back."""
    if not ink_required(round):
        return
    missing = sum(page.filing is None for page in expected_pages(round))
    if missing:
        raise Problem("ink_missing", params={"missing": str(missing)})
