"""Rulebooks and sheets made of totals, as the published test vectors give them."""

from collections.abc import Callable
from typing import Any

import pytest

from contest.rulebook.parse import rulebook_parse
from contest.rulebook.rulebook import Rulebook
from core.numbers import mark_parse
from judging.tally.sheet import Sheet

Document = dict[str, Any]
NAME = {"zh": "名称", "en": "Name"}

TRIM_ONE: Document = {
    "method": "trimmed",
    "version": 1,
    "drop_high": 1,
    "drop_low": 1,
    "minimum_for_trim": 5,
    "below_minimum": "mean",
    "decimals": 2,
    "rounding": "half_up",
    "tie_on": "rounded",
}


def criterion(key: str, top: str, step: str = "0.01", *, required: bool = True) -> Document:
    """A criterion as the document spells it."""
    return {"id": key, "name": NAME, "max": top, "step": step, "required": required}


def rulebook_document(**changes: Any) -> Document:
    """A single total, trimmed by one, with changes."""
    return {
        "rulebook": 0,
        "name": NAME,
        "scale": {"total": "100"},
        "criteria": [criterion("total", "100")],
        "panel": {"seats": 7, "kinds": {"technical": 7}, "minimum_sheets": 3},
        "aggregation": TRIM_ONE,
        "ties": [{"rule": "share"}],
        "awards": [
            {"level": "first", "name": NAME, "places": 1},
            {"level": "second", "name": NAME, "places": 2},
        ],
        "cut_after": 4,
        "timing": {"pitch_s": 480, "questions_s": 420, "scoring_s": 120},
        "sealing": "per_slot",
        "publicity": {"seconds": 5},
        **changes,
    }


def sheets_of(*totals: str) -> list[Sheet]:
    """Single-total sheets of seats 1, 2, ..."""
    return [
        Sheet(seat=str(seat), marks={"total": mark_parse(total)})
        for seat, total in enumerate(totals, start=1)
    ]


@pytest.fixture
def make_rulebook() -> Callable[..., Rulebook]:
    """The rulebook of ``rulebook_document`` with changes."""
    return lambda **changes: rulebook_parse(rulebook_document(**changes))


@pytest.fixture
def rulebook() -> Rulebook:
    """A single total, trimmed by one."""
    return rulebook_parse(rulebook_document())


@pytest.fixture
def totals() -> Callable[..., list[Sheet]]:
    """Single-total sheets from texts."""
    return sheets_of


@pytest.fixture
def two_criteria() -> list[Document]:
    """Two criteria of 50 each, the second optional."""
    return [criterion("technology", "50"), criterion("market", "50", required=False)]


@pytest.fixture
def trim_one() -> Document:
    """The aggregation of the small rulebook."""
    return dict(TRIM_ONE)
