"""Prepared by one person, approved by another over the same hash, opened in one transaction."""

import secrets
from datetime import datetime
from typing import Final

from django.db import transaction

from contest.models import Edition, EditionState, Round, RoundState
from contest.services.editions import edition_move
from contest.services.events import edition_log
from contest.services.locks import edition_locked
from core.canonical import canonical_hash
from core.errors import Problem
from core.models import Person
from core.services.checkpoints import checkpoint_after_commit
from core.states import Machine
from judging.models import Publication, PublicationKind, PublicationState, ResultSet
from judging.ports import PublishedRow, publication_steps
from judging.selectors.publications import publisher_conflicted
from judging.selectors.results import locked_result, opened_publications
from judging.selectors.rulebooks import rulebook_of
from judging.services.locks import round_take
from judging.services.moved_up_letters import moved_up_tell_published
from judging.services.publication_document import publication_document, published_rows
from judging.services.publicity import publicity_end
from judging.services.supervision import answers_require

MACHINE: Final = Machine(
    noun="publication",
    states=tuple(PublicationState.values),
    moves={
        ("prepared", "approve"): "approved",
        ("approved", "open"): "opened",
        ("prepared", "cancel"): "cancelled",
        ("approved", "cancel"): "cancelled",
    },
    refusal="publication_state_refused",
)


@transaction.atomic
def publication_prepare(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    kind: str,
    actor: Person,
    at: datetime,
) -> Publication:
    """Freeze what would be published, with the hash that two people agree on.

    Raises publication_state_refused (round not locked, another one under way, final before
    proposed), publicity_running, publisher_conflicted.
    """
    locked = round_take(round_id=round.pk)
    result = _require_publishable(locked, kind, at)
    rows = published_rows(result)
    _require_unconflicted(locked, actor, rows)
    publication = Publication(
        round=locked,
        kind=kind,
        result_set=result,
        state=PublicationState.PREPARED,
        prepared_by=actor,
        prepared_at=at,
    )
    publication.document = publication_document(
        publication=publication, rows=rows, nonce=secrets.token_hex(16)
    )
    publication.hash = canonical_hash(publication.document)
    publication.save()
    _log(publication, "publication.prepare", actor, at)
    return publication


@transaction.atomic
def publication_approve(
    *,
    publication: Publication,
    actor: Person,
    hash: str,  # noqa: A002 - the wire's word
    at: datetime,
) -> Publication:
    """A second person vouches for exactly this hash.

    Raises publication_state_refused, publication_hash_changed (another hash, or the state moved
    since), two_person_required, publisher_conflicted.
    """
    locked = _publication_take(publication)
    locked.state = MACHINE.step(locked.state, "approve")
    if locked.prepared_by_id == actor.pk:
        raise Problem("two_person_required")
    rows = _require_unmoved(locked, hash)
    _require_unconflicted(locked.round, actor, rows)
    locked.approved_by, locked.approved_at = actor, at
    locked.save(update_fields=["state", "approved_by", "approved_at"])
    _log(locked, "publication.approve", actor, at)
    return locked


@transaction.atomic
def publication_open(
    *,
    publication: Publication,
    actor: Person,
    hash: str,  # noqa: A002 - the wire's word
    at: datetime,
) -> Publication:
    """Open what was approved, with all that follows from it, or nothing at all.

    Raises publication_state_refused, supervision_unanswered, publication_hash_changed,
    publisher_conflicted.
    """
    locked = _publication_take(publication)
    locked.state = MACHINE.step(locked.state, "open")
    answers_require(round=locked.round)
    rows = _require_unmoved(locked, hash)
    _require_unconflicted(locked.round, actor, rows)
    # Before a step writes to the log, whose head is the last lock: the edition moves at the end.
    edition_locked(edition_id=locked.round.edition_id)
    locked.opened_at = at
    if locked.kind == PublicationKind.PROPOSED:
        locked.publicity_until = publicity_end(
            opened_at=at,
            publicity=rulebook_of(locked.round).publicity,
            zone=locked.round.edition.time_zone,
        )
    locked.save(update_fields=["state", "opened_at", "publicity_until"])
    for step in publication_steps(locked.kind):
        step(publication=locked, rows=rows, at=at)
    if locked.kind == PublicationKind.PROPOSED:
        moved_up_tell_published(source=locked.round, at=at)
    _edition_follow(locked.round.edition, locked.kind, at)
    _log(locked, "publication.open", actor, at)
    checkpoint_after_commit(owner=("edition", locked.round.edition.uid), at=at)
    return locked


