"""A role offered by a link to somebody who has not held one here before."""

from django.db import models

from core.models.access import Host, Invitation, Membership, Role
from core.models.base import Row
from core.models.people import Organization


class MembershipOffer(Row):
    """What the button of an office link gives. Whether it is open, the invitation says."""

    invitation = models.OneToOneField(Invitation, on_delete=models.PROTECT, related_name="offer")
    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="membership_offers")
    role = models.CharField(max_length=32, choices=Role.choices)
    scope_kind = models.CharField(max_length=32, blank=True)
    scope_id = models.UUIDField(null=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    until = models.DateTimeField(null=True)
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.uid)
