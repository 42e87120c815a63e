"""The teams that the hall has seen whole, ranked by the announced rule."""

from typing import Any

from judging.stage.facts import Facts
from judging.tally.tally import tally


def leaderboard(
    facts: Facts, *, fresh: str | None = None, without: str | None = None
) -> list[dict[str, Any]]:
    """Rows best first; of equal places the earlier turn. `without` is not ranked at all."""
    sheets = {number: each for number, each in facts.shown.items() if number != without}
    if facts.rulebook is None:
        return []
    turns = {turn.number: turn for turn in facts.turns}
    ranked = [row for row in tally(facts.rulebook, sheets).rows if row.rank is not None]
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
