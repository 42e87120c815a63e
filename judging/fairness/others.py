"""What other rules would have given, with as many places as the announced one has."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from contest.rulebook.rulebook import Rulebook
from contest.rulebook.v1.lift import ROUND_ID, rulebook_lift
from judging.fairness.ground import Document, Ground
from judging.insight.room import RoomScores
from judging.ranking.ranking import ranking
from judging.ranking.refusal import RankingRefused
from judging.ranking.rule import Rule
from judging.sandbox.refusal import SandboxRefused
from judging.sandbox.rules import rule_mean, rule_median, rule_trimmed
from judging.tally.result import Tally
from judging.tally.sheet import TallyRefused

_CHANGES: Final[Mapping[str, tuple[Callable[..., Any], str]]] = {
    "mean": (rule_mean, ""),
    "median": (rule_median, ""),
    "trimmed": (rule_trimmed, "1+1"),
}
MODELS: Final = ("standardized", "calibrated")


def others_facts(ground: Ground) -> list[Document]:
    """Rule by rule: who would be in and who out, how many places change, and by how much."""
    return [
        *(_by_rule(ground, name) for name in _CHANGES),
        *(_by_model(ground, name) for name in MODELS),
    ]


def ruled(room: RoomScores, name: str) -> Tally | str:
    """The round with its sheets combined by another rule, or the code of why not."""
    try:
        return replace(room, rulebook=_changed(room.rulebook, name)).counted()
    except (SandboxRefused, TallyRefused) as refused:
        return refused.code


def _changed(rulebook: Rulebook, name: str) -> Rulebook:
    """The rulebook with one thing changed; of version 0 in the words of version 1."""
    old = rulebook.rules
    rules = rulebook_lift(rulebook) if old is None else old
    change, what = _CHANGES[name]
    changed, _ = change(rules, name, what)
    return replace(rulebook, rules=changed, round=ROUND_ID if old is None else rulebook.round)


def _by_rule(ground: Ground, name: str) -> Document:
    found = ruled(ground.room, name)
    if not isinstance(found, Tally):
        return {"rule": name, "refused": found}
    ranks = {row.entry: row.rank for row in found.rows}
    return {"rule": name, "refused": None, **_compared(ground, ranks)}


def _by_model(ground: Ground, name: str) -> Document:
    if ground.table is None or not ground.sheets_alone:
        return {"rule": name, "refused": "parts_beside_sheets"}
    try:
        found = ranking(ground.table, Rule(name, draws=0))
    except RankingRefused as refused:
        return {"rule": name, "refused": refused.code}
    ranks: dict[str, int | None] = {line.entry: line.rank for line in found.entries}
    facts = {"rule": name, "refused": None, "version": found.version, "hash": found.hash}
    return {**facts, **_compared(ground, ranks)}


def _compared(ground: Ground, ranks: dict[str, int | None]) -> Document:
    moves = [
        (row.entry, row.rank, ranks[row.entry])
        for row in ground.ranked
        if row.rank is not None and ranks.get(row.entry) is not None
    ]
    after = ground.after
    crossing: dict[str, list[Document]] = {"in": [], "out": []}
    for entry, now, then in moves:
        assert then is not None
        if after is not None and (now <= after) != (then <= after):
            side = "in" if then <= after else "out"
            crossing[side].append({"entry": entry, "rank": now, "then": then})
    return {
        "entries": len(moves),
        "moved": sum(1 for _, now, then in moves if now != then),
        "largest": max((abs(now - (then or 0)) for _, now, then in moves), default=0),
        "first": sorted(entry for entry, _, then in moves if then == 1),
        "crossing": crossing,
    }
