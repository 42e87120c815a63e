"""The teams that the hall has seen whole, ranked by the announced rule."""

from typing import Any

from contest.rulebook.rulebook import Rulebook
from judging.stage.facts import Facts
from judging.tally.result import Row
from judging.tally.room.room import room_tally
from judging.tally.room.rules import Before, needs_all
from judging.tally.sheet import Sheets, TallyRefused


def leaderboard(
    facts: Facts, *, fresh: str | None = None, without: str | None = None
) -> list[dict[str, Any]]:
    """Rows best first; of equal places the earlier turn. `without` is not ranked at all.

    Where a figure hangs on all entries there is no board before the result.
    """
    sheets = {number: each for number, each in facts.shown.items() if number != without}
    if facts.rulebook is None or needs_all(facts.rulebook):
        return []
    turns = {turn.number: turn for turn in facts.turns}
    ranked = [row for row in _rows(facts.rulebook, sheets, facts.earlier) if row.rank is not None]
    ranked.sort(key=lambda row: (row.rank or 0, turns[row.entry].position))
    return [
        {
            "rank": row.rank,
            "shares": row.shares,
            **turns[row.entry].body(),
            "final": row.final,
            "fresh": row.entry == fresh,
        }
        for row in ranked
    ]


def _rows(rulebook: Rulebook, sheets: Sheets, earlier: Before) -> tuple[Row, ...]:
    """The rows; none where the sheets cannot be counted, which the result then says in words."""
    try:
        return room_tally(rulebook, sheets, earlier=earlier).rows
    except TallyRefused:
        return ()
