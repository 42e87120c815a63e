"""What the views of a host's people share."""

from typing import Any
from uuid import UUID

from api.rest.memberships.serializers import membership_body, offer_body
from api.views import View
from contest.selectors.editions import edition_names
from core.models import Host, Membership, MembershipOffer
from core.office_policy import manages, membership_change
from core.selectors.memberships import emails_of, host_visible_to, membership_visible_to


class HostView(View):
    """A host whose people the viewer may look at."""

    def host(self, host_id: UUID) -> Host:
        """The host. Raises not_found."""
        return host_visible_to(self.viewer, host_id=host_id)

    def membership(self, host: Host, membership_id: UUID) -> Membership:
        """One of its roles, which the viewer may change. Raises not_found, grant_beyond_own,
        step_up_required."""
        row = membership_visible_to(self.viewer, host=host, membership_id=membership_id)
        membership_change(viewer=self.viewer, host=host, row=row, at=self.at).enforce()
        return row

    def pages_of(self, host: Host, rows: list[Membership]) -> list[dict[str, Any]]:
        """The wire form of roles, with what the viewer may do to each."""
        emails = emails_of(person_ids=[row.person_id for row in rows])
        names = edition_names(uids={row.scope_id for row in rows if row.scope_id})
        viewer = self.viewer
        found = []
        for row in rows:
            ends = manages(viewer=viewer, host=host, row=row)
            edits = ends and row.person_id != viewer.person_id
            email = emails.get(row.person_id)
            found.append(membership_body(row, email=email, names=names, edit=edits, end=ends))
        return found

    def page_of(self, host: Host, row: Membership) -> dict[str, Any]:
        """The wire form of one role."""
        return self.pages_of(host, [row])[0]

    def offers_of(self, host: Host, rows: list[MembershipOffer]) -> list[dict[str, Any]]:
        """The wire form of offers."""
        names = edition_names(uids={row.scope_id for row in rows if row.scope_id})
        return [
            offer_body(
                row,
                names=names,
                withdraw=manages(viewer=self.viewer, host=host, row=row),
            )
            for row in rows
        ]
