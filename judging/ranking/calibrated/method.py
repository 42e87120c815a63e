"""calibrated and calibrated-robust: what the advisory view shows beside the announced rule."""

import numpy as np

from judging.ranking.calibrated.fit import Fitted, fit
from judging.ranking.calibrated.model import FREEDOM, table_of
from judging.ranking.calibrated.posterior import judge_errors, spread_of
from judging.ranking.estimate import Estimate, JudgeFigures
from judging.ranking.parts import parts_named, parts_of, tracks_weakly_tied
from judging.ranking.refusal import RankingRefused
from judging.ranking.result import Fit
from judging.ranking.rule import Rule
from judging.ranking.scores import Floats, Ints, Scores
from judging.ranking.standardized import constant_check

LEAST_ENTRIES = 3
CONSTANT_FROM = 3


def calibrated(scores: Scores, rule: Rule, seed: int) -> Estimate:
    """Leniency, scale and noise of each judge, a free mean per track, errors normal.

    Raises ``RankingRefused``: ``one_judge``, ``too_few_entries``,
    ``too_few_scores``, ``track_single``, ``judge_constant``, ``not_converged``.
    """
    return _estimate(scores, rule, seed, robust=False)


def calibrated_robust(scores: Scores, rule: Rule, seed: int) -> Estimate:
    """The same with errors of Student's t: a score far from all others counts less."""
    return _estimate(scores, rule, seed, robust=True)


def _estimate(scores: Scores, rule: Rule, seed: int, *, robust: bool) -> Estimate:
    _check(scores, rule.method)
    if rule.per_track and not scores.tracks:
        raise RankingRefused("tracks_missing")
    count, part = parts_of(scores)
    fitted = fit(table_of(scores), robust=robust)
    effects, hyper, table = fitted.effects, fitted.hyper, fitted.table
    spread = spread_of(
        fitted,
        draws=rule.draws,
        level=rule.level,
        cut=rule.cut,
        seed=seed,
        per_track=rule.per_track,
        within=rule.within,
        among=None if scores.tier is None else scores.tier == 0,
    )
    widened = FREEDOM / (FREEDOM - 2.0) if robust else 1.0
    noise = np.sqrt(hyper.noise * widened)
    expected = effects.mean[table.track][scores.entry] + effects.leniency[scores.judge]
    expected = expected + hyper.scale[scores.judge] * effects.quality[scores.entry]
    judge_se = judge_errors(fitted)
    return Estimate(
        score=fitted.score,
        spread=spread,
        judges=JudgeFigures(effects.leniency - fitted.level, judge_se, hyper.scale, noise),
        residual=table.points - expected,
        expected=noise[scores.judge],
        fit=_fit(fitted, count, noise),
        tier=scores.tier,
        warnings=_warnings(scores, count, part, judge_se),
    )


def _check(scores: Scores, method: str) -> None:
    entries, judges = len(scores.entries), len(scores.judges)
    if judges == 1:
        raise RankingRefused("one_judge", judge=scores.judges[0])
    if entries < LEAST_ENTRIES:
        raise RankingRefused("too_few_entries", method=method, least=LEAST_ENTRIES, found=entries)
    if len(scores.entry) < entries + judges:
        raise RankingRefused(
            "too_few_scores", method=method, least=entries + judges, entries=entries,
            judges=judges, found=len(scores.entry),
        )  # fmt: skip
    counts = np.bincount(scores.track, minlength=len(scores.tracks))
    for track in np.flatnonzero(counts == 1):
        entry = int(np.flatnonzero(scores.track == track)[0])
        raise RankingRefused(
            "track_single", track=scores.tracks[track] or "-", entry=scores.entries[entry]
        )
    constant_check(scores, method, least=CONSTANT_FROM)


def _fit(fitted: Fitted, parts: int, noise: Floats) -> Fit:
    hyper = fitted.hyper
    counts = fitted.table.layout.per_judge
    return Fit(
        "empirical_bayes",
        parts=parts,
        intercept=float(fitted.score.mean()),
        variances={
            "entry": hyper.quality,
            "judge": hyper.leniency,
            "residual": float(noise**2 @ counts) / float(counts.sum()),
        },
    )


def _warnings(
    scores: Scores, count: int, part: Ints,
    judge_se: Floats | None,
) -> tuple[str, ...]:  # fmt: skip
    found = []
    if count > 1:
        named = parts_named(scores.entries, part)
        found.append(
            f"The scores fall into {count} parts that share no judge: {named}. Ranks across "
            "parts assume that their judges are equally lenient on average."
        )
    found += tracks_weakly_tied(scores)
    if judge_se is None:
        found.append("With so many judges, errors leave out what is unsure about the judges.")
    return tuple(found)
