"""A locked result is taken up again before anything of it is published."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from contest.models import Round
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from core.services.checkpoints import checkpoint_after_commit
from core.states import Machine
from judging.models import Panel, ReopeningState, ResultReopening, ResultSet, ResultState
from judging.selectors.promoted import round_built_on
from judging.selectors.publications import is_published, publication_waits
from judging.services import results, rounds
from judging.services.locks import round_take
from judging.services.rooms import room_touch
from judging.services.sheets import sheets_uncount

MACHINE: Final = Machine(
    noun="reopening",
    states=tuple(ReopeningState.values),
    moves={("proposed", "approve"): "approved", ("proposed", "refuse"): "refused"},
    refusal="state_conflict",
)


@transaction.atomic
def reopening_propose(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    reason: str,
    actor: Person,
    at: datetime,
) -> ResultReopening:
    """Ask for the round's locked result to be taken up again.

    Raises reason_missing, result_published, publication_waits, round_built_on where another round
    goes on from it, result_state_refused while nothing is locked, state_conflict while one waits.
    """
    if not reason.strip():
        raise Problem("reason_missing")
    locked = round_take(round_id=round.pk)
    result = _require_locked(locked)
    waiting = ResultReopening.objects.filter(result_set=result, state=ReopeningState.PROPOSED)
    if waiting.exists():
        raise Problem("state_conflict")
    made = ResultReopening.objects.create(
        result_set=result, reason=reason.strip(), proposed_by=actor, proposed_at=at
    )
    _log(made, locked, "propose", {"reason": made.reason, "by": str(actor.uid)}, at)
    return made


@transaction.atomic
def reopening_decide(
    *, reopening: ResultReopening, approves: bool, words: str, actor: Person, at: datetime
) -> ResultReopening:
    """Let it be taken up again, or not. The set counts no more, the round is closed, not locked.

    Raises two_person_required for who proposed it, state_conflict once it is decided,
    reason_missing for a no without words, and what proposing raises.
    """
    locked = round_take(round_id=reopening.result_set.round_id)
    rows = ResultReopening.objects.select_for_update(of=("self",))
    found = rows.select_related("result_set").get(pk=reopening.pk)
    found.state = ReopeningState(MACHINE.step(found.state, "approve" if approves else "refuse"))
    if found.proposed_by_id == actor.pk:
        raise Problem("two_person_required")
    if not approves and not words.strip():
        raise Problem("reason_missing")
    if approves:
        _reopen(locked, _require_locked(locked))
    found.decided_by, found.decided_at, found.words = actor, at, words.strip()
    found.save(update_fields=["state", "decided_by", "decided_at", "words"])
    said = {"approves": approves, "words": found.words, "by": str(actor.uid)}
    said |= {"proposed_by": str(found.proposed_by.uid), "reason": found.reason}
    _log(found, locked, "decide", said, at)
    checkpoint_after_commit(owner=("edition", locked.edition.uid), at=at)
    return found


def _require_locked(locked: Round) -> ResultSet:
    result = ResultSet.objects.filter(round=locked, state=ResultState.LOCKED).first()
    if result is None:
        raise Problem("result_state_refused", params={"state": "none"})
    if is_published(locked):
        raise Problem("result_published")
    if publication_waits(locked):
        raise Problem("publication_waits")
    later = round_built_on(locked)
    if later is not None:
        raise Problem("round_built_on", params={"round": later})
    return result


def _reopen(locked: Round, result: ResultSet) -> None:
    result.state = ResultState(results.MACHINE.step(result.state, "reopen"))
    result.save(update_fields=["state"])
    sheets_uncount(round=locked)
    locked.state = rounds.MACHINE.step(locked.state, "reopen")
    locked.save(update_fields=["state"])
    for panel in Panel.objects.filter(round=locked).select_related("room").order_by("pk"):
        room_touch(room=panel.room)


def _log(
    made: ResultReopening, locked: Round, verb: str, facts: dict[str, Any], at: datetime
) -> None:
    body = {
        "reopening": str(made.uid),
        "round": str(locked.uid),
        "result": str(made.result_set.uid),
        "version": made.result_set.version,
        "body": made.result_set.body_hash,
        **facts,
    }
    edition_log(edition=locked.edition, event=f"reopening.{verb}", body=body, at=at)
