"""The exceptions of an edition, day by day, for the witness."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.editions import EditionView
from api.once import Command, changes, once
from api.rest.supervision.serializers import ExceptionsBody, SeenBody, SeenSent
from contest.models import Edition
from core.errors import Problem
from judging import supervision_policy as policy
from judging.selectors.exception_rows import exception_bodies
from judging.selectors.exceptions import event_states, exception_days, exception_events
from judging.services.supervision import exceptions_see
from judging.supervision.events import event_table

_DAY = OpenApiParameter("day", OpenApiTypes.DATE)


class _ExceptionView(EditionView):
    def witnessed(self, edition_id: UUID) -> Edition:
        """The edition, for its witness. Raises not_found, not_allowed."""
        edition = self.edition(edition_id)
        policy.witness_only(viewer=self.viewer, edition=edition).enforce()
        return edition


class Exceptions(_ExceptionView):
    """A day's list."""

    query = ("day",)

    @extend_schema(operation_id="exceptions", responses=ExceptionsBody, parameters=[_DAY])
    def get(self, request: Request, edition_id: UUID) -> Response:
        """Those of the asked day, else of today, or of the last day that has any."""
        edition = self.witnessed(edition_id)
        days = exception_days(edition)
        day = self.day(edition, days)
        events = exception_events(edition, day=day)
        kinds = event_table().kinds
        return Response(
            {
                "day": day.isoformat(),
                "days": days,
                "kinds": [{"kind": kind, "name": name} for kind, name in kinds.items()],
                "events": exception_bodies(edition, events, event_states(edition)),
            }
        )

    def day(self, edition: Edition, days: list[dict[str, Any]]) -> date:
        """The day that is shown. Raises field_invalid."""
        asked = self.request.query_params.get("day")
        if asked is not None:
            try:
                return date.fromisoformat(asked)
            except ValueError as error:
                raise Problem("field_invalid", fields={"day": ["invalid"]}) from error
        today = self.at.astimezone(ZoneInfo(edition.time_zone)).date()
        had = [date.fromisoformat(each["day"]) for each in days]
        return today if today in had or not had else had[0]


class Seen(_ExceptionView):
    """The witness has looked."""

    @extend_schema(operation_id="exceptions_seen", request=SeenSent, responses=SeenBody)
    @once()
    def post(self, request: Request, edition_id: UUID) -> Command:
        """Mark them as seen; asked again it changes nothing."""
        edition = self.witnessed(edition_id)
        events = self.read(SeenSent)["events"]
        see = partial(exceptions_see, edition=edition, events=events, actor=self.actor, at=self.at)
        return changes(edition.uid, see)

    def shown(self, made: UUID) -> Response:
        """How many are left."""
        edition = self.witnessed(made)
        return Response({"unseen": sum(each["unseen"] for each in exception_days(edition))})
