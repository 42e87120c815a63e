"""The wire form of a ranking, of one entry explained, and of the judges' table."""

from collections.abc import Iterator
from typing import Any, Final

from api.bilingual import both
from api.rankings import entry_body, opening_body, refusal_words
from api.rest.ranking.words import (
    chances_words,
    formula_words,
    rule_words,
    step_words,
    what_if_rules,
)
from core.numbers import mark_text
from judging.insight.calibration import CalibratedEntry, JudgesTable
from judging.insight.chances import DRAWS, points_text
from judging.insight.cuts import Cut
from judging.insight.explain import Explanation, SheetTold, exact_text, marks_of
from judging.insight.room import seat_key
from judging.insight.standing import Insight, Standing
from judging.models import WhatIfOpening
from judging.ranking.refusal import RankingRefused
from judging.ranking.result import JudgeLine
from judging.selectors.standing import RoundStanding
from judging.selectors.what_ifs import what_if_state

Body = dict[str, Any]
CHANCE_DECIMALS: Final = 3


def ranking_body(standing: RoundStanding, opening: WhatIfOpening | None) -> Body:
    """The ranking as its staff see it."""
    insight = standing.insight
    return {
        "state": standing.state,
        "version": None if standing.result is None else standing.result.version,
        "stale": standing.stale,
        "hash": None if insight is None else insight.hash,
        "refused": None if standing.refused is None else _refused(standing.refused),
        "missing": {"sheets": standing.missing.sheets, "entries": standing.missing.entries},
        "rule": rule_words(standing.room.rulebook),
        **_insight(insight),
        "what_if": {
            "state": what_if_state(standing, opening),
            "rules": what_if_rules(standing.room.rulebook),
            "opening": None if opening is None else opening_body(opening),
        },
        "rows": [*_rows(standing), *_absent(standing)],
    }


def _refused(code: str) -> Body:
    key = "ranking.refused.needs_all" if code == "needs_all" else "ranking.refused.other"
    return both(key, code=code)


def _insight(insight: Insight | None) -> Body:
    if insight is None:
        return {
            "cuts": [],
            "not_left_out": [],
            "least_judges": 0,
            "chances": "no_cut",
            "chances_why": None,
            "method": None,
        }
    chances = insight.chances
    method = None
    if chances.method is not None:
        method = {"name": chances.method, "version": chances.version, "draws": DRAWS}
    return {
        "cuts": [_cut(cut) for cut in insight.cuts],
        "not_left_out": list(insight.absences.held),
        "least_judges": insight.least_judges,
        "chances": chances.state,
        "chances_why": chances_words(chances),
        "method": method,
    }


def _cut(cut: Cut) -> Body:
    return {
        "after": cut.line.after,
        "kind": cut.line.kind,
        "award": cut.line.award,
        "gap": None if cut.gap is None else str(cut.gap),
        "close": list(cut.close),
    }


def _rows(standing: RoundStanding) -> Iterator[Body]:
    for each in () if standing.insight is None else standing.insight.rows:
        row = each.row
        yield {
            **entry_body(standing.slots[row.entry]),
            "rank": row.rank,
            "final": row.final,
            "outcome": row.outcome.kind,
            "award": row.outcome.award,
            "tied_with": list(row.tied_with),
            "shares": row.shares,
            "waits": row.waits,
            "at_line": row.at_line,
            **_beside(each),
        }


def _beside(each: Standing) -> Body:
    span, chance = each.span, each.chance
    return {
        "counted": each.counted,
        "range": None if span is None else {"best": span.best, "worst": span.worst},
        "chance": None if chance is None else round(chance, CHANCE_DECIMALS),
        "gray": each.gray,
        "spread": None if each.spread is None else str(each.spread),
        "places": [{"seat": judge, "place": place} for judge, place in each.places],
        "flags": list(each.flags),
    }


