"""Looking at other rules, and opening that before the list is published."""

from functools import partial
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.once import Command, makes, once
from api.rankings import WhatIfOpeningBody, opening_body
from api.rest.what_ifs.serializers import (
    OpeningRequest,
    WhatIfBody,
    WhatIfRequest,
    what_if_body,
)
from api.rounds import RoundView
from api.serializers import Nothing
from core.errors import Problem
from judging import policy
from judging.insight.whatif import WhatIf, WhatIfRefused, rules_of, what_if
from judging.selectors.standing import RoundStanding, standing_of
from judging.selectors.what_ifs import opening_standing, what_if_shown
from judging.services.what_ifs import (
    what_if_ask,
    what_if_attest,
    what_if_close,
    what_if_look,
)
from judging.tally.sheet import TallyRefused


class WhatIfLook(RoundView):
    """One look."""

    @extend_schema(operation_id="round_what_if", request=WhatIfRequest, responses=WhatIfBody)
    def post(self, request: Request, round_id: UUID) -> Response:
        """The round's sheets under another rule. Raises not_found, what_if_closed, field_invalid.

        Nothing is kept but the log's word that somebody looked; asked again, it is another look.
        """
        found = self.round(round_id)
        policy.ranking_read(viewer=self.viewer, round=found).enforce()
        standing = standing_of(found)
        shown = what_if_shown(standing, opening_standing(found))
        policy.what_if_read(viewer=self.viewer, round=found, shown=shown).enforce()
        asked = self.read(WhatIfRequest)
        rule, cut = asked["rule"], asked["cut"]
        if rule not in rules_of(standing.room.rulebook):
            raise Problem("field_invalid", fields={"rule": ["invalid"]})
        told = _look(standing, rule, cut)
        hashed = told.hash if isinstance(told, WhatIf) else ""
        what_if_look(round=found, rule=rule, cut=cut, hash=hashed, actor=self.actor, at=self.at)
        return Response(what_if_body(standing, rule, told))


class _OpeningView(RoundView):
    def shown(self, made: UUID) -> Response:
        """The opening as it now stands."""
        found = self.round(self.kwargs["round_id"])
        policy.ranking_read(viewer=self.viewer, round=found).enforce()
        opening = opening_standing(found)
        if opening is None or opening.uid != made:
            raise Problem("not_found")
        return Response(opening_body(opening))


class Opening(_OpeningView):
    """Whether other rules may be looked at."""

    @extend_schema(
        operation_id="what_if_ask", request=OpeningRequest, responses={201: WhatIfOpeningBody}
    )
    @once(status=201)
    def post(self, request: Request, round_id: UUID) -> Command:
        """Ask for it with a reason; the witness attests."""
        found = self.round(round_id)
        policy.what_if_open(viewer=self.viewer, round=found).enforce()
        body = self.read(OpeningRequest)
        return makes(partial(what_if_ask, round=found, actor=self.actor, at=self.at, **body))

    @extend_schema(operation_id="what_if_close", responses={204: None})
    def delete(self, request: Request, round_id: UUID) -> Response:
        """Nobody looks any further."""
        found = self.round(round_id)
        policy.what_if_close(viewer=self.viewer, round=found, at=self.at).enforce()
        what_if_close(round=found, actor=self.actor, at=self.at)
        return Response(status=204)


class Attest(_OpeningView):
    """The witness."""

    @extend_schema(operation_id="what_if_attest", request=Nothing, responses=WhatIfOpeningBody)
    @once()
    def post(self, request: Request, round_id: UUID) -> Command:
        """Attest that the committee wants to look, and why; from now on it may."""
        found = self.round(round_id)
        policy.what_if_attest(viewer=self.viewer, round=found, at=self.at).enforce()
        self.read(Nothing)
        return makes(partial(what_if_attest, round=found, actor=self.actor, at=self.at))


def _look(standing: RoundStanding, rule: str, cut: int | None) -> WhatIf | Exception:
    if standing.insight is None:
        return TallyRefused(standing.refused or "", entry="")
    try:
        return what_if(standing.room, standing.insight, rule, cut=cut, tracks=standing.tracks)
    except WhatIfRefused as refused:
        return refused
