"""A host's people: listed, given roles, given another end, ended."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, makes, once
from api.paging import Pages
from api.rest.memberships.base import HostView
from api.rest.memberships.requests import EndSent, OfficeSent, ReasonSent, Wanted
from api.rest.memberships.serializers import (
    HostOffices,
    MembershipField,
    OfferField,
    OfferList,
    OfficeGiven,
    named,
)
from api.serializers import Nothing
from contest.models import Edition
from contest.selectors.editions import edition_at_host, editions_staffed
from core.errors import Problem
from core.models import Host, Membership, MembershipOffer, Role
from core.office_policy import membership_change, office_give
from core.offices import GUEST_AREAS, gives
from core.selectors.memberships import (
    guests_of,
    membership_visible_to,
    memberships_found,
    memberships_visible_to,
)
from core.selectors.offers import offer_visible_to, offers_visible_to
from core.services import offers
from core.services.memberships import membership_edit, membership_end
from core.services.organizations import Guest
from core.steps import Scope

EDITION = "edition"


class Offices(HostView):
    """What the viewer may give at a host."""

    @extend_schema(operation_id="host_offices", responses=HostOffices)
    def get(self, request: Request, host_id: UUID) -> Response:
        """The roles, the editions with theirs, and the guest organizations known here."""
        host = self.host(host_id)
        return Response(
            {
                "host": named(host),
                "roles": self._roles(host, None),
                "guest_roles": [role for role in Role.values if role in GUEST_AREAS],
                "editions": [
                    {
                        **named(edition),
                        "state": edition.state,
                        "roles": self._roles(host, edition),
                    }
                    for edition in editions_staffed(self.viewer, host=host)
                ],
                "guests": [named(guest) for guest in guests_of(host=host)],
            }
        )

    def _roles(self, host: Host, edition: Edition | None) -> list[str]:
        seats, scope_id = self.viewer.memberships, None if edition is None else edition.uid
        return [
            role
            for role in Role.values
            if gives(seats, role=role, host_id=host.pk, scope_id=scope_id)
        ]


class Memberships(HostView):
    """The roles at a host."""

    query = ("cursor", "q", "role", "edition", "ended")
    token = ""
    pagination_class = Pages

    @extend_schema(
        operation_id="memberships_list",
        parameters=[Wanted],
        responses=MembershipField(many=True),
    )
    def get(self, request: Request, host_id: UUID) -> Response:
        """A page of the roles in force, or of those that are over."""
        host = self.host(host_id)
        wanted = Wanted(data=request.query_params.dict())
        wanted.is_valid(raise_exception=True)
        asked = wanted.validated_data
        rows = memberships_found(
            memberships_visible_to(self.viewer, host=host, at=self.at, ended=asked["ended"]),
            words=asked["q"],
            role=asked["role"],
            scope_id=asked["edition"],
        )
        pages = Pages()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(self.pages_of(host, list(page or [])))

    @extend_schema(operation_id="membership_give", request=OfficeSent, responses={201: OfficeGiven})
    @once(status=201)
    def post(self, request: Request, host_id: UUID) -> Command:
        """Give a role to somebody known here, or offer it to whoever reads mail at the address."""
        host = self.host(host_id)
        sent = self.read(OfficeSent)
        scope = _scope(host, sent["edition"])
        scope_id = scope and scope[1]
        office_give(
            viewer=self.viewer, host=host, role=sent["role"], scope_id=scope_id, at=self.at
        ).enforce()
        give = partial(
            offers.office_give,
            host=host,
            email=sent["email"],
            role=sent["role"],
            scope=scope,
            until=sent["until"],
            guest=_guest(sent["organization"]),
            by=self.actor,
            at=self.at,
            reason=sent["reason"],
        )
        return makes(partial(self._given, give))

    def _given(self, give: Callable[[], offers.Given]) -> Membership | MembershipOffer:
        given = give()
        self.token = given.token
        made = given.membership or given.offer
        if made is None:  # pragma: no cover - a role is given or offered
            raise LookupError("nothing was given")
        return made

    def shown(self, made: UUID) -> Response:
        """The role, or its offer; the link's address only to the request that made it."""
        host = self.host(self.kwargs["host_id"])
        held = offered = None
        try:
            held = membership_visible_to(self.viewer, host=host, membership_id=made)
        except Problem:  # then it was an offer
            offered = offer_visible_to(self.viewer, host=host, offer_id=made)
        body = {
            "membership": None if held is None else self.page_of(host, held),
            "offer": None if offered is None else self.offers_of(host, [offered])[0],
            "url": f"{settings.SITE_URL}/join/{self.token}" if self.token else None,
        }
        return Response(body)


