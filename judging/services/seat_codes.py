"""Table codes of seats: issued for a round's session, typed at /join, decided at the desk."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from contest.models import Round
from contest.services.events import edition_log
from core.device_proof import device_proves
from core.errors import Problem
from core.models import (
    CodeRequest,
    CodeRequestReason,
    CodeRequestState,
    Device,
    DeviceKind,
    Person,
)
from core.selectors.codes import code_of_subject, request_state
from core.services.audit import audit_record
from core.services.codes import CodeFor, Issued, code_revoke, code_try, codes_issue, request_open
from judging.models import PanelSeat, SeatDevice
from judging.selectors.devices import seat_devices_live
from judging.selectors.seats import seat_of
from judging.services.grants import grants_after_nda
from judging.services.joining import Joined, seat_bind, seat_devices_revoke
from judging.services.panels import SEAT_SUBJECT, edition_require_on

ROUND_SCOPE: Final = "round"
EDITION_OWNER: Final = "edition"
# A session is a day's at most; whoever needs longer issues codes again.
LONGEST: Final = timedelta(hours=24)

Window = tuple[datetime, datetime]


@transaction.atomic
def seat_codes_issue(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    seats: Sequence[PanelSeat],
    window: Window,
    actor: Person,
    at: datetime,
) -> list[Issued]:
    """A code for each seat, good from `window[0]` to `window[1]`; earlier ones of the seats end.

    The digits are in this answer and nowhere else. Raises field_invalid for a window that is
    over, ends before it begins or is longer than a day, edition_over.
    """
    edition = round.edition
    edition_require_on(edition=edition, at=at)
    _require_window(window, at)
    issued = codes_issue(
        host=edition.contest.host,
        owner=(EDITION_OWNER, edition.uid),
        scope=(ROUND_SCOPE, round.uid),
        people=[CodeFor((SEAT_SUBJECT, seat.uid), seat.expert.person) for seat in seats],
        window=window,
        issued_by=actor,
        at=at,
    )
    body = {
        "round": str(round.uid),
        "seats": [str(seat.uid) for seat in seats],
        "opens_at": window[0].isoformat(),
        "closes_at": window[1].isoformat(),
        "by": str(actor.uid),
    }
    edition_log(edition=edition, event="seat.codes_issue", body=body, at=at)
    return issued


def _require_window(window: Window, at: datetime) -> None:
    opens_at, closes_at = window
    if closes_at <= opens_at or closes_at <= at:
        raise Problem("field_invalid", fields={"closes_at": ["before_opening"]})
    if closes_at - opens_at > LONGEST:
        raise Problem("field_invalid", fields={"closes_at": ["longer_than_a_day"]})


@transaction.atomic
def seat_code_revoke(*, seat: PanelSeat, actor: Person, at: datetime) -> None:
    """End the seat's code. Raises not_found where there is none."""
    code = code_of_subject(subject=(SEAT_SUBJECT, seat.uid))
    if code is None:
        raise Problem("not_found")
    code_revoke(code=code, at=at)
    body = {"seat": str(seat.uid), "by": str(actor.uid)}
    edition_log(edition=seat.panel.round.edition, event="seat.code_revoke", body=body, at=at)


@transaction.atomic
def seat_code_enter(
    *, edition_id: UUID, digits: str, device_label: str, at: datetime
) -> CodeRequest | None:
    """A browser typed six digits: its request, ready or waiting for the desk.

    None whatever is wrong: the digits, the hour, the edition. Returned, not raised, so that the
    wrong try stays written down.
    """
    code = code_try(owner=(EDITION_OWNER, edition_id), digits=digits, at=at)
    if code is None:
        return None
    seat = seat_of(uid=code.subject_id)
    if seat is None:
        return None
    is_bound = bool(seat_devices_live(seats=[seat], at=at))
    request = request_open(code=code, label=device_label, is_bound=is_bound, at=at)
    if request.state == CodeRequestState.WAITING:
        _waiting_note(request, at)
    return request


def _waiting_note(request: CodeRequest, at: datetime) -> None:
    audit_record(
        host=request.code.space.host,
        type="table_code.wait",
        person_id=None,
        subject=(request.code.subject_kind, request.code.subject_id),
        at=at,
        detail={"reason": request.reason},
    )