@transaction.atomic
def publication_cancel(
    *, publication: Publication, actor: Person, reason: str, at: datetime
) -> Publication:
    """Drop a publication that is not open yet. Raises reason_missing, publication_state_refused."""
    if not reason.strip():
        raise Problem("reason_missing")
    locked = _publication_take(publication)
    locked.state = MACHINE.step(locked.state, "cancel")
    locked.save(update_fields=["state"])
    _log(locked, "publication.cancel", actor, at, reason=reason.strip())
    return locked


def _publication_take(publication: Publication) -> Publication:
    """The publication behind its round's lock, so that nothing it rests on moves meanwhile."""
    locked_round = round_take(round_id=publication.round_id)
    locked = (
        Publication.objects.select_for_update(of=("self",))
        .select_related("result_set")
        .get(pk=publication.pk)
    )
    locked.round = locked_round
    return locked


def _require_publishable(round: Round, kind: str, at: datetime) -> ResultSet:  # noqa: A002 - the noun of the table
    result = locked_result(round)
    if round.state != RoundState.LOCKED or result is None:
        raise Problem("publication_state_refused", params={"state": round.state})
    live = Publication.objects.filter(
        round=round,
        kind=kind,
        state__in=[PublicationState.PREPARED, PublicationState.APPROVED, PublicationState.OPENED],
    ).first()
    if live is not None:
        raise Problem("publication_state_refused", params={"state": live.state})
    if kind == PublicationKind.FINAL:
        _require_publicity_over(round, at)
    return result


def _require_publicity_over(round: Round, at: datetime) -> None:  # noqa: A002 - the noun of the table
    proposed = opened_publications(round).get(PublicationKind.PROPOSED)
    if proposed is None:
        raise Problem("publication_state_refused", params={"state": "not_proposed"})
    if proposed.publicity_until is None or at < proposed.publicity_until:
        until = proposed.publicity_until
        raise Problem("publicity_running", params={"until": until.isoformat() if until else ""})


def _require_unconflicted(round: Round, actor: Person, rows: list[PublishedRow]) -> None:  # noqa: A002 - the noun of the table
    if publisher_conflicted(round=round, person=actor, entries=[row.entry for row in rows]):
        raise Problem("publisher_conflicted")


def _require_unmoved(publication: Publication, asked: str) -> list[PublishedRow]:
    """The rows as they are now, if they still give the hash that was asked for."""
    rows = published_rows(publication.result_set)
    now = publication_document(
        publication=publication, rows=rows, nonce=publication.document["nonce"]
    )
    if asked != publication.hash or canonical_hash(now) != publication.hash:
        raise Problem("publication_hash_changed")
    return rows


def _edition_follow(edition: Edition, kind: str, at: datetime) -> None:
    """The edition moves with its first proposed and its first final list."""
    if kind == PublicationKind.PROPOSED and edition.state == EditionState.RUNNING:
        edition_move(edition=edition, verb="publicize", at=at)
    elif kind == PublicationKind.FINAL and edition.state == EditionState.PUBLICITY:
        edition_move(edition=edition, verb="award", at=at)


def _log(
    publication: Publication,
    event: str,
    actor: Person,
    at: datetime,
    reason: str = "",
) -> None:
    body = {
        "publication": str(publication.uid),
        "kind": str(publication.kind),
        "hash": publication.hash,
        "by": str(actor.uid),
    }
    if reason:
        body["reason"] = reason
    edition_log(edition=publication.round.edition, event=event, body=body, at=at)
