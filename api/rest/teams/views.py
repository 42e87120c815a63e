"""Registering a team, seeing its people, inviting more."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.entries import EntryBody, EntryView
from api.links import link_body
from api.once import Command, makes, once
from api.rest.teams.serializers import (
    InvitationBody,
    InvitationSent,
    MemberList,
    TeamSent,
    member_body,
)
from contest import policy
from contest.models import Team
from contest.selectors.editions import edition_visible_to
from contest.selectors.teams import member_emails, members_of
from contest.services.teams import team_member_invite, team_register_with_organization
from core.errors import Problem
from core.models import Invitation
from core.selectors.invitations import invitation_of


class Teams(EntryView):
    """The teams of an edition."""

    @extend_schema(operation_id="team_register", request=TeamSent, responses={201: EntryBody})
    @once(status=201)
    def post(self, request: Request, edition_id: UUID) -> Command:
        """Register a team that the signed-in person leads; answers with its empty entry."""
        if self.viewer.member_id is None:
            raise Problem("sign_in_required")
        edition = edition_visible_to(self.viewer, edition_id=edition_id)
        sent = self.read(TeamSent)
        register = partial(
            team_register_with_organization,
            edition=edition,
            name=sent["name"],
            organization=sent.get("organization"),
            actor=self.actor,
            at=self.at,
        )
        return makes(register)

    def shown(self, made: UUID) -> Response:
        """The team's entry."""
        return self.entry_answer(made)


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

    token = ""

    @extend_schema(
        operation_id="entry_invite", request=InvitationSent, responses={201: InvitationBody}
    )
    @once(status=201)
    def post(self, request: Request, entry_id: UUID) -> Command:
        """Make a link for one new member; its address is in the first answer and nowhere else."""
        entry = self.entry(entry_id)
        policy.entry_lead(viewer=self.viewer, entry=entry).enforce()
        sent = self.read(InvitationSent)
        return makes(partial(self._invite, entry.team, sent["email"]))

    def _invite(self, team: Team, email: str) -> Invitation:
        invitation, self.token = team_member_invite(
            team=team, actor=self.actor, at=self.at, email=email
        )
        return invitation

    def shown(self, made: UUID) -> Response:
        """The link; its address only to the request that made it."""
        entry = self.entry(self.kwargs["entry_id"])
        policy.entry_lead(viewer=self.viewer, entry=entry).enforce()
        return Response(link_body(invitation_of(uid=made), self.token))