@transaction.atomic
def code_request_decide(
    *, request: CodeRequest, approve: bool, actor: Person, at: datetime
) -> CodeRequest:
    """The desk lets the browser in, or not. Raises code_request_over once it waits no longer."""
    locked = _request_lock(request)
    if request_state(locked, at=at) != CodeRequestState.WAITING:
        raise Problem("code_request_over")
    locked.state = CodeRequestState.READY if approve else CodeRequestState.REFUSED
    locked.decided_by, locked.decided_at = actor, at
    locked.save(update_fields=["state", "decided_by", "decided_at"])
    seat = _seat_of(locked)
    body = {
        "request": str(locked.uid),
        "seat": str(seat.uid),
        "decision": "approve" if approve else "refuse",
        "by": str(actor.uid),
    }
    edition_log(edition=seat.panel.round.edition, event="seat.code_decide", body=body, at=at)
    return locked


@transaction.atomic
def seat_code_take(
    *,
    request: CodeRequest,
    presser_id: int | None,
    device_key: str,
    device_label: str,
    at: datetime,
    proof: str = "",
) -> Joined | None:
    """The button "that is me": bind this browser. None if it has to wait for the desk after all.

    Of two browsers that were ready for one seat the second one waits. One that the desk let in
    takes the place of the devices before it. One that proves (`proof_message`) that it is a device
    of the seat already only opens its session again, and needs nobody's word. Raises
    code_request_over, link_foreign for somebody else who is signed in here.
    """
    locked = _request_lock(request)
    if presser_id not in {None, locked.code.person_id}:
        raise Problem("link_foreign")
    seat = _seat_of(locked)
    PanelSeat.objects.select_for_update(no_key=True).get(pk=seat.pk)
    bound = seat_devices_live(seats=[seat], at=at)
    again = _is_again(locked, bound, device_key=device_key, proof=proof, at=at)
    if again is not None:
        _used(locked, again, at)
        return Joined(seat, again)
    if request_state(locked, at=at) != CodeRequestState.READY:
        raise Problem("code_request_over")
    if bound and locked.decided_by_id is None:
        locked.state, locked.reason = CodeRequestState.WAITING, CodeRequestReason.BOUND
        locked.save(update_fields=["state", "reason"])
        _waiting_note(locked, at)
        return None
    seat_devices_revoke(seat=seat, actor=locked.decided_by, at=at)
    device = seat_bind(
        seat=seat,
        kind=DeviceKind.JUDGE,
        key=device_key,
        label=device_label or locked.label,
        via="table_code",
        at=at,
    )
    # An undertaking signed for another round of the edition holds for this seat as well.
    grants_after_nda(person=seat.expert.person, edition=seat.panel.round.edition, at=at)
    _used(locked, device, at)
    return Joined(seat, device)


def proof_message(request: CodeRequest) -> bytes:
    """What a device of the seat signs to open its session again with a right code."""
    return f"yisai.seat.v1\n{request.uid}".encode()


def _is_again(
    request: CodeRequest,
    bound: Sequence[SeatDevice],
    *,
    device_key: str,
    proof: str,
    at: datetime,
) -> Device | None:
    """The seat's own device whose session has ended; a guarded code waits for the desk."""
    waits = request_state(request, at=at) == CodeRequestState.WAITING
    if not waits or request.reason != CodeRequestReason.BOUND:
        return None
    own = next((each.device for each in bound if each.device.key == device_key), None)
    message = proof_message(request)
    proven = own is not None and device_proves(key=own.key, message=message, proof=proof)
    return own if proven else None


def _used(request: CodeRequest, device: Device, at: datetime) -> None:
    request.state, request.used_at, request.device = CodeRequestState.USED, at, device
    request.save(update_fields=["state", "used_at", "device"])


def _request_lock(request: CodeRequest) -> CodeRequest:
    return (
        CodeRequest.objects.select_for_update(of=("self",))
        .select_related("code__person", "code__space__host")
        .get(pk=request.pk)
    )


def _seat_of(request: CodeRequest) -> PanelSeat:
    seat = seat_of(uid=request.code.subject_id)
    if seat is None:
        raise Problem("not_found")
    return seat
