"""The next one by the rulebook takes the place of an entry that left before the round."""

from functools import partial
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, changes, makes, once
from api.rest.substitutions.serializers import (
    RoundSubstitutionsBody,
    SubstitutionBody,
    SubstitutionRequest,
)
from api.rounds import RoundView
from api.views import View
from contest.models import RoundState
from core.errors import Problem
from judging.models import Substitution
from judging.selectors.draws import edition_entry
from judging.selectors.substitutions import (
    free_place_body,
    free_places,
    round_substitutions,
    substitution_body,
    substitution_of,
)
from judging.services.substitutions import substitution_make, substitution_undo
from judging.substitution_policy import substitution_make as may_fill
from judging.substitution_policy import substitutions_read


class RoundSubstitutions(RoundView):
    """Who moved up in a round, and whose places are free."""

    @extend_schema(operation_id="round_substitutions", responses=RoundSubstitutionsBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """What was done, newest first; free places for whoever fills them.

        Who is next tells of a result that may not be published yet.
        """
        found = self.round(round_id)
        substitutions_read(viewer=self.viewer, round=found).enforce()
        prepared = found.state == RoundState.PREPARED
        fills = prepared and bool(may_fill(viewer=self.viewer, round=found))
        places = free_places(found) if fills else []
        body: dict[str, Any] = {
            "places": [free_place_body(found, entry) for entry in places],
            "substitutions": [substitution_body(row) for row in round_substitutions(found)],
            "may_fill": fills,
        }
        return Response(body)

    @extend_schema(
        operation_id="substitution_make",
        request=SubstitutionRequest,
        responses={201: SubstitutionBody},
    )
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Put in whom the rulebook names; the round is not open yet."""
        found = self.round(round_id)
        may_fill(viewer=self.viewer, round=found).enforce()
        sent = self.read(SubstitutionRequest)
        left = edition_entry(found.edition, uid=sent["left"])
        if left is None:
            raise Problem("field_invalid", fields={"left": ["unknown"]})
        make = partial(substitution_make, round=found, left=left, reason=sent["reason"])
        return makes(partial(make, actor=self.actor, at=self.at))

    def shown(self, made: UUID) -> Response:
        """Who moved up for whom."""
        row = substitution_of(uid=made)
        if row is None:
            raise Problem("not_found")
        substitutions_read(viewer=self.viewer, round=row.round).enforce()
        return Response(substitution_body(row))


class SubstitutionUndo(View):
    """Taken back."""

    @extend_schema(operation_id="substitution_undo", request=None, responses=SubstitutionBody)
    @once()
    def post(self, request: Request, substitution_id: UUID) -> Command:
        """The place is free again; possible until the round is open."""
        found = self.found(substitution_id)
        may_fill(viewer=self.viewer, round=found.round).enforce()
        undo = partial(substitution_undo, substitution=found)
        return changes(found.uid, partial(undo, actor=self.actor, at=self.at))

    def found(self, uid: UUID) -> Substitution:
        """The substitution. Raises not_found."""
        row = substitution_of(uid=uid)
        if row is None:
            raise Problem("not_found")
        substitutions_read(viewer=self.viewer, round=row.round).enforce()
        return row

    def shown(self, made: UUID) -> Response:
        """As it now stands."""
        return Response(substitution_body(self.found(made)))
