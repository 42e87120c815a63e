"""Panels with their room, numbered seats, and the links that lead judges to them."""

from datetime import datetime
from typing import Final

from django.db import transaction

from contest.calendar import devices_end_at
from contest.models import Edition, Round, RoundState
from contest.selectors.teams import competes
from contest.services.locks import edition_locked
from core.errors import Problem
from core.models import Device, Invitation, InvitationKind, Person
from core.services.invitations import invitation_issue, invitation_use, invitations_revoke
from judging.models import Draw, Expert, Panel, PanelSeat, Room
from judging.selectors.seats import is_seated
from judging.services.grants import grants_after_nda
from judging.services.locks import round_take

SEAT_SUBJECT: Final = "seat"

Bilingual = dict[str, str]
# `tracks` and `divisions`, by their codes.
Hears = dict[str, list[str]]


@transaction.atomic
def panel_create(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    name: Bilingual,
    room_name: Bilingual | None = None,
    hears: Hears | None = None,
) -> Panel:
    """The judges of a round in one room, and the tracks and divisions that it hears.

    Without them it hears what no other room of the round names. Raises round_state_refused once
    the round is open, draw_state_refused once its draw is committed, field_invalid for a track or
    division that the edition does not have.
    """
    current = _require_prepared(round)
    if Draw.objects.filter(round=current).exists():
        raise Problem("draw_state_refused", params={"state": "committed"})
    named = dict(hears or {})
    _require_known(current.edition, named)
    panel = Panel.objects.create(round=round, name=name)
    Room.objects.create(panel=panel, name=room_name or name, hears=named)
    return panel


@transaction.atomic
def seat_add(
    *,
    panel: Panel,
    expert: Expert,
    number: int,
    is_chair: bool = False,
    is_alternate: bool = False,
) -> PanelSeat:
    """Seat an expert of the same host.

    Raises not_found for another host's expert, seat_taken for a number, expert or chair that is
    there already, seat_elsewhere for who sits in another room of the round, round_state_refused
    once the round is open, role_conflict for somebody who is in a team of the edition.
    """
    current = _require_prepared(panel.round)
    if expert.host_id != current.edition.contest.host_id:
        raise Problem("not_found")
    edition_locked(edition_id=current.edition_id)  # a team that takes her in meanwhile waits
    if competes(person_id=expert.person_id, edition_id=current.edition_id):
        raise Problem("role_conflict")
    seats = PanelSeat.objects.filter(panel=panel)
    if any(
        seat.number == number or seat.expert_id == expert.pk or (is_chair and seat.is_chair)
        for seat in seats
    ):
        raise Problem("seat_taken")
    # Rooms of a round run beside each other; a judge is in one of them (docs/decisions/0025).
    elsewhere = PanelSeat.objects.filter(panel__round=current, expert=expert)
    if elsewhere.exists():
        raise Problem("seat_elsewhere")
    return PanelSeat.objects.create(
        panel=panel,
        expert=expert,
        number=number,
        is_chair=is_chair,
        is_alternate=is_alternate,
    )


def competitor_require_unseated(*, edition: Edition, person: Person) -> None:
    """A step of contest's port. Raises role_conflict for a judge of the edition."""
    if is_seated(person_id=person.pk, edition_id=edition.pk):
        raise Problem("role_conflict")


@transaction.atomic
def seat_invitation_issue(
    *, seat: PanelSeat, actor: Person, at: datetime
) -> tuple[Invitation, str]:
    """A link for the seat's judge; returns it with its token, shown once.

    It takes the place of earlier ones that nobody used: a lost link opens no second session.
    It lives until 24 hours after the edition's last day; raises edition_over from then on.
    """
    edition, subject = seat.panel.round.edition, (SEAT_SUBJECT, seat.uid)
    edition_require_on(edition=edition, at=at)
    invitations_revoke(kind=InvitationKind.JUDGE_SEAT, subject=subject, at=at)
    return invitation_issue(
        kind=InvitationKind.JUDGE_SEAT,
        host=edition.contest.host,
        subject=subject,
        issued_by=actor,
        expires_at=devices_end_at(edition),
        person=seat.expert.person,
    )


def edition_require_on(*, edition: Edition, at: datetime) -> None:
    """Raises edition_over once judges' devices of the edition have ended."""
    if devices_end_at(edition) <= at:
        raise Problem("edition_over")


@transaction.atomic
def seat_take(*, invitation: Invitation, person: Person, device: Device, at: datetime) -> PanelSeat:
    """The judge pressed the link's button on a device bound to them.

    Pressing again changes nothing. Raises not_found for a link to something else, link_foreign
    for another person, link_used, link_expired, device_revoked.
    """
    if invitation.kind != InvitationKind.JUDGE_SEAT or invitation.subject_kind != SEAT_SUBJECT:
        raise Problem("not_found")
    seat = (
        PanelSeat.objects.select_related("panel__round__edition__contest__host", "expert__person")
        .filter(uid=invitation.subject_id)
        .first()
    )
    if seat is None:
        raise Problem("not_found")
    if seat.expert.person_id != person.pk or device.person_id != person.pk:
        raise Problem("link_foreign")
    if device.revoked_at is not None:
        raise Problem("device_revoked")
    invitation_use(invitation=invitation, by=person, at=at)
    # An undertaking signed for another round of the edition holds for this seat as well.
    grants_after_nda(person=person, edition=seat.panel.round.edition, at=at)
    return seat


def _require_known(edition: Edition, named: Hears) -> None:
    known = {
        "tracks": set(edition.tracks.values_list("code", flat=True)),
        "divisions": set(edition.divisions.values_list("code", flat=True)),
    }
    for word, codes in named.items():
        if word not in known or not codes or not set(codes) <= known[word]:
            raise Problem("field_invalid", fields={"hears": [word]})


def _require_prepared(round: Round) -> Round:  # noqa: A002 - the noun of the table
    current = round_take(round_id=round.pk)
    if current.state != RoundState.PREPARED:
        raise Problem("round_state_refused", params={"state": current.state, "verb": "seat"})
    return current
