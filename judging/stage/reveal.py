"""A reveal, step by step: each body holds what its step opens and nothing of the next one.

0 cards lie face down; 1 they are open; 2 highest and lowest leave; 3 the final; 4 its place.
"""

from typing import Any, Final

from contest.rulebook.rulebook import Rulebook
from core.numbers import mark_text
from judging.stage.facts import Facts, Turn
from judging.stage.leaderboard import leaderboard
from judging.tally.room.room import room_score
from judging.tally.room.worth import sheet_component
from judging.tally.score import Score

CARDS, DROPS, FINAL, PLACE = 1, 2, 3, 4
_FACE_DOWN: Final = "down"


def reveal_body(facts: Facts, turn: Turn, step: int) -> dict[str, Any]:
    """Cards, the final once it is shown; the team is in the leaderboard from its last step on."""
    assert facts.rulebook is not None  # whoever is revealed is on stage
    reached = room_score(facts.rulebook, facts.sheets, entry=turn.number, earlier=facts.earlier)
    is_placed = step >= PLACE
    board = leaderboard(
        facts,
        fresh=turn.number if is_placed else None,
        without=None if is_placed else turn.number,
    )
    body: dict[str, Any] = {"cards": _cards(facts, reached, step), "board": board}
    if step >= FINAL:
        final = None if reached.final is None else str(reached.final)
        body |= {"final": final, "counted": len(reached.counted), **_made(facts.rulebook)}
    if is_placed:
        own = next((row for row in board if row["fresh"]), None)
        body |= {"rank": own and own["rank"], "shares": bool(own and own["shares"])}
    return body


def _cards(facts: Facts, reached: Score, step: int) -> list[dict[str, Any]]:
    """One card for each seat, by number: a sheet, or that its judge is recused or gave none."""
    left = {sheet.seat: "high" for sheet in reached.dropped_high}
    left |= {sheet.seat: "low" for sheet in reached.dropped_low}
    left |= dict.fromkeys(reached.left_out, "rule")
    cards: list[dict[str, Any]] = [
        {"seat": seat, "state": state}
        for state, seats in (("recused", facts.panel.recused), ("missing", facts.panel.missing))
        for seat in seats
    ]
    for sheet in reached.sheets:
        card: dict[str, Any] = {"seat": int(sheet.seat), "state": _FACE_DOWN}
        if step >= CARDS:
            card |= {"state": "open", "total": mark_text(sheet.total)}
        if step >= DROPS:
            card["dropped"] = left.get(sheet.seat)
        cards.append(card)
    return sorted(cards, key=lambda card: int(card["seat"]))


def _made(rulebook: Rulebook) -> dict[str, str]:
    """The line that says how the final came about: the full mark, and what is no plain mean."""
    full = {"scale": mark_text(rulebook.total)}
    if rulebook.rules is None:
        return full
    if len(rulebook.rules.round(rulebook.round).components) > 1:
        return {"by": "with_earlier"}
    combine = sheet_component(rulebook).combine
    if combine.per == "criterion":
        return {**full, "by": "per_criterion"}
    if combine.method == "sum":
        return {"by": "sum"}
    if combine.classes is not None:
        return {**full, "by": "classes"}
    return {**full, "by": "median"} if combine.method == "median" else full
