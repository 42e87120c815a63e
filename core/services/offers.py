"""Roles for people whom the host does not know yet: a link offers, its button takes up.

Nobody makes an account for somebody else, and an answer never tells one host whom another one
knows: whoever has held no role here gets a link, with or without an account elsewhere.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from core.errors import Problem
from core.models import (
    Host,
    Invitation,
    InvitationKind,
    Membership,
    MembershipOffer,
    Organization,
    Person,
)
from core.offices import gives
from core.selectors.offers import account_known_at, offer_of_link, offers_like
from core.selectors.people import person_has_email
from core.selectors.viewers import seats_of
from core.services.invitations import invitation_issue, invitation_use
from core.services.log import LogEvent, log_append
from core.services.memberships import (
    host_take,
    membership_grant,
    require_area,
    require_end,
)
from core.services.notices import notice_queue
from core.services.organizations import Guest, guest_organization
from core.steps import Scope

OFFER_LIFE: Final = timedelta(hours=72)
OFFER_SUBJECT: Final = "host"


@dataclass(frozen=True, slots=True)
class Given:
    """A role in force, or an offer with its link's token, shown once."""

    membership: Membership | None = None
    offer: MembershipOffer | None = None
    token: str = ""


@transaction.atomic
def office_give(
    *,
    host: Host,
    email: str,
    role: str,
    by: Person,
    at: datetime,
    scope: Scope = None,
    until: datetime | None = None,
    guest: Guest | None = None,
    reason: str = "",
) -> Given:
    """Give a role to the person behind an address that the host knows, or offer it by a link.

    A second offer of the same takes the place of the first. Raises what `membership_grant` and
    `guest_organization` raise; then nothing was made.
    """
    host_take(host)
    organization = None if guest is None else guest_organization(host=host, guest=guest)
    known = account_known_at(host=host, email=email)
    if known is not None:
        membership = membership_grant(
            person=known,
            host=host,
            role=role,
            scope=scope,
            until=until,
            organization=organization,
            by=by,
            at=at,
            reason=reason,
        )
        return Given(membership=membership)
    if person_has_email(person=by, email=email):
        raise Problem("own_role_refused")
    require_end(role=role, until=until, organization=organization, at=at)
    require_area(role=role, scope=scope, organization=organization)
    offer, token = _offer(
        host=host,
        email=email.strip().lower(),
        role=role,
        scope=scope,
        until=until,
        organization=organization,
        by=by,
        at=at,
    )
    _letter(offer, token, at=at)
    _log(offer, "membership.offer", by=by, at=at, reason=reason)
    return Given(offer=offer, token=token)


def _offer(
    *,
    host: Host,
    email: str,
    role: str,
    scope: Scope,
    until: datetime | None,
    organization: Organization | None,
    by: Person,
    at: datetime,
) -> tuple[MembershipOffer, str]:
    earlier = offers_like(host=host, email=email, role=role, scope=scope)
    keys = list(earlier.values_list("invitation_id", flat=True))
    Invitation.objects.filter(pk__in=keys).update(revoked_at=at)
    invitation, token = invitation_issue(
        kind=InvitationKind.OFFICE,
        host=host,
        subject=(OFFER_SUBJECT, host.uid),
        issued_by=by,
        expires_at=at + OFFER_LIFE if until is None else min(at + OFFER_LIFE, until),
        email=email,
    )
    kind, scope_id = scope or ("", None)
    offer = MembershipOffer.objects.create(
        created_at=at,
        invitation=invitation,
        host=host,
        role=role,
        scope_kind=kind,
        scope_id=scope_id,
        organization=organization,
        until=until,
    )
    return offer, token


@transaction.atomic
def offer_withdraw(*, offer: MembershipOffer, by: Person, at: datetime) -> MembershipOffer:
    """Take an offer back: its link ends. Raises link_used where it was taken up or taken back."""
    host_take(offer.host)
    link = Invitation.objects.select_for_update().get(pk=offer.invitation_id)
    if link.used_at is not None or link.revoked_at is not None:
        raise Problem("link_used")
    link.revoked_at = at
    link.save(update_fields=["revoked_at"])
    offer.invitation = link
    _log(offer, "membership.offer_withdraw", by=by, at=at, reason="")
    return offer


@transaction.atomic
def offer_accept(*, invitation: Invitation, actor: Person, at: datetime) -> MembershipOffer:
    """The button: `actor` takes the role up. Pressing again changes nothing.

    Raises not_found for a link to something else, link_foreign for who does not sign in with
    the address, link_used (also where whoever offered could no longer give it), link_expired,
    and what `membership_grant` raises; then the link stays unused.
    """
    offer = offer_of_link(invitation=invitation)
    if offer is None or invitation.kind != InvitationKind.OFFICE:
        raise Problem("not_found")
    host_take(offer.host)
    if not person_has_email(person=actor, email=invitation.email):
        raise Problem("link_foreign")
    link = invitation_use(invitation=invitation, by=actor, at=at)
    if offer.membership is not None:
        return offer
    _require_still_given(offer, link, at=at)
    offer.membership = membership_grant(
        person=actor,
        host=offer.host,
        role=offer.role,
        scope=(offer.scope_kind, offer.scope_id) if offer.scope_id else None,
        until=offer.until,
        organization=offer.organization,
        by=link.issued_by,
        at=at,
        reason="",
    )
    offer.save(update_fields=["membership"])
    return offer


def _require_still_given(offer: MembershipOffer, link: Invitation, *, at: datetime) -> None:
    """Whoever offered may have lost the office since."""
    seats = seats_of(person_id=link.issued_by_id, at=at)
    if not gives(seats, role=offer.role, host_id=offer.host_id, scope_id=offer.scope_id):
        raise Problem("link_used")


def _letter(offer: MembershipOffer, token: str, *, at: datetime) -> None:
    """A mail in both languages: nobody knows yet which one is read."""
    link = f"{settings.SITE_URL}/join/{token}"
    parts, subjects = [], []
    for language, tag in (("zh-hans", "zh"), ("en", "en")):
        name = offer.host.name.get(tag) or offer.host.name.get("zh", "")
        with translation.override(language):
            role = gettext(f"role.{offer.role}")
            subjects.append(gettext("mail.office.subject") % {"host": name})
            parts.append(gettext("mail.office.body") % {"host": name, "role": role, "link": link})
    notice_queue(
        key=f"office:{offer.uid}",
        kind="office",
        to=offer.invitation.email,
        subject=" / ".join(subjects)[:255],
        body="\n\n".join(parts),
        at=at,
        expires_at=offer.invitation.expires_at,
        secret=True,
    )


def _log(offer: MembershipOffer, event: str, *, by: Person, at: datetime, reason: str) -> None:
    body = {
        "offer": str(offer.uid),
        "role": offer.role,
        "scope": f"{offer.scope_kind}:{offer.scope_id}" if offer.scope_id else "",
        "by": str(by.uid),
        "reason": reason,
    }
    log_append(owner=("host", offer.host.uid), events=[LogEvent(event, body)], at=at)
