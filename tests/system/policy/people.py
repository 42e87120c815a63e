"""A host's people as places: a role in one edition, one for the whole host, and an offer."""

from __future__ import annotations

from typing import Any

from core.models import Departure, Membership, Organization
from core.services.departures import executor_leave
from core.services.memberships import membership_grant
from core.services.offers import office_give
from core.services.people import account_for_email
from tests.factories.judging import T0
from tests.worlds import GUEST_UNTIL, Day, seeded


def people_places(built: Day) -> dict[str, Any]:
    """`membership_id` is the crew's technician; the offer of a scorekeeper is for somebody who
    holds a role, but none at this host."""
    host, scope = built.final.host, ("edition", built.edition.uid)
    with seeded(f"{built.name}-people"):
        account = account_for_email(email="crew@crew.test", name="crew")
        assert account.person is not None
        crew = membership_grant(
            person=account.person, host=host, role="technician", scope=scope, at=T0
        )
        given = office_give(
            host=host,
            email="platform@platform.test",
            role="scorekeeper",
            scope=scope,
            by=built.person("host_admin"),
            at=built.final.tick(),
        )
    assert given.offer is not None
    guest, gone = _guests(built)
    return {
        "host_id": host.uid,
        "membership_id": crew.uid,
        "host_wide": Membership.objects.get(host=host, role="scorekeeper", scope_id=None).uid,
        "last_admin": Membership.objects.get(host=host, role="host_admin").uid,
        "leaver": built.person("scorekeeper").uid,
        "guest_id": guest.uid,
        "departure_id": gone.uid,
        "offer_id": given.offer.uid,
        "office_token": given.token,
    }


def _guests(built: Day) -> tuple[Organization, Departure]:
    """A contractor at work, and one whose last day was."""
    host, scope = built.final.host, ("edition", built.edition.uid)
    made = []
    for name in ("contractor", "former"):
        with seeded(f"{built.name}-{name}"):
            guest = Organization.objects.create(name={"zh": name, "en": name})
            account = account_for_email(email=f"{name}@{name}.test", name=name)
            assert account.person is not None
            membership_grant(
                person=account.person,
                host=host,
                role="event_desk",
                scope=scope,
                organization=guest,
                until=GUEST_UNTIL,
                at=T0,
            )
            made.append(guest)
    with seeded(f"{built.name}-last-day"):
        gone = executor_leave(
            host=host,
            organization=made[1],
            scope=scope,
            by=built.person("host_admin"),
            reason="合同到期",
            at=built.final.tick(),
        )
    return made[0], gone
