"""What the resources around a ranking share: refusals in words, entries, the opening of what-if."""

from typing import Any, Final

from rest_framework import serializers

from api.bilingual import Both, both
from api.serializers import BilingualField, PersonField, time_text
from core.selectors.names import person_body, person_or_none
from judging.models import Slot, WhatIfOpening
from judging.ranking.refusal import RankingRefused

REFUSALS: Final = (
    "fit_perfect",
    "judge_constant",
    "not_converged",
    "one_judge",
    "parts_apart",
    "too_few_entries",
    "too_few_scores",
    "track_single",
    "tracks_siloed",
)
"""What the models can refuse a room's sheets with; each has its sentence in the catalogues."""


class Numbered(serializers.Serializer[Any]):
    """Who it is."""

    entry = serializers.UUIDField()
    number = serializers.CharField()
    title = serializers.CharField()
    team = BilingualField()


class WhatIfOpeningBody(serializers.Serializer[Any]):
    """Who asked to look at other rules, why, and who attested it."""

    id = serializers.UUIDField()
    state = serializers.ChoiceField(("asked", "open", "closed"))
    reason = serializers.CharField()
    asked_by = PersonField()
    asked_at = serializers.DateTimeField()
    attested_by = PersonField(allow_null=True)
    attested_at = serializers.DateTimeField(allow_null=True)


def entry_body(slot: Slot) -> dict[str, Any]:
    """Who it is."""
    entry = slot.entry
    return {
        "entry": str(entry.uid),
        "number": entry.number,
        "title": entry.title,
        "team": entry.team.name,
    }


def opening_body(opening: WhatIfOpening) -> dict[str, Any]:
    """The wire form of an opening."""
    return {
        "id": str(opening.uid),
        "state": opening.state,
        "reason": opening.reason,
        "asked_by": person_body(opening.asked_by),
        "asked_at": time_text(opening.asked_at),
        "attested_by": person_or_none(opening.attested_by),
        "attested_at": time_text(opening.attested_at),
    }


def refusal_words(refused: RankingRefused) -> Both:
    """Why a model cannot rank the sheets."""
    code = refused.code if refused.code in REFUSALS else "other"
    return both(f"ranking.refusal.{code}", **refused.facts)
