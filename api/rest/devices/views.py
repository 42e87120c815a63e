"""The desk of devices: who sits where on what, codes on slips, browsers that wait."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, once
from api.rest.devices.serializers import (
    AdmissionSent,
    CodesBody,
    DevicesBody,
    WaitingBody,
    WindowSent,
    codes_body,
    devices_body,
    waiting_body,
)
from api.rounds import RoundView
from api.views import View
from contest.models import Round
from core.errors import Problem
from core.models import CodeRequest
from core.selectors.codes import codes_of, is_guarded, request_of, requests_waiting, space_of
from core.services.codes import Issued
from judging.models import PanelSeat
from judging.policy import codes_issue, device_decide, devices_read
from judging.selectors.devices import round_seats, seat_device_of, seat_devices_live
from judging.selectors.seats import seat_of
from judging.services.joining import seat_devices_revoke
from judging.services.seat_codes import (
    EDITION_OWNER,
    ROUND_SCOPE,
    Window,
    code_request_decide,
    seat_code_revoke,
    seat_codes_issue,
)


class RoundDevices(RoundView):
    """A round's seats and what they are bound to."""

    @extend_schema(operation_id="round_devices", responses=DevicesBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """Seats with devices and codes, and who waits for the desk."""
        found = self.round(round_id)
        devices_read(viewer=self.viewer, round=found).enforce()
        seats, scope = round_seats(found), (ROUND_SCOPE, found.uid)
        space = space_of(owner=(EDITION_OWNER, found.edition.uid))
        body = devices_body(
            edition=found.edition,
            seats=seats,
            bound=seat_devices_live(seats=seats, at=self.at),
            codes=codes_of(scope=scope),
            waiting=requests_waiting(scope=scope, at=self.at),
            is_guarded=space is not None and is_guarded(space, at=self.at),
            may_issue=bool(codes_issue(viewer=self.viewer, round=found)),
        )
        return Response(body)


class RoundCodes(RoundView):
    """Codes of a whole session."""

    issued: Sequence[Issued] = ()

    @extend_schema(operation_id="codes_issue", request=WindowSent, responses={201: CodesBody})
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """A fresh code for every seat; the digits are in this answer and nowhere else."""
        found = self.round(round_id)
        codes_issue(viewer=self.viewer, round=found).enforce()
        window = _window(self.read(WindowSent))
        return changes(found.uid, partial(self._issue, found, window))

    def _issue(self, found: Round, window: Window) -> None:
        seats = round_seats(found)
        self.issued = seat_codes_issue(
            round=found, seats=seats, window=window, actor=self.actor, at=self.at
        )

    def shown(self, made: UUID) -> Response:
        """The slips; their digits only to the request that made them."""
        found = self.round(made)
        codes_issue(viewer=self.viewer, round=found).enforce()
        codes = codes_of(scope=(ROUND_SCOPE, found.uid))
        return Response(codes_body(found.edition, round_seats(found), codes, self.issued))


class _SeatView(View):
    def seat(self, seat_id: UUID) -> PanelSeat:
        """The seat. Raises not_found."""
        found = seat_of(uid=seat_id)
        if found is None:
            raise Problem("not_found")
        return found


class SeatCode(_SeatView):
    """The code of one seat."""

    issued: Sequence[Issued] = ()

    @extend_schema(operation_id="seat_code_issue", request=WindowSent, responses={201: CodesBody})
    @once(status=201)
    def post(self, request: Request, seat_id: UUID) -> Command:
        """A fresh code for one seat: a slip was lost, or its code is guarded."""
        seat = self.seat(seat_id)
        codes_issue(viewer=self.viewer, round=seat.panel.round).enforce()
        window = _window(self.read(WindowSent))
        return changes(seat.uid, partial(self._issue, seat, window))

    def _issue(self, seat: PanelSeat, window: Window) -> None:
        self.issued = seat_codes_issue(
            round=seat.panel.round, seats=[seat], window=window, actor=self.actor, at=self.at
        )

    def shown(self, made: UUID) -> Response:
        """The slip; its digits only to the request that made it."""
        seat = self.seat(made)
        found = seat.panel.round
        codes_issue(viewer=self.viewer, round=found).enforce()
        codes = codes_of(scope=(ROUND_SCOPE, found.uid))
        return Response(codes_body(found.edition, [seat], codes, self.issued))

    @extend_schema(operation_id="seat_code_revoke", responses={204: None})
    def delete(self, request: Request, seat_id: UUID) -> Response:
        """Take the seat's code back."""
        seat = self.seat(seat_id)
        codes_issue(viewer=self.viewer, round=seat.panel.round).enforce()
        seat_code_revoke(seat=seat, actor=self.actor, at=self.at)
        return Response(status=204)


class SeatDeviceEnd(_SeatView):
    """One device of a seat."""

    @extend_schema(operation_id="seat_device_revoke", responses={204: None})
    def delete(self, request: Request, seat_id: UUID, device_id: UUID) -> Response:
        """End it; what is unsent on it stays there for the staff."""
        seat = self.seat(seat_id)
        device_decide(viewer=self.viewer, seat=seat).enforce()
        placed = seat_device_of(seat=seat, device_id=device_id)
        if placed is None:
            raise Problem("not_found")
        seat_devices_revoke(seat=seat, device=placed.device, actor=self.actor, at=self.at)
        return Response(status=204)


class CodeDecision(_SeatView):
    """A browser that waits."""

    @extend_schema(operation_id="code_request_decide", request=AdmissionSent, responses=WaitingBody)
    @once()
    def post(self, request: Request, request_id: UUID) -> Command:
        """Let it in or not."""
        waiting, _seat = self._found(request_id)
        decide = partial(
            code_request_decide,
            request=waiting,
            approve=self.read(AdmissionSent)["decision"] == "approve",
            actor=self.actor,
            at=self.at,
        )
        return changes(waiting.uid, decide)

    def shown(self, made: UUID) -> Response:
        """The browser as it was decided about."""
        return Response(waiting_body(*self._found(made)))

    def _found(self, uid: UUID) -> tuple[CodeRequest, PanelSeat]:
        waiting = request_of(uid=uid)
        if waiting is None:
            raise Problem("not_found")
        seat = self.seat(waiting.code.subject_id)
        device_decide(viewer=self.viewer, seat=seat).enforce()
        return waiting, seat


def _window(sent: dict[str, datetime]) -> Window:
    return sent["opens_at"], sent["closes_at"]
