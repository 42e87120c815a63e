"""Small rooms: totals by entry and seat."""

from collections.abc import Mapping, Sequence
from typing import Any

from contest.rulebook.parse import rulebook_parse
from contest.rulebook.rulebook import Rulebook
from judging.insight.room import RoomScores
from judging.tally.sheet import Sheet

NAME = {"zh": "名称", "en": "Name"}
MEAN: dict[str, Any] = {
    "method": "mean",
    "version": 1,
    "decimals": 2,
    "rounding": "half_up",
    "tie_on": "rounded",
}
TRIMMED: dict[str, Any] = {
    **MEAN,
    "method": "trimmed",
    "drop_high": 1,
    "drop_low": 1,
    "minimum_for_trim": 5,
    "below_minimum": "mean",
}


def rulebook(**changes: Any) -> Rulebook:
    """One line of 100 points, the mean of at least two sheets, one prize, two go on."""
    return rulebook_parse(
        {
            "rulebook": 0,
            "name": NAME,
            "scale": {"total": "100"},
            "criteria": [
                {"id": "total", "name": NAME, "max": "100", "step": "0.01", "required": True}
            ],
            "panel": {"seats": 7, "kinds": {"technical": 7}, "minimum_sheets": 2},
            "aggregation": MEAN,
            "ties": [{"rule": "share"}],
            "awards": [{"level": "first", "name": NAME, "places": 1}],
            "cut_after": 2,
            "timing": {"pitch_s": 1, "questions_s": 1, "scoring_s": 1},
            "sealing": "per_slot",
            "publicity": {"seconds": 1},
            **changes,
        }
    )


def room(table: Mapping[str, Sequence[int | None]], **changes: Any) -> RoomScores:
    """Rows of whole points by entry; None where a seat has no sheet of it."""
    sheets = {
        entry: [
            Sheet(str(seat), {"total": total * 100})
            for seat, total in enumerate(totals, start=1)
            if total is not None
        ]
        for entry, totals in table.items()
    }
    return RoomScores(rulebook(**changes), sheets)
