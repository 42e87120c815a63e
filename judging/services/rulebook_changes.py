"""Another version of a round's rulebook: by one person before any sheet, by two afterwards."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from contest.models import Round, RoundState, Rulebook
from contest.rulebook.rulebook import Criterion, Name
from contest.rulebook.rulebook import Rulebook as Judged
from contest.services.events import edition_log
from contest.services.locks import edition_locked
from contest.services.rulebooks import rulebook_add, rulebook_freeze
from core.errors import Problem
from core.models import Person
from judging.models import Panel, RulebookChange, RulebookChangeState
from judging.selectors.rulebooks import rulebook_of, rulebook_parsed
from judging.services.locks import round_take
from judging.services.results import result_supersede
from judging.services.rooms import room_touch


@transaction.atomic
def rulebook_change_propose(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    document: dict[str, Any],
    reason: str,
    actor: Person,
    at: datetime,
) -> RulebookChange:
    """The document as the edition's next version, for this round.

    Before the round has sheets it applies at once. Afterwards it waits for another person, a
    change that waited is dropped, and the sheet itself must stay as it is: marks that were given
    keep their meaning. Raises reason_missing, rulebook_invalid, rulebook_beyond_rooms,
    rulebook_sheet_differs, round_state_refused once the result is locked.
    """
    if not reason.strip():
        raise Problem("reason_missing")
    locked = _unlocked(round)
    has_sheets = locked.state != RoundState.PREPARED
    after = rulebook_add(edition=locked.edition, document=document)
    if has_sheets:
        _require_same_sheet(locked, after)
        waiting = RulebookChange.objects.filter(round=locked, state=RulebookChangeState.PROPOSED)
        waiting.update(state=RulebookChangeState.DROPPED)
    change = RulebookChange.objects.create(
        round=locked,
        before=locked.rulebook,
        after=after,
        state=RulebookChangeState.PROPOSED if has_sheets else RulebookChangeState.APPLIED,
        reason=reason.strip(),
        proposed_by=actor,
        proposed_at=at,
    )
    if not has_sheets:
        _apply(locked, after)
    _log(change, "propose" if has_sheets else "apply", actor, at)
    return change


@transaction.atomic
def rulebook_change_approve(
    *, change: RulebookChange, actor: Person, at: datetime
) -> RulebookChange:
    """The round is judged by the new version from now on; a provisional result is to be recomputed.

    Raises two_person_required for who proposed it, state_conflict for a change that does not wait
    or whose round has moved to another version, round_state_refused once the result is locked.
    """
    locked = _unlocked(change.round)
    waiting = RulebookChange.objects.select_for_update(of=("self",)).select_related("after")
    found = waiting.get(pk=change.pk)
    if found.state != RulebookChangeState.PROPOSED or found.before_id != locked.rulebook_id:
        raise Problem("state_conflict")
    if found.proposed_by_id == actor.pk:
        raise Problem("two_person_required")
    found.state = RulebookChangeState.APPLIED
    found.approved_by, found.approved_at = actor, at
    found.save(update_fields=["state", "approved_by", "approved_at"])
    _apply(locked, found.after)
    result_supersede(round=locked)
    # Before the freeze writes to the log, whose head is the last lock.
    edition_locked(edition_id=locked.edition_id)
    rulebook_freeze(rulebook=found.after, at=at)
    _log(found, "apply", actor, at)
    return found


def _unlocked(round: Round) -> Round:  # noqa: A002 - the noun of the table
    locked = round_take(round_id=round.pk)
    if locked.state == RoundState.LOCKED:
        raise Problem(
            "round_state_refused", params={"state": locked.state, "verb": "change_rulebook"}
        )
    return locked


def _require_same_sheet(round: Round, after: Rulebook) -> None:  # noqa: A002 - the noun of the table
    asked = rulebook_parsed(after.hash, after.document, code=round.code)
    if _sheet(asked) != _sheet(rulebook_of(round)):
        raise Problem("rulebook_sheet_differs")


def _sheet(rulebook: Judged) -> tuple[int | None, list[Criterion]]:
    return (rulebook.bonus_at_most, [_line(row) for row in rulebook.criteria])


def _line(row: Criterion) -> Criterion:
    """All of a line but its words: names, hints, anchors and bands may be mended."""
    plain = tuple(replace(choice, name=None) for choice in row.choices)
    return replace(row, name=Name("", ""), hint=None, anchors=(), band=None, choices=plain)


def _apply(round: Round, after: Rulebook) -> None:  # noqa: A002 - the noun of the table
    round.rulebook = after
    round.save(update_fields=["rulebook"])
    for panel in Panel.objects.filter(round=round).select_related("room").order_by("pk"):
        room_touch(room=panel.room)


def _log(change: RulebookChange, verb: str, actor: Person, at: datetime) -> None:
    body = {
        "round": str(change.round.uid),
        "before": change.before.hash,
        "after": change.after.hash,
        "version": change.after.version,
        "reason": change.reason,
        "proposed_by": str(change.proposed_by.uid),
        "by": str(actor.uid),
    }
    edition_log(edition=change.round.edition, event=f"rulebook_change.{verb}", body=body, at=at)
