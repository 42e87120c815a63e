"""Shapes of a look at another rule."""

from collections.abc import Iterator
from typing import Any

from rest_framework import serializers

from api.bilingual import Both, both
from api.rankings import Numbered, entry_body, refusal_words
from api.serializers import BilingualField, Strict
from judging.insight.whatif import WhatIf
from judging.models import MOST_REASON
from judging.ranking.refusal import RankingRefused
from judging.selectors.standing import RoundStanding
from judging.tally.sheet import TallyRefused


class WhatIfRequest(Strict):
    """Which rule, and after how many places its line is; without one the round's own."""

    rule = serializers.CharField(max_length=32)
    cut = serializers.IntegerField(min_value=1, max_value=100_000, allow_null=True, default=None)


class OpeningRequest(Strict):
    """Why other rules should be looked at before the list."""

    reason = serializers.CharField(max_length=MOST_REASON, allow_blank=True)


class WhatIfRow(Numbered):
    """One entry by the announced rule and by the other one."""

    rank_now = serializers.IntegerField(allow_null=True)
    rank_then = serializers.IntegerField(allow_null=True)
    score_now = serializers.CharField(allow_null=True)
    score_then = serializers.CharField(allow_null=True)
    in_now = serializers.BooleanField()
    in_then = serializers.BooleanField()


class WhatIfBody(serializers.Serializer[Any]):
    """A look; it decides nothing and is kept nowhere."""

    watermark = BilingualField()
    rule = serializers.CharField()
    name = BilingualField()
    cut = serializers.IntegerField(allow_null=True)
    hash = serializers.CharField(allow_null=True)
    refused = BilingualField(allow_null=True)
    crossing = serializers.IntegerField()
    rows = WhatIfRow(many=True)


def what_if_body(standing: RoundStanding, rule: str, found: WhatIf | Exception) -> dict[str, Any]:
    """The wire form of a look, or of why the sheets do not allow it."""
    told = found if isinstance(found, WhatIf) else None
    return {
        "watermark": both("ranking.what_if.watermark"),
        "rule": rule,
        "name": both(f"ranking.what_if.rule.{rule}"),
        "cut": None if told is None else told.cut,
        "hash": None if told is None else told.hash,
        "refused": None if isinstance(found, WhatIf) else _refused(found),
        "crossing": 0 if told is None else told.crossing,
        "rows": [] if told is None else list(_rows(standing, told)),
    }


def _rows(standing: RoundStanding, found: WhatIf) -> Iterator[dict[str, Any]]:
    for row in found.rows:
        yield {
            **entry_body(standing.slots[row.entry]),
            "rank_now": row.rank_now,
            "rank_then": row.rank_then,
            "score_now": row.score_now,
            "score_then": row.score_then,
            "in_now": row.in_now,
            "in_then": row.in_then,
        }


def _refused(why: Exception) -> Both:
    if isinstance(why, RankingRefused):
        return refusal_words(why)
    if isinstance(why, TallyRefused):
        return both("ranking.refused.other", code=why.code)
    return both("ranking.refusal.other")