def _absent(standing: RoundStanding) -> Iterator[Body]:
    """Who did not come or was struck: by number, without a figure."""
    for number, outcome in standing.absent.items():
        yield {
            **entry_body(standing.slots[number]),
            **dict.fromkeys(("rank", "final", "award", "range", "chance", "spread")),
            **dict.fromkeys(("shares", "waits", "at_line", "gray"), False),
            "outcome": outcome,
            "tied_with": [],
            "counted": 0,
            "places": [],
            "flags": [],
        }


def explanation_body(
    standing: RoundStanding, explained: Explanation, names: Body, calibrated: Body | None
) -> Body:
    """One entry with every number's formula and inputs."""
    row = explained.row
    exact = row.score.exact
    return {
        **entry_body(standing.slots[row.entry]),
        "rank": row.rank,
        "final": row.final,
        "exact": None if exact is None else exact_text(exact),
        "rule": rule_words(standing.room.rulebook),
        "formula": formula_words(explained),
        "steps": [{"id": step.id, "text": step_words(step)} for step in explained.steps],
        "sheets": [_sheet(sheet, names, whole=standing.decided) for sheet in explained.sheets],
        "calibrated": calibrated,
    }


def _sheet(told: SheetTold, names: Body, *, whole: bool) -> Body:
    """While the round takes marks no more than the hall has seen: seats and totals."""
    return {
        "seat": told.judge,
        "judge": names.get(told.judge) if whole else None,
        "kind": told.sheet.kind,
        "total": mark_text(told.sheet.total),
        "marks": marks_of(told.sheet) if whole else {},
        "counted": told.counted,
        "dropped": told.dropped,
        "reason": told.reason,
        "rank_without": told.rank_without,
        "final_without": told.final_without,
    }


def calibrated_body(found: CalibratedEntry | RankingRefused, names: Body) -> Body:
    """What the model says of an entry, or why it says nothing."""
    if isinstance(found, RankingRefused):
        nothing = dict.fromkeys(("score", "low", "high", "mean", "rest"))
        return {"refused": refusal_words(found), **nothing, "per_judge": []}
    return {
        "refused": None,
        "score": points_text(found.score),
        "low": points_text(found.low),
        "high": points_text(found.high),
        "mean": points_text(found.mean),
        "rest": points_text(found.rest),
        "per_judge": [
            {
                "seat": each.judge,
                "judge": names.get(each.judge),
                "leniency": points_text(each.leniency),
                "se": None if each.se is None else points_text(each.se),
                "effect": points_text(each.effect),
            }
            for each in sorted(found.judges, key=lambda each: seat_key(each.judge))
        ],
    }


def judges_body(found: JudgesTable | RankingRefused, names: Body) -> Body:
    """The judges' table, or why the model says nothing of them."""
    if isinstance(found, RankingRefused):
        return {
            "refused": refusal_words(found),
            "words": both("ranking.judges.words"),
            "agreement": None,
            "parts": 0,
            "weak_bridges": [],
            "rows": [],
        }
    agreement = found.agreement
    return {
        "refused": None,
        "words": both("ranking.judges.words"),
        "agreement": None
        if agreement is None
        else {
            "icc": {form: points_text(value) for form, value in agreement.icc.items()},
            "kendall_w": None if agreement.kendall_w is None else points_text(agreement.kendall_w),
            "p": None if agreement.p is None else f"{agreement.p:.4f}",
        },
        "parts": found.parts,
        "weak_bridges": list(found.bridges),
        "rows": [_judge(line, found, names) for line in found.lines],
    }


def _judge(line: JudgeLine, table: JudgesTable, names: Body) -> Body:
    figures = {
        "leniency": line.leniency,
        "se": line.se,
        "scale": line.scale,
        "noise": line.noise,
        "loo_r": line.loo_r,
        "outfit": line.outfit,
        "order_effect": table.drift.get(line.judge),
    }
    return {
        "seat": line.judge,
        "judge": names.get(line.judge),
        "n": line.n,
        **{name: None if value is None else points_text(value) for name, value in figures.items()},
        "straight_lining": "straight_lining" in line.flags,
        "flags": list(line.flags),
    }
