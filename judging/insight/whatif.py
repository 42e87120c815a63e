"""The same sheets under another rule, or with another line: looked at, never stored.

Rules of sheets are variations of the round's own rulebook, counted by the same engine with the
same ladder for ties; rules with a model rank the sheets' totals.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import rfc8785

from contest.rulebook.live.which import sheet_of
from contest.rulebook.rulebook import Rulebook
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.lift import rulebook_lift
from contest.rulebook.v1.rubrics import Criterion, Rubric
from contest.rulebook.v1.rulebook import Rulebook as Rules
from core.numbers import mark_text
from judging.insight.chances import points_text
from judging.insight.room import RoomScores
from judging.insight.standing import Insight
from judging.insight.table import table_of
from judging.ranking.audit import audit_hash, seed_of
from judging.ranking.methods import METHODS
from judging.ranking.places import places
from judging.ranking.refusal import RankingRefused
from judging.ranking.rule import Rule
from judging.sandbox.refusal import SandboxRefused
from judging.sandbox.variation import vary
from judging.tally.edition.given import Given
from judging.tally.result import Tally
from judging.tally.sheet import TallyRefused

ANNOUNCED: Final = "announced"
MODELS: Final = ("standardized", "calibrated", "calibrated-robust")
TRIMMED: Final = "trimmed:1+1"
TRIMMED_FROM: Final = 5
"""Seats below which a trimmed mean would leave too little."""
_EMPTY: Final = Given(sheets={})


@dataclass(frozen=True, slots=True)
class Then:
    """One entry now and under the other rule; scores as text, None without a place."""

    entry: str
    rank_now: int | None
    rank_then: int | None
    score_now: str | None
    score_then: str | None
    in_now: bool
    in_then: bool


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The look: its rule and line, who would cross, and the hash of what went in.

    ``cut`` is None where no line is drawn. ``crossing`` counts entries that are on the other side.
    """

    rule: str
    cut: int | None
    hash: str
    rows: tuple[Then, ...]

    @property
    def crossing(self) -> int:
        """How many stand on the other side of their line."""
        return sum(1 for row in self.rows if row.in_now != row.in_then)


def rules_of(rulebook: Rulebook) -> tuple[str, ...]:
    """The rules that can be tried on sheets of this rulebook; the announced one for other lines."""
    fitting = [name for name in _VARIATIONS if _variation(rulebook, name) is not None]
    return (ANNOUNCED, *fitting, *MODELS)


def what_if(
    room: RoomScores,
    insight: Insight,
    rule: str,
    *,
    cut: int | None,
    tracks: Mapping[str, str] | None = None,
) -> WhatIf:
    """The result under ``rule`` with the line after ``cut`` (None: the round's own).

    ``rule`` is one of ``rules_of``. Raises ``TallyRefused``, ``RankingRefused`` or
    ``SandboxRefused`` where the sheets do not allow it.
    """
    after = insight.after if cut is None else cut
    hashed = audit_hash(rfc8785.dumps(room.document()), Rule(rule, cut=after), _version(rule))
    if rule in MODELS:
        then = _modeled(room, insight.tally, rule, tracks, hashed)
    else:
        then = _standing(insight.tally if rule == ANNOUNCED else _counted(room, rule))
    rows = []
    for row in insight.tally.rows:
        rank, score = then.get(row.entry, (None, None))
        rows.append(
            Then(
                entry=row.entry,
                rank_now=row.rank,
                rank_then=rank,
                score_now=row.final,
                score_then=score,
                in_now=_inside(row.rank, insight.after),
                in_then=_inside(rank, after),
            )
        )
    return WhatIf(rule, after, hashed, tuple(rows))


def _version(rule: str) -> int:
    return METHODS[rule].version if rule in METHODS else 1


def _inside(rank: int | None, after: int | None) -> bool:
    return rank is not None and after is not None and rank <= after


Places = dict[str, tuple[int | None, str | None]]


