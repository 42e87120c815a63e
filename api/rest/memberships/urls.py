"""Addresses of a host's people."""

from django.urls import path

from api.rest.memberships.views import (
    MembershipEnds,
    Memberships,
    Offers,
    OfferWithdrawals,
    Offices,
    OneMembership,
)

_HOST = "hosts/<uuid:host_id>"
_ONE = f"{_HOST}/memberships/<uuid:membership_id>"
_OFFER = f"{_HOST}/offers/<uuid:offer_id>"

urlpatterns = [
    path(f"{_HOST}/offices", Offices.as_view(), name="host-offices"),
    path(f"{_HOST}/memberships", Memberships.as_view(), name="memberships"),
    path(_ONE, OneMembership.as_view(), name="membership"),
    path(f"{_ONE}/end", MembershipEnds.as_view(), name="membership-end"),
    path(f"{_HOST}/offers", Offers.as_view(), name="offers"),
    path(
        f"{_HOST}/offers/<uuid:offer_id>/withdraw",
        OfferWithdrawals.as_view(),
        name="offer-withdraw",
    ),
]
