"""Who gives, changes and ends roles. Who may look at a host's people the selectors say."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from core.models import Host, Membership, MembershipOffer
from core.offices import gives
from core.policy import HIDDEN, Decision, Refused, stepped_up
from core.viewer import Viewer

BEYOND = Refused("grant_beyond_own", 403)


def office_give(
    *, viewer: Viewer, host: Host, role: str, scope_id: UUID | None, at: datetime
) -> Decision:
    """Give a role there, stepped up, of a host whose people the viewer may look at."""
    given = gives(viewer.memberships, role=role, host_id=host.pk, scope_id=scope_id)
    return stepped_up(viewer=viewer, at=at) if given else BEYOND


def manages(*, viewer: Viewer, host: Host, row: Membership | MembershipOffer) -> bool:
    """Whether the viewer gives that role, so also changes and ends it."""
    return gives(viewer.memberships, role=row.role, host_id=host.pk, scope_id=row.scope_id)


def membership_change(
    *, viewer: Viewer, host: Host, row: Membership | MembershipOffer, at: datetime
) -> Decision:
    """Change or end a role, or take an offer back, stepped up: whoever could give it."""
    return people_release(viewer=viewer, host=host, rows=[row], at=at)


def people_release(
    *, viewer: Viewer, host: Host, rows: Sequence[Membership | MembershipOffer], at: datetime
) -> Decision:
    """End all of these at once, stepped up: whoever could end each. None of them is nobody's."""
    if not rows:
        return HIDDEN
    given = all(manages(viewer=viewer, host=host, row=row) for row in rows)
    return stepped_up(viewer=viewer, at=at) if given else BEYOND
