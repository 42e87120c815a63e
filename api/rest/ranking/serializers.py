"""Shapes of a ranking."""

from typing import Any

from rest_framework import serializers

from api.rankings import Numbered, WhatIfOpeningBody
from api.serializers import BilingualField


class RankingMissing(serializers.Serializer[Any]):
    """What is not in yet."""

    sheets = serializers.IntegerField()
    entries = serializers.IntegerField()


class RankingCut(serializers.Serializer[Any]):
    """A line: its last place, the points across it, and who is close."""

    after = serializers.IntegerField()
    kind = serializers.ChoiceField(("promotion", "award"))
    award = serializers.CharField(allow_null=True)
    gap = serializers.CharField(allow_null=True)
    close = serializers.ListField(child=serializers.CharField())


class RankingMethod(serializers.Serializer[Any]):
    """The model behind the chances."""

    name = serializers.CharField()
    version = serializers.IntegerField()
    draws = serializers.IntegerField()


class WhatIfRule(serializers.Serializer[Any]):
    """A rule that can be tried."""

    id = serializers.CharField()
    name = BilingualField()


class RankingWhatIf(serializers.Serializer[Any]):
    """Whether other rules can be looked at, and which."""

    state = serializers.ChoiceField(("closed", "asked", "open", "published"))
    rules = WhatIfRule(many=True)
    opening = WhatIfOpeningBody(allow_null=True)


class RankingRange(serializers.Serializer[Any]):
    """Places under the announced rule if any one judge were absent."""

    best = serializers.IntegerField()
    worst = serializers.IntegerField()


class RankingPlace(serializers.Serializer[Any]):
    """One judge's own place of an entry."""

    seat = serializers.CharField()
    place = serializers.IntegerField()


class RankingRow(Numbered):
    """One entry's place and what it hangs on."""

    rank = serializers.IntegerField(allow_null=True)
    final = serializers.CharField(allow_null=True)
    outcome = serializers.CharField()
    award = serializers.CharField(allow_null=True)
    counted = serializers.IntegerField()
    tied_with = serializers.ListField(child=serializers.CharField())
    shares = serializers.BooleanField()
    waits = serializers.BooleanField()
    at_line = serializers.BooleanField()
    range = RankingRange(allow_null=True)
    chance = serializers.FloatField(allow_null=True)
    gray = serializers.BooleanField()
    spread = serializers.CharField(allow_null=True)
    places = RankingPlace(many=True)
    flags = serializers.ListField(
        child=serializers.ChoiceField(("close_to_cut", "wide_spread", "tied", "few_sheets"))
    )


class RankingBody(serializers.Serializer[Any]):
    """The ranking of a round."""

    state = serializers.ChoiceField(("running", "provisional", "under_review", "locked"))
    version = serializers.IntegerField(allow_null=True)
    stale = serializers.BooleanField()
    hash = serializers.CharField(allow_null=True)
    refused = BilingualField(allow_null=True)
    missing = RankingMissing()
    rule = BilingualField()
    cuts = RankingCut(many=True)
    not_left_out = serializers.ListField(child=serializers.CharField())
    least_judges = serializers.IntegerField()
    chances = serializers.ChoiceField(("shown", "few_judges", "no_cut", "refused"))
    chances_why = BilingualField(allow_null=True)
    method = RankingMethod(allow_null=True)
    what_if = RankingWhatIf()
    rows = RankingRow(many=True)


class ExplanationStep(serializers.Serializer[Any]):
    """One step in words."""

    id = serializers.CharField()
    text = BilingualField()


class ExplanationSheet(serializers.Serializer[Any]):
    """One sheet, and where the entry stood without its judge."""

    seat = serializers.CharField()
    judge = BilingualField(allow_null=True)
    kind = serializers.CharField(allow_blank=True)
    total = serializers.CharField()
    marks = serializers.DictField(child=serializers.CharField(allow_null=True))
    counted = serializers.BooleanField()
    dropped = serializers.ChoiceField(("high", "low", "left_out"), allow_null=True)
    reason = serializers.CharField(allow_null=True)
    rank_without = serializers.IntegerField(allow_null=True)
    final_without = serializers.CharField(allow_null=True)


class CalibratedJudge(serializers.Serializer[Any]):
    """What a judge's leniency does to the entry, in points."""

    seat = serializers.CharField()
    judge = BilingualField(allow_null=True)
    leniency = serializers.CharField()
    se = serializers.CharField(allow_null=True)
    effect = serializers.CharField()


class CalibratedBody(serializers.Serializer[Any]):
    """The calibrated score: mean + effects + rest, with a 90 % interval."""

    refused = BilingualField(allow_null=True)
    score = serializers.CharField(allow_null=True)
    low = serializers.CharField(allow_null=True)
    high = serializers.CharField(allow_null=True)
    mean = serializers.CharField(allow_null=True)
    rest = serializers.CharField(allow_null=True)
    per_judge = CalibratedJudge(many=True)


class ExplanationBody(Numbered):
    """One entry explained."""

    rank = serializers.IntegerField(allow_null=True)
    final = serializers.CharField(allow_null=True)
    exact = serializers.CharField(allow_null=True)
    rule = BilingualField()
    formula = BilingualField()
    steps = ExplanationStep(many=True)
    sheets = ExplanationSheet(many=True)
    calibrated = CalibratedBody(allow_null=True)


class JudgesAgreement(serializers.Serializer[Any]):
    """How far judges agree who all scored everything."""

    icc = serializers.DictField(child=serializers.CharField())
    kendall_w = serializers.CharField(allow_null=True)
    p = serializers.CharField(allow_null=True)


class JudgesRow(serializers.Serializer[Any]):
    """One judge by the model; leniency, its error, noise and order effect in points."""

    seat = serializers.CharField()
    judge = BilingualField(allow_null=True)
    n = serializers.IntegerField()
    leniency = serializers.CharField(allow_null=True)
    se = serializers.CharField(allow_null=True)
    scale = serializers.CharField(allow_null=True)
    noise = serializers.CharField(allow_null=True)
    loo_r = serializers.CharField(allow_null=True)
    outfit = serializers.CharField(allow_null=True)
    order_effect = serializers.CharField(allow_null=True)
    straight_lining = serializers.BooleanField()
    flags = serializers.ListField(child=serializers.CharField())


class JudgesBody(serializers.Serializer[Any]):
    """The judges of a round."""

    refused = BilingualField(allow_null=True)
    words = BilingualField()
    agreement = JudgesAgreement(allow_null=True)
    parts = serializers.IntegerField()
    weak_bridges = serializers.ListField(child=serializers.CharField())
    rows = JudgesRow(many=True)
