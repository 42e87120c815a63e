"""Registering a team, seeing its people, inviting more."""

from uuid import UUID

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.entries import EntryBody, EntryView
from api.rest.teams.serializers import (
    InvitationBody,
    InvitationSent,
    MemberList,
    TeamSent,
    member_body,
)
from api.serializers import time_text
from contest import policy
from contest.selectors.editions import edition_visible_to
from contest.selectors.entries import entry_visible_to
from contest.selectors.teams import member_emails, members_of
from contest.services.teams import team_member_invite, team_register_with_organization
from core.errors import Problem


class Teams(EntryView):
    """The teams of an edition."""

    @extend_schema(operation_id="team_register", request=TeamSent, responses={201: EntryBody})
    def post(self, request: Request, edition_id: UUID) -> Response:
        """Register a team that the signed-in person leads; answers with its empty entry."""
        if self.viewer.member_id is None:
            raise Problem("sign_in_required")
        edition = edition_visible_to(self.viewer, edition_id=edition_id)
        sent = self.read(TeamSent)
        made = team_register_with_organization(
            edition=edition,
            name=sent["name"],
            organization=sent.get("organization"),
            actor=self.actor,
            at=self.at,
        )
        entry = entry_visible_to(self.viewer, entry_id=made.uid)
        return self.tagged(self.page(entry), entry.rev, status=201)


class People(EntryView):
    """Who is in the team."""

    @extend_schema(operation_id="entry_people", responses=MemberList)
    def get(self, request: Request, entry_id: UUID) -> Response:
        """The members, the leader first."""
        entry = self.entry(entry_id)
        policy.entry_people_read(viewer=self.viewer, entry=entry).enforce()
        members = members_of(entry=entry)
        emails = member_emails(members=members)
        rows = [member_body(member, emails.get(member.person_id)) for member in members]
        return Response({"next": None, "previous": None, "results": rows})


class Invitations(EntryView):
    """Links into the team."""

    @extend_schema(
        operation_id="entry_invite", request=InvitationSent, responses={201: InvitationBody}
    )
    def post(self, request: Request, entry_id: UUID) -> Response:
        """Make a link for one new member; its address is shown this once."""
        entry = self.entry(entry_id)
        policy.entry_lead(viewer=self.viewer, entry=entry).enforce()
        sent = self.read(InvitationSent)
        invitation, token = team_member_invite(
            team=entry.team, actor=self.actor, at=self.at, email=sent["email"]
        )
        body = {
            "id": str(invitation.uid),
            "url": f"{settings.SITE_URL}/join/{token}",
            "expires_at": time_text(invitation.expires_at),
        }
        return Response(body, status=201)
