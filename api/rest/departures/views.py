"""Somebody's last day: pressed once, reported as often as it is asked for."""

from functools import partial
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, makes, once
from api.rest.departures.serializers import (
    DepartureList,
    DepartureReport,
    DepartureSent,
    left_body,
    summary_body,
)
from api.views import View
from contest.selectors.editions import edition_names
from core.errors import Problem
from core.models import Departure, Host, Organization, Person
from core.office_policy import people_release
from core.selectors.departures import (
    NEWEST,
    deeds_of,
    departure_visible_to,
    departures_visible_to,
    member_find,
    memberships_of_guest,
    memberships_of_person,
)
from core.selectors.memberships import guests_of, host_visible_to
from core.services.departures import executor_leave, person_leave


class Departures(View):
    """The last days at a host."""

    @extend_schema(operation_id="departures_list", responses=DepartureList)
    def get(self, request: Request, host_id: UUID) -> Response:
        """The newest fifty."""
        host = host_visible_to(self.viewer, host_id=host_id)
        rows = list(departures_visible_to(self.viewer, host=host)[:NEWEST])
        names = _names(rows)
        results = [summary_body(row, names) for row in rows]
        return Response({"next": None, "previous": None, "results": results})

    @extend_schema(
        operation_id="departure", request=DepartureSent, responses={201: DepartureReport}
    )
    @once(status=201)
    def post(self, request: Request, host_id: UUID) -> Command:
        """End all that a person, or a guest organization's people in an edition, hold here."""
        host = host_visible_to(self.viewer, host_id=host_id)
        sent = self.read(DepartureSent)
        successor = _successor(host, sent["successor"])
        given = {"by": self.actor, "at": self.at, "reason": sent["reason"], "successor": successor}
        if sent["organization"] is not None and sent["person"] is None:
            return self._guest_leaves(host, sent, given)
        if sent["person"] is not None and sent["organization"] is None:
            return self._person_leaves(host, sent["person"], given)
        raise Problem("field_invalid", fields={"person": ["required"]})

    def shown(self, made: UUID) -> Response:
        """The report."""
        host = host_visible_to(self.viewer, host_id=self.kwargs["host_id"])
        found = departure_visible_to(self.viewer, host=host, departure_id=made)
        return Response(_report(found))

    def _person_leaves(self, host: Host, person_id: UUID, given: dict[str, Any]) -> Command:
        person = member_find(host=host, person_id=person_id)
        if person is None:
            raise Problem("not_found")
        rows = memberships_of_person(host=host, person=person, at=self.at)
        people_release(viewer=self.viewer, host=host, rows=rows, at=self.at).enforce()
        return makes(partial(person_leave, host=host, person=person, **given))

    def _guest_leaves(self, host: Host, sent: dict[str, Any], given: dict[str, Any]) -> Command:
        organization = _guest(host, sent["organization"])
        if sent["edition"] is None:
            raise Problem("field_invalid", fields={"edition": ["required"]})
        scope = ("edition", sent["edition"])
        rows = memberships_of_guest(host=host, organization=organization, scope=scope, at=self.at)
        people_release(viewer=self.viewer, host=host, rows=rows, at=self.at).enforce()
        return makes(
            partial(executor_leave, host=host, organization=organization, scope=scope, **given)
        )


class OneDeparture(View):
    """One last day."""

    @extend_schema(operation_id="departure_report", responses=DepartureReport)
    def get(self, request: Request, host_id: UUID, departure_id: UUID) -> Response:
        """What ended, what they did here by the logs, what was open and to whom it went."""
        host = host_visible_to(self.viewer, host_id=host_id)
        made = departure_visible_to(self.viewer, host=host, departure_id=departure_id)
        return Response(_report(made))


def _report(made: Departure) -> dict[str, Any]:
    names = _names([made])
    left = [
        left_body(each, deeds_of(host=made.host, person=each.person), names)
        for each in made.people.all()
    ]
    return {**summary_body(made, names), "left": left}


def _names(rows: list[Departure]) -> dict[UUID, dict[str, str]]:
    scopes = {row.scope_id for row in rows if row.scope_id}
    scopes |= {
        UUID(role["scope"])
        for row in rows
        for each in row.people.all()
        for role in each.roles
        if role["scope"]
    }
    return edition_names(uids=scopes)


def _guest(host: Host, organization_id: UUID) -> Organization:
    for guest in guests_of(host=host):
        if guest.uid == organization_id:
            return guest
    raise Problem("not_found")


def _successor(host: Host, person_id: UUID | None) -> Person | None:
    if person_id is None:
        return None
    found = member_find(host=host, person_id=person_id)
    if found is None:
        raise Problem("field_invalid", fields={"successor": ["unknown"]})
    return found
