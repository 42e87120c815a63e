"""Links that somebody made by an office end when the office no longer gives what they give."""

from datetime import datetime

from core.models import Host, Invitation, InvitationKind, Person
from core.offices import gives
from core.selectors.offers import offers_open_by
from core.selectors.viewers import seats_of


def office_links_end(*, person: Person, host: Host, at: datetime) -> int:
    """End what is left of a former holder's unused links at the host; returns how many.

    Offers of roles that they could no longer give end one by one. Links to seats end once they
    hold nothing at the host. A team's own links are its leader's, whatever office she held.
    """
    seats = seats_of(person_id=person.pk, at=at)
    keys = [
        offer.invitation_id
        for offer in offers_open_by(person=person, host=host)
        if not gives(seats, role=offer.role, host_id=host.pk, scope_id=offer.scope_id)
    ]
    ended = Invitation.objects.filter(pk__in=keys).update(revoked_at=at)
    if any(seat.host_id == host.pk for seat in seats):
        return ended
    waiting = Invitation.objects.filter(
        host=host, issued_by=person, used_at__isnull=True, revoked_at__isnull=True
    )
    return ended + waiting.exclude(kind=InvitationKind.TEAM_MEMBER).update(revoked_at=at)
