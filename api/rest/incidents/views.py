"""Incidents: read by those who run the round, opened in the hall, signed, closed with words."""

from functools import partial
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, makes, once
from api.rest.incidents.serializers import (
    IncidentBody,
    IncidentEnd,
    IncidentRequest,
    IncidentsBody,
    IncidentWord,
    OwnIncident,
)
from api.rounds import SEAT, JudgeView, RoundView
from api.views import View
from core.errors import Problem
from judging import incident_policy as policy
from judging.models import Incident, IncidentOffice
from judging.selectors.incidents import (
    incident_body,
    incident_of,
    room_to_report,
    round_incidents,
    seat_incident_body,
    seat_incidents,
    slot_to_report,
)
from judging.services.incidents import incident_close, incident_open, incident_sign


class _IncidentView(View):
    def told(self, row: Incident) -> dict[str, Any]:
        """The incident with what the viewer may do with it."""
        signed = any(each.person_id == self.viewer.person_id for each in row.signatures.all())
        waits = row.state == "open"
        may = [
            office
            for office in IncidentOffice.values
            if waits
            and not signed
            and policy.incident_office(viewer=self.viewer, incident=row, office=office)
        ]
        closes = waits and bool(policy.incident_close(viewer=self.viewer, incident=row))
        return {**incident_body(row), "may": may, "may_close": closes}

    def incident(self, incident_id: UUID) -> Incident:
        """The incident; whether it may be known is said with what is asked. Raises not_found."""
        found = incident_of(uid=incident_id, viewer=self.viewer)
        if found is None:
            raise Problem("not_found")
        return found

    def shown(self, made: UUID) -> Response:
        """The incident as it now stands."""
        return Response(self.told(self.incident(made)))


class RoundIncidents(RoundView, _IncidentView):
    """Those of a round."""

    @extend_schema(operation_id="round_incidents", responses=IncidentsBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """All of them, by room and number."""
        found = self.round(round_id)
        policy.incidents_read(viewer=self.viewer, round=found).enforce()
        rows = [self.told(row) for row in round_incidents(found, viewer=self.viewer)]
        opens = policy.incident_open_in(viewer=self.viewer, round=found)
        return Response({"incidents": rows, "may_open": bool(opens)})


class RoomIncidents(_IncidentView):
    """Opening one."""

    @extend_schema(
        operation_id="incident_open", request=IncidentRequest, responses={201: IncidentBody}
    )
    @once(status=201)
    def post(self, request: Request, room_id: UUID) -> Command:
        """Take down what went wrong in the room, or with one team's turn."""
        room = room_to_report(uid=room_id)
        if room is None:
            raise Problem("not_found")
        policy.incident_open_in(viewer=self.viewer, round=room.panel.round).enforce()
        body = self.read(IncidentRequest)
        asked = body.pop("slot")
        slot = None if asked is None else slot_to_report(room=room, uid=asked)
        if asked is not None and slot is None:
            raise Problem("field_invalid", fields={"slot": ["unknown"]})
        opening = partial(incident_open, room=room, slot=slot, actor=self.actor, at=self.at, **body)
        return makes(opening)


class Sign(_IncidentView):
    """Standing for the account."""

    @extend_schema(operation_id="incident_sign", request=IncidentWord, responses=IncidentBody)
    @once()
    def post(self, request: Request, incident_id: UUID) -> Command:
        """Sign as what one is there; a witness confirms that it took place before her."""
        found = self.incident(incident_id)
        body = self.read(IncidentWord)
        allowed = policy.incident_sign(
            viewer=self.viewer, incident=found, office=body["office"], at=self.at
        )
        allowed.enforce()
        sign = partial(incident_sign, incident=found, actor=self.actor, at=self.at, **body)
        return changes(found.uid, sign)


class Close(_IncidentView):
    """The end of it."""

    @extend_schema(operation_id="incident_close", request=IncidentEnd, responses=IncidentBody)
    @once()
    def post(self, request: Request, incident_id: UUID) -> Command:
        """Say how it ended."""
        found = self.incident(incident_id)
        policy.incident_close(viewer=self.viewer, incident=found).enforce()
        body = self.read(IncidentEnd)
        close = partial(incident_close, incident=found, actor=self.actor, at=self.at, **body)
        return changes(found.uid, close)


class OwnIncidents(JudgeView):
    """Those of the seat's room, for its judge."""

    pagination_class = None

    @extend_schema(
        operation_id="judge_incidents", responses=OwnIncident(many=True), parameters=[SEAT]
    )
    def get(self, request: Request) -> Response:
        """What she may sign and what she has signed, newest first."""
        seat = self.asked()
        return Response([seat_incident_body(row, seat=seat) for row in seat_incidents(seat)])