class OneMembership(HostView):
    """One role."""

    @extend_schema(operation_id="membership_edit", request=EndSent, responses=MembershipField)
    def patch(self, request: Request, host_id: UUID, membership_id: UUID) -> Response:
        """Give it another end, or none."""
        host = self.host(host_id)
        row = self.membership(host, membership_id)
        base_rev = self.if_match()
        sent = self.read(EndSent)
        row = membership_edit(
            membership=row,
            until=sent["until"],
            reason=sent["reason"],
            base_rev=base_rev,
            by=self.actor,
            at=self.at,
        )
        return self.tagged(self.page_of(host, row), row.rev)


class MembershipEnds(HostView):
    """The end of one role."""

    @extend_schema(operation_id="membership_end", request=ReasonSent, responses=MembershipField)
    @once()
    def post(self, request: Request, host_id: UUID, membership_id: UUID) -> Command:
        """End it now, everywhere."""
        host = self.host(host_id)
        row = self.membership(host, membership_id)
        base_rev = self.if_match()
        sent = self.read(ReasonSent)
        end = partial(membership_end, membership=row, base_rev=base_rev, reason=sent["reason"])
        return makes(partial(end, by=self.actor, at=self.at))

    def shown(self, made: UUID) -> Response:
        """The role, over."""
        host = self.host(self.kwargs["host_id"])
        row = membership_visible_to(self.viewer, host=host, membership_id=made)
        return self.tagged(self.page_of(host, row), row.rev)


class Offers(HostView):
    """Roles that wait for somebody."""

    @extend_schema(operation_id="offers_list", responses=OfferList)
    def get(self, request: Request, host_id: UUID) -> Response:
        """The open offers, oldest first."""
        host = self.host(host_id)
        rows = offers_visible_to(self.viewer, host=host, at=self.at)
        return Response({"next": None, "previous": None, "results": self.offers_of(host, rows)})


class OfferWithdrawals(HostView):
    """Taking an offer back."""

    @extend_schema(operation_id="offer_withdraw", request=Nothing, responses=OfferField)
    @once()
    def post(self, request: Request, host_id: UUID, offer_id: UUID) -> Command:
        """End its link."""
        host = self.host(host_id)
        offer = offer_visible_to(self.viewer, host=host, offer_id=offer_id)
        membership_change(viewer=self.viewer, host=host, row=offer, at=self.at).enforce()
        self.read(Nothing)
        withdraw = partial(offers.offer_withdraw, offer=offer, by=self.actor, at=self.at)
        return makes(withdraw)

    def shown(self, made: UUID) -> Response:
        """The offer, taken back."""
        host = self.host(self.kwargs["host_id"])
        offer = offer_visible_to(self.viewer, host=host, offer_id=made)
        return Response(self.offers_of(host, [offer])[0])


def _scope(host: Host, edition_id: UUID | None) -> Scope:
    """The edition as a scope. Raises field_invalid for one of another host."""
    if edition_id is None:
        return None
    if edition_at_host(host=host, edition_id=edition_id) is None:
        raise Problem("field_invalid", fields={"edition": ["unknown"]})
    return (EDITION, edition_id)


def _guest(sent: dict[str, Any] | None) -> Guest | None:
    if sent is None:
        return None
    return Guest(known=sent.get("id"), name=sent.get("name"), credit_code=sent["credit_code"])
