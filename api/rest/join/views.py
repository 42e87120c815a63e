"""A link is looked at without consuming it, and used by a button."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.auth import Anyone, SessionWithProblems
from api.rest.join.serializers import (
    JoinBody,
    Joined,
    JoinSent,
    join_body,
    key_require,
    office_subject,
    seat_subject,
    team_subject,
)
from api.seating import session_seat
from api.views import View
from contest.selectors.editions import edition_names
from contest.selectors.teams import team_of_link
from contest.services.teams import team_member_join
from core.errors import Problem
from core.models import Invitation, InvitationKind
from core.selectors.invitations import invitation_by_token
from core.selectors.offers import offer_of_link
from core.services.invitations import invitation_state
from core.services.offers import offer_accept
from judging.selectors.seat_links import seat_of_link
from judging.services.joining import seat_join
from pipeline.policy import READERS

_OPEN = ("ready", "mine")


class Join(View):
    """One link."""

    permission_classes = (Anyone,)

    @extend_schema(operation_id="join_look", responses=JoinBody)
    def get(self, request: Request, token: str) -> Response:
        """What the link leads to and whether its button still works; consumes nothing."""
        invitation = invitation_by_token(token=token)
        state = invitation_state(invitation=invitation, person_id=self.viewer.person_id, at=self.at)
        subject = _subject(invitation)
        if invitation.kind == InvitationKind.JUDGE_SEAT and state not in _OPEN:
            # Whoever finds a slip that was used, or is too late, learns of no judge.
            subject = {"edition": subject["edition"]}
        body = join_body(invitation, subject, state)
        return Response(body, headers={"Referrer-Policy": "no-referrer"})

    @extend_schema(operation_id="join", request=JoinSent, responses=Joined)
    def post(self, request: Request, token: str) -> Response:
        """Press the button: join the team, take the office up, or the judge's seat."""
        invitation = invitation_by_token(token=token)
        sent = self.read(JoinSent)
        if invitation.kind == InvitationKind.JUDGE_SEAT:
            return Response(self._sit(request, invitation, sent))
        if self.viewer.member_id is None:
            raise Problem("sign_in_required")
        if invitation.kind == InvitationKind.OFFICE:
            return Response(self._take_up(invitation))
        entry = team_member_join(invitation=invitation, actor=self.actor, at=self.at)
        return Response(
            {
                "kind": invitation.kind,
                "entry": str(entry.uid),
                "redirect": f"/team/{entry.uid}",
            }
        )

    def _take_up(self, invitation: Invitation) -> dict[str, Any]:
        offer = offer_accept(invitation=invitation, actor=self.actor, at=self.at)
        home = "/zone" if offer.role in READERS else "/org"
        return {"kind": invitation.kind, "redirect": home}

    def _sit(
        self, request: Request, invitation: Invitation, sent: dict[str, Any]
    ) -> dict[str, Any]:
        # Signing somebody in needs the token also where nobody is signed in yet.
        SessionWithProblems().enforce_csrf(request)
        key_require(sent)
        joined = seat_join(
            invitation=invitation,
            presser_id=self.viewer.person_id,
            device_key=sent["device_key"],
            device_label=sent["device_label"],
            at=self.at,
        )
        session_seat(request=self.http, device=joined.device, at=self.at)
        return {
            "kind": invitation.kind,
            "seat": str(joined.seat.uid),
            "device": str(joined.device.uid),
            "redirect": "/judge",
        }


def _subject(invitation: Invitation) -> dict[str, Any]:
    """The names behind the link. Raises not_found where they are gone."""
    if invitation.kind == InvitationKind.JUDGE_SEAT:
        seat = seat_of_link(seat_id=invitation.subject_id)
        if seat is not None:
            return seat_subject(seat)
    elif invitation.kind == InvitationKind.OFFICE:
        offer = offer_of_link(invitation=invitation)
        if offer is not None:
            names = edition_names(uids=[offer.scope_id] if offer.scope_id else [])
            return office_subject(offer, names.get(offer.scope_id) if offer.scope_id else None)
    else:
        team = team_of_link(team_id=invitation.subject_id)
        if team is not None:
            return team_subject(team)
    raise Problem("not_found")
