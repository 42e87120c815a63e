"""Setting up an edition, and its life from draft to archive."""

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from contest.models import ConsentText, Contest, Division, Edition, EditionState, Entry, Track
from contest.services.events import edition_log
from contest.services.grants import grants_end
from contest.services.locks import edition_locked
from core.canonical import canonical_hash
from core.errors import Problem
from core.models import Host, Person
from core.states import Machine

Bilingual = dict[str, str]

_BEFORE_CLOSING = (EditionState.DRAFT, EditionState.ANNOUNCED, EditionState.OPEN)
_BEFORE_AWARDS = ("draft", "announced", "open", "closed", "running", "publicity")
_ENDED = ("archived", "cancelled")

MACHINE: Final = Machine(
    noun="edition",
    states=tuple(EditionState.values),
    moves={
        ("draft", "announce"): "announced",
        ("announced", "open"): "open",
        ("open", "close"): "closed",
        ("closed", "run"): "running",
        ("running", "publicize"): "publicity",
        ("publicity", "award"): "awarded",
        ("awarded", "archive"): "archived",
        **{(state, "cancel"): "cancelled" for state in _BEFORE_AWARDS},
    },
    refusal="state_conflict",
)


@transaction.atomic
def contest_create(*, host: Host, slug: str, name: Bilingual) -> Contest:
    """A lasting brand of a host; one with this slug at the same host is returned as it is."""
    contest, _ = Contest.objects.get_or_create(slug=slug, defaults={"host": host, "name": name})
    if contest.host_id != host.pk:
        raise Problem("field_invalid", fields={"slug": ["taken"]})
    return contest


@transaction.atomic
def edition_create(
    *,
    contest: Contest,
    slug: str,
    year: int,
    name: Bilingual,
    opens_at: datetime,
    closes_at: datetime,
    entry_prefix: str,
    summary: Bilingual | None = None,
    time_zone: str = "Asia/Shanghai",
    is_demo: bool = False,
    last_day: date | None = None,
) -> Edition:
    """A new edition in draft; `last_day` is the last day of judging, in its zone.

    Raises field_invalid where it would close before it opens.
    """
    if closes_at <= opens_at:
        raise Problem("field_invalid", fields={"closes_at": ["before_opening"]})
    return Edition.objects.create(
        contest=contest,
        slug=slug,
        year=year,
        name=name,
        summary=summary or {},
        opens_at=opens_at,
        closes_at=closes_at,
        entry_prefix=entry_prefix,
        time_zone=time_zone,
        is_demo=is_demo,
        last_day=last_day,
    )


@transaction.atomic
def track_add(*, edition: Edition, code: str, name: Bilingual, position: int = 0) -> Track:
    """An industry or theme of the edition."""
    return Track.objects.create(edition=edition, code=code, name=name, position=position)


@transaction.atomic
def division_add(*, edition: Edition, code: str, name: Bilingual, position: int = 0) -> Division:
    """A group of entrants who are compared with each other."""
    return Division.objects.create(edition=edition, code=code, name=name, position=position)


@transaction.atomic
def consent_text_add(
    *,
    edition: Edition,
    kind: str,
    text: Bilingual,
    required: bool = False,
    receiver: Bilingual | None = None,
) -> ConsentText:
    """The next version of a consent's words; earlier versions stay as they were agreed to."""
    edition_locked(edition_id=edition.pk)
    version = ConsentText.objects.filter(edition=edition, kind=kind).count() + 1
    words: dict[str, Any] = {
        "kind": kind,
        "version": version,
        "text": text,
        "receiver": receiver or {},
    }
    return ConsentText.objects.create(
        edition=edition,
        kind=kind,
        version=version,
        text=text,
        receiver=receiver or {},
        required=required,
        hash=canonical_hash(words),
    )


@transaction.atomic
def edition_move(
    *, edition: Edition, verb: str, at: datetime, actor: Person | None = None
) -> Edition:
    """Move the edition along its life. Raises state_conflict for a move not in the table.

    Whoever was let in for the judging is let out when the edition ends: an archive does not
    stay open to everybody who once judged in it.
    """
    locked = edition_locked(edition_id=edition.pk)
    before = locked.state
    locked.state = MACHINE.step(before, verb)
    locked.save(update_fields=["state"])
    edition.state = locked.state
    if locked.state in _ENDED:
        grants_end(entries=list(Entry.objects.filter(edition=locked)), at=at)
    body = {"from": before, "to": locked.state}
    if actor is not None:
        body["by"] = str(actor.uid)
    edition_log(edition=locked, event=f"edition.{verb}", body=body, at=at)
    return locked


@transaction.atomic
def registration_settle(*, edition: Edition, at: datetime) -> Edition:
    """Registration is over: by the organizer, or because the deadline has passed.

    Raises edition_still_open while entries may still change.
    """
    if edition.state == EditionState.OPEN and at > edition.closes_at:
        return edition_move(edition=edition, verb="close", at=at)
    if edition.state in _BEFORE_CLOSING:
        raise Problem("edition_still_open")
    return edition
