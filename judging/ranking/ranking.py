"""A table of scores ranked by a method: the whole answer, its hash included."""

from dataclasses import replace

import numpy as np

from judging.ranking.agreement import agreement_of
from judging.ranking.audit import audit_hash, scores_csv, seed_of
from judging.ranking.closer import closely
from judging.ranking.estimate import Estimate
from judging.ranking.judges import judge_lines
from judging.ranking.methods import method_named
from judging.ranking.places import ordered, places
from judging.ranking.refusal import RankingRefused
from judging.ranking.result import EntryLine, Ranking
from judging.ranking.rounds import parted
from judging.ranking.rule import Rule, rule_check
from judging.ranking.scores import Floats, Scores
from judging.ranking.without import Run, without_one_judge

LEAST_ENTRIES = 2


def ranking(scores: Scores, rule: Rule, *, ranges: bool = False, closer: bool = False) -> Ranking:
    """Entries from the best to the last, judges by name; raises ``RankingRefused``.

    ``ranges`` adds the places without each judge, which may take a fit for each;
    ``closer`` a closer look: order of scoring, own organizations, weak bridges.
    """
    method = method_named(rule.method, "scores")
    rule_check(rule, uses=method.uses)
    if scores.places and not method.orders:
        raise RankingRefused("place_method")
    if len(scores.entries) < LEAST_ENTRIES:
        raise RankingRefused(
            "too_few_entries", method=method.name, least=LEAST_ENTRIES, found=len(scores.entries)
        )
    hashed = audit_hash(scores_csv(scores), rule, method.version)
    assert method.run is not None
    estimate = method.run(scores, rule, seed_of(hashed))
    found = Ranking(
        method=method.name,
        version=method.version,
        hash=hashed,
        entries=entry_lines(scores.entries, estimate),
        judges=judge_lines(scores, estimate, orders=method.orders),
        fit=estimate.fit,
        agreement=agreement_of(scores),
        warnings=estimate.warnings,
    )
    if scores.rounds:
        found = _by_round(found, scores)
    if closer:
        found = closely(found, scores)
    return _with_ranges(found, scores, rule, method.run) if ranges else found


def _by_round(found: Ranking, scores: Scores) -> Ranking:
    """Entries with the last round they were in, judges' names and rounds apart."""
    tier = scores.tier
    assert tier is not None
    of = {
        name: scores.rounds[len(scores.rounds) - 1 - int(at)]
        for name, at in zip(scores.entries, tier, strict=True)
    }
    judges = []
    for line in found.judges:
        name, round_ = parted(line.judge)
        judges.append(replace(line, judge=name, round=round_))
    entries = tuple(replace(line, round=of[line.entry]) for line in found.entries)
    return replace(found, entries=entries, judges=tuple(judges))


def _with_ranges(found: Ranking, scores: Scores, rule: Rule, run: Run) -> Ranking:
    without = without_one_judge(scores, rule, run)
    range_of = dict(zip(scores.entries, without.ranges, strict=True))
    entries = tuple(
        replace(line, places_without_one_judge=range_of[line.entry]) for line in found.entries
    )
    return replace(found, entries=entries, warnings=(*found.warnings, *without.warnings))


def entry_lines(names: tuple[str, ...], estimate: Estimate) -> tuple[EntryLine, ...]:
    """Entries with their ranks, the best first; of equal ones by name."""
    rank = places(estimate)
    spread = estimate.spread
    nothing = np.full(len(names), np.nan)
    columns: list[Floats] = [
        nothing if column is None else column
        for column in (
            (None,) * 4 if spread is None else (spread.se, spread.low, spread.high, spread.p_cut)
        )
    ]
    chances = (spread.p_within if spread is not None else None) or {}
    lines = []
    for at in ordered(rank):
        se, low, high, p_cut = (
            float(column[at]) if np.isfinite(column[at]) else None for column in columns
        )
        score, place = float(estimate.score[at]), int(rank[at])
        p_within = {number: float(each[at]) for number, each in chances.items()} or None
        lines.append(EntryLine(names[at], score, place, se, low, high, p_cut, p_within))
    return tuple(lines)
