"""A document of version 1 that rooms judge by: a group of two lines, a trimmed mean, one cut."""

from __future__ import annotations

import copy
from typing import Any

NAME = {"zh": "决赛", "en": "Final"}

DOCUMENT: dict[str, Any] = {
    "rulebook": 1,
    "name": {"zh": "某区决赛规则", "en": "A zone's final"},
    "rubrics": [
        {
            "id": "sheet",
            "name": {"zh": "评分表", "en": "Sheet"},
            "total": 100,
            "step": "0.5",
            "criteria": [
                {
                    "id": "substance",
                    "name": {"zh": "技术", "en": "Substance"},
                    "max": 60,
                    "criteria": [
                        {"id": "novelty", "name": {"zh": "新颖", "en": "Novelty"}, "max": 40},
                        {
                            "id": "transfer",
                            "name": {"zh": "转化", "en": "Transfer"},
                            "max": 20,
                            "step": "1",
                        },
                    ],
                },
                {"id": "market", "name": {"zh": "市场", "en": "Market"}, "max": 40},
            ],
        }
    ],
    "rounds": [
        {
            "id": "final",
            "name": NAME,
            "kind": "final",
            "mode": "live",
            "panel": {"seats": 5, "minimum_sheets": 3},
            "timing": {"pitch_s": 480, "questions_s": 420, "scoring_s": 120},
            "components": [
                {
                    "id": "jury",
                    "kind": "sheet",
                    "rubric": "sheet",
                    "combine": {"method": "trimmed", "drop_high": 1, "drop_low": 1, "needs": 5},
                }
            ],
            "ties": [{"rule": "criterion", "criterion": "novelty"}, {"rule": "share"}],
            "promotion": [{"take": "number", "number": 2}],
            "reveal": "live_after_each",
            "publicity": {"seconds": 5},
        }
    ],
    "awards": [{"id": "first", "name": {"zh": "一等奖", "en": "First prize"}, "places": 1}],
}


def live_document() -> dict[str, Any]:
    """A fresh copy of it."""
    return copy.deepcopy(DOCUMENT)
