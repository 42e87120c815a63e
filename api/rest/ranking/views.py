"""A round's ranking, one entry explained, and its judges."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.rest.ranking.bodies import (
    calibrated_body,
    explanation_body,
    judges_body,
    ranking_body,
)
from api.rest.ranking.serializers import ExplanationBody, JudgesBody, RankingBody
from api.rounds import RoundView
from core.errors import Problem
from judging import policy
from judging.insight.calibration import calibrated_entry, judges_table, model_of
from judging.insight.explain import explanation_of
from judging.insight.table import table_of
from judging.ranking.refusal import RankingRefused
from judging.selectors.standing import (
    RoundStanding,
    entry_number,
    judge_names,
    standing_of,
)
from judging.selectors.what_ifs import opening_standing, what_if_shown

Body = dict[str, Any]


class _RankingView(RoundView):
    def standing(self, round_id: UUID) -> RoundStanding:
        """The round's ranking. Raises not_found for whoever does not answer for the result."""
        found = self.round(round_id)
        policy.ranking_read(viewer=self.viewer, round=found).enforce()
        return standing_of(found)


class RoundRanking(_RankingView):
    """All places."""

    @extend_schema(operation_id="round_ranking", responses=RankingBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """The announced rule's places with ranges, lines and chances."""
        standing = self.standing(round_id)
        return Response(ranking_body(standing, opening_standing(standing.round)))


class RankedEntry(_RankingView):
    """One entry."""

    @extend_schema(operation_id="ranking_entry", responses=ExplanationBody)
    def get(self, request: Request, round_id: UUID, entry_id: UUID) -> Response:
        """How the entry came to its figure and place. Raises not_found."""
        standing = self.standing(round_id)
        insight = standing.insight
        number = entry_number(standing, uid=entry_id)
        if insight is None or number is None:
            raise Problem("not_found")
        names = _names(standing)
        explained = explanation_of(standing.room, insight, insight.tally.row(number))
        calibrated = _calibrated(standing, number, names) if _shown(standing) else None
        return Response(explanation_body(standing, explained, names, calibrated))


class RankedJudges(_RankingView):
    """The judges."""

    @extend_schema(operation_id="ranking_judges", responses=JudgesBody)
    def get(self, request: Request, round_id: UUID) -> Response:
        """Each judge by the calibrated model. Raises not_found, what_if_closed."""
        found = self.round(round_id)
        standing = self.standing(round_id)
        policy.what_if_read(viewer=self.viewer, round=found, shown=_shown(standing)).enforce()
        return Response(judges_body(_judges(standing), _names(standing)))


def _names(standing: RoundStanding) -> Body:
    """Whose seats they are; nobody's as long as the round takes marks."""
    return judge_names(standing.round) if standing.decided else {}


def _shown(standing: RoundStanding) -> bool:
    """Whether what a model says of entries and judges is shown (R35)."""
    return what_if_shown(standing, opening_standing(standing.round))


def _calibrated(standing: RoundStanding, number: str, names: Body) -> Body | None:
    insight = standing.insight
    assert insight is not None
    scores = table_of(standing.room, insight.tally, standing.tracks)
    if scores is None or number not in scores.entries:
        return None
    try:
        model = model_of(scores, hashed=insight.hash, after=insight.after)
    except RankingRefused as refused:
        return calibrated_body(refused, names)
    return calibrated_body(calibrated_entry(scores, model, number), names)


def _judges(standing: RoundStanding) -> Any:
    insight = standing.insight
    turns = {number: at for at, number in enumerate(standing.slots, start=1)}
    scores = None
    if insight is not None:
        scores = table_of(standing.room, insight.tally, standing.tracks, turns)
    if insight is None or scores is None:
        return RankingRefused("no_scores")
    try:
        return judges_table(scores, model_of(scores, hashed=insight.hash, after=insight.after))
    except RankingRefused as refused:
        return refused
