"""Teams: registering one makes its entry; members come by a leader's link."""

import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from contest.models import Edition, EditionState, Entry, MemberRole, Team, TeamMember
from contest.services.competitors import competitor_require_free
from contest.services.events import edition_log
from contest.services.locks import edition_locked
from core.errors import Problem
from core.models import Invitation, InvitationKind, Organization, Person
from core.selectors.people import person_has_email
from core.services.invitations import invitation_issue, invitation_use
from core.services.organizations import organization_for

INVITATION_LIFE: Final = timedelta(hours=72)
TEAM_SUBJECT: Final = "team"
# Controls, formats, surrogates, private and unassigned signs, line and paragraph separators.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Counted as letters or marks, and invisible: fillers, joiners and variation selectors.
_BLANK: Final = frozenset(" \u034f\u115f\u1160\u2800\u3164\uffa0") | frozenset(
    map(chr, range(0xFE00, 0xFE10))
)


def team_name_key(name: str) -> str:
    """What makes two team names the same: width, case, spacing and what nobody sees do not."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in folded if char.isprintable() and char not in _BLANK)[:120]


def _require_visible(name: Mapping[str, str]) -> None:
    """Signs that hide, turn the writing round or look like nothing are no part of a name."""
    hidden = [
        part
        for part, text in name.items()
        if any(unicodedata.category(char) in _UNSEEN for char in text)
    ]
    if not hidden and not team_name_key(name["zh"]):
        hidden = ["zh"]
    if hidden:
        raise Problem("field_invalid", fields={f"name.{part}": ["invalid"] for part in hidden})


def edition_require_open(*, edition: Edition, at: datetime) -> None:
    """Raises edition_not_open before the opening, deadline_passed after the closing time."""
    if edition.state in {EditionState.DRAFT, EditionState.ANNOUNCED, EditionState.CANCELLED}:
        raise Problem("edition_not_open")
    if edition.state != EditionState.OPEN or at > edition.closes_at:
        raise Problem("deadline_passed", params={"closes_at": edition.closes_at.isoformat()})
    if at < edition.opens_at:
        raise Problem("edition_not_open")


@transaction.atomic
def team_register(
    *,
    edition: Edition,
    name: dict[str, str],
    actor: Person,
    at: datetime,
    organization: Organization | None = None,
) -> Entry:
    """A team led by `actor`, with its empty entry.

    Raises edition_not_open, deadline_passed, team_name_taken, field_invalid for a name with
    signs that nobody sees, role_conflict for whoever decides or judges in the edition.
    """
    _require_visible(name)
    locked = edition_locked(edition_id=edition.pk)
    edition_require_open(edition=locked, at=at)
    competitor_require_free(edition=locked, person=actor, at=at)
    key = team_name_key(name["zh"])
    if Team.objects.filter(edition=locked, name_key=key).exists():
        raise Problem("team_name_taken")
    team = Team.objects.create(edition=locked, name=name, name_key=key, organization=organization)
    TeamMember.objects.create(team=team, person=actor, role=MemberRole.LEADER, joined_at=at)
    entry = Entry.objects.create(edition=locked, team=team)
    body = {"team": str(team.uid), "entry": str(entry.uid)}
    edition_log(edition=locked, event="team.register", body=body, at=at)
    return entry


@transaction.atomic
def team_register_with_organization(
    *,
    edition: Edition,
    name: dict[str, str],
    organization: Mapping[str, Any] | None,
    actor: Person,
    at: datetime,
) -> Entry:
    """The same with the organization as it was typed in: `{name, credit_code}` or None.

    Raises what `team_register` and `organization_for` raise; then nothing was made.
    """
    legal = None
    if organization is not None:
        legal = organization_for(name=organization["name"], credit_code=organization["credit_code"])
    return team_register(edition=edition, name=name, actor=actor, at=at, organization=legal)


@transaction.atomic
def team_member_invite(
    *, team: Team, actor: Person, at: datetime, email: str = ""
) -> tuple[Invitation, str]:
    """A link for one new member, good for 72 hours but never past the deadline.

    Returns it with its token, shown once. Raises edition_not_open, deadline_passed.
    """
    edition_require_open(edition=team.edition, at=at)
    return invitation_issue(
        kind=InvitationKind.TEAM_MEMBER,
        host=team.edition.contest.host,
        subject=(TEAM_SUBJECT, team.uid),
        issued_by=actor,
        expires_at=min(at + INVITATION_LIFE, team.edition.closes_at),
        email=email,
    )


@transaction.atomic
def team_member_join(*, invitation: Invitation, actor: Person, at: datetime) -> Entry:
    """Consume a team's link: `actor` becomes a member. Pressing again changes nothing.

    Raises already_member (the link stays unused), link_used, link_expired, link_foreign,
    not_found for a link to something else, role_conflict for whoever decides or judges there,
    edition_not_open, deadline_passed: a team is whole when entries close.
    """
    link = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if link.kind != InvitationKind.TEAM_MEMBER or link.subject_kind != TEAM_SUBJECT:
        raise Problem("not_found")
    entry = Entry.objects.select_related("edition__contest").get(team__uid=link.subject_id)
    edition = edition_locked(edition_id=entry.edition_id)
    team = Team.objects.select_for_update().get(pk=entry.team_id)
    mine = link.used_by_id == actor.pk
    if TeamMember.objects.filter(team=team, person=actor, left_at__isnull=True).exists():
        if not mine:
            raise Problem("already_member")
        return entry
    if mine:  # joined by it once and left since: a link lets somebody in once
        raise Problem("link_used")
    if link.email and not person_has_email(person=actor, email=link.email):
        raise Problem("link_foreign")
    edition_require_open(edition=edition, at=at)
    competitor_require_free(edition=entry.edition, person=actor, at=at)
    invitation_use(invitation=link, by=actor, at=at)
    TeamMember.objects.create(team=team, person=actor, role=MemberRole.MEMBER, joined_at=at)
    body = {"team": str(team.uid), "person": str(actor.uid)}
    edition_log(edition=entry.edition, event="team.join", body=body, at=at)
    return entry
