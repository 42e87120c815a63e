"""Who gives, changes and ends roles. Who may look at a host's people the selectors say."""

from collections.abc import Sequence
from uuid import UUID

from core.models import Host, Membership, MembershipOffer
from core.offices import gives
from core.policy import HIDDEN, Decision, Refused, allow_if
from core.viewer import Viewer

BEYOND = Refused("grant_beyond_own", 403)


def office_give(*, viewer: Viewer, host: Host, role: str, scope_id: UUID | None) -> Decision:
    """Give a role there, of a host whose people the viewer may look at."""
    given = gives(viewer.memberships, role=role, host_id=host.pk, scope_id=scope_id)
    return allow_if(given, BEYOND)


def membership_change(*, viewer: Viewer, host: Host, row: Membership | MembershipOffer) -> Decision:
    """Change or end a role, or take an offer back: whoever could give it."""
    return office_give(viewer=viewer, host=host, role=row.role, scope_id=row.scope_id)


def people_release(*, viewer: Viewer, host: Host, rows: Sequence[Membership]) -> Decision:
    """End all of these at once: whoever could end each of them. None of them is nobody's."""
    if not rows:
        return HIDDEN
    given = all(membership_change(viewer=viewer, host=host, row=row) for row in rows)
    return allow_if(given, BEYOND)
