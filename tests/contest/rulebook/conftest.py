"""A small sound document that each test bends in one place."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

Document = dict[str, Any]

DOCUMENT: Document = {
    "rulebook": 0,
    "name": {"zh": "高新区创业大赛评分规则", "en": "Zone contest rulebook"},
    "scale": {"total": "100", "band": {"low": "60", "high": "95"}},
    "criteria": [
        {
            "id": "technology",
            "name": {"zh": "技术", "en": "Technology"},
            "max": "60",
            "step": "0.5",
            "required": True,
            "anchors": [
                {"from": "0", "name": {"zh": "待提升", "en": "Weak"}},
                {"from": "40", "name": {"zh": "良好", "en": "Good"}},
            ],
            "band": {"low": "30", "high": "55"},
        },
        {
            "id": "market",
            "name": {"zh": "市场", "en": "Market"},
            "hint": {"zh": "规模与客户", "en": "Size and customers"},
            "max": "40",
            "step": "0.1",
            "required": False,
        },
    ],
    "panel": {"seats": 5, "kinds": {"technical": 3, "investor": 2}, "minimum_sheets": 3},
    "aggregation": {
        "method": "trimmed",
        "version": 1,
        "drop_high": 1,
        "drop_low": 1,
        "minimum_for_trim": 5,
        "below_minimum": "mean",
        "decimals": 2,
        "rounding": "half_up",
        "tie_on": "rounded",
    },
    "ties": [
        {"rule": "higher_criterion", "criterion": "technology"},
        {"rule": "sum_of_all_judges"},
        {"rule": "chair_vote"},
    ],
    "awards": [
        {"level": "first", "name": {"zh": "一等奖", "en": "First prize"}, "places": 1},
        {"level": "second", "name": {"zh": "二等奖", "en": "Second prize"}, "places": 2},
    ],
    "cut_after": 4,
    "timing": {"pitch_s": 480, "questions_s": 420, "scoring_s": 120},
    "sealing": "per_slot",
    "publicity": {"working_days": 5},
}


@pytest.fixture
def document() -> Document:
    """A fresh copy of the sound document."""
    return copy.deepcopy(DOCUMENT)


@pytest.fixture
def bent(document: Document) -> Callable[[str, Any], Document]:
    """The document with the value at a dotted path replaced, or removed by ``...``."""

    def bend(path: str, value: Any) -> Document:
        *steps, last = path.split(".")
        place: Any = document
        for step in steps:
            place = place[int(step) if isinstance(place, list) else step]
        key: Any = int(last) if isinstance(place, list) else last
        if value is ...:
            del place[key]
        else:
            place[key] = value
        return document

    return bend