def _standing(tally: Tally) -> Places:
    return {row.entry: (row.rank, row.final) for row in tally.rows}


def _counted(room: RoomScores, rule: str) -> Tally:
    """The room counted by a variation of its own rulebook."""
    varied = _variation(room.rulebook, rule)
    if varied is None:
        raise SandboxRefused("variation_changes_nothing", variation=rule, why="the rules are so")
    rules, round_id = _lifted(room.rulebook)
    changed = vary(rules, _EMPTY, varied).rulebook
    return replace(room, rulebook=replace(room.rulebook, rules=changed, round=round_id)).counted()


def _modeled(
    room: RoomScores,
    tally: Tally,
    rule: str,
    tracks: Mapping[str, str] | None,
    hashed: str,
) -> Places:
    scores = table_of(room, tally, tracks)
    run = METHODS[rule].run
    if scores is None or run is None:
        raise RankingRefused("no_scores")
    estimate = run(scores, Rule(rule, draws=0), seed_of(hashed))
    ranks = places(estimate).tolist()
    return {
        entry: (rank, points_text(float(score)))
        for entry, rank, score in zip(scores.entries, ranks, estimate.score, strict=True)
    }


def _lifted(rulebook: Rulebook) -> tuple[Rules, str]:
    """The rules in the words of version 1, and the round that is judged by them."""
    if rulebook.rules is not None:
        return rulebook.rules, rulebook.round
    rules = rulebook_lift(rulebook)
    return rules, rules.rounds[0].id


def _variation(rulebook: Rulebook, name: str) -> str | None:
    """What the rule is called in the sandbox; None where it changes nothing or does not fit."""
    rules, round_id = _lifted(rulebook)
    found = _VARIATIONS[name](rules, sheet_of(rules.round(round_id)), rulebook.panel.seats)
    if found is None:
        return None
    try:
        vary(rules, _EMPTY, found)
    except SandboxRefused:
        return None
    return found


def _no_drop(_rules: Rules, sheet: SheetComponent, _seats: int) -> str | None:
    return "mean" if sheet.combine.method == "trimmed" else None


def _trimmed(_rules: Rules, sheet: SheetComponent, seats: int) -> str | None:
    return TRIMMED if sheet.combine.method == "mean" and seats >= TRIMMED_FROM else None


def _median(_rules: Rules, sheet: SheetComponent, _seats: int) -> str | None:
    return "median" if sheet.combine.method in ("mean", "trimmed") else None


def _equal_weights(rules: Rules, sheet: SheetComponent, _seats: int) -> str | None:
    """Every line of a plain sheet worth the same; what is left of a hundredth goes to the last."""
    rubric = rules.rubric(sheet.rubric)
    if not _is_plain(rubric):
        return None
    whole = sum(each.max or 0 for each in rubric.criteria)
    share, rest = divmod(whole, len(rubric.criteria))
    worth = [share] * len(rubric.criteria)
    worth[-1] += rest
    if worth == [each.max for each in rubric.criteria]:
        return None
    names = ",".join(
        f"{each.id}={mark_text(points)}"
        for each, points in zip(rubric.criteria, worth, strict=True)
    )
    return f"points:{rubric.id}:{names}"


def _is_plain(rubric: Rubric) -> bool:
    return len(rubric.criteria) > 1 and all(_is_line(each) for each in rubric.criteria)


def _is_line(each: Criterion) -> bool:
    plain = each.max is not None and not each.criteria and each.measure is None
    return plain and not (each.bonus or each.deducts or each.all_or_nothing)


_VARIATIONS: Final[Mapping[str, Callable[[Rules, SheetComponent, int], str | None]]] = {
    "no_drop": _no_drop,
    "trimmed": _trimmed,
    "median": _median,
    "equal_weights": _equal_weights,
}
WhatIfRefused = (TallyRefused, RankingRefused, SandboxRefused)
