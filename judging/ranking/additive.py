"""additive: entry and judge effects by least squares, nothing shrunk.

``y = entry + judge + error``, judges' effects adding up to zero. Entries are
eliminated (their block is diagonal), judges are solved by conjugate gradients.
With equal confidence this is Fisher's and MacKay's estimate.
"""

from dataclasses import dataclass

import numpy as np

from judging.ranking.estimate import Estimate, JudgeFigures, Spread
from judging.ranking.layout import Layout, layout_of, units_by_judge
from judging.ranking.parts import parts_named, parts_of
from judging.ranking.refusal import RankingRefused
from judging.ranking.result import Fit
from judging.ranking.rule import Rule
from judging.ranking.scores import Floats, Scores
from judging.ranking.solve import solved
from judging.ranking.variance import fit_variances

WITHIN = 1e-9
"""Points to which judges' effects are solved; a thousandth of what is promised."""
MOST_JUDGES_FOR_ERRORS = 3000
"""Standard errors need a dense matrix of judges: 72 MB at this number."""


@dataclass(frozen=True, slots=True)
class Effects:
    """The least-squares solution: entries' adjusted means and judges' effects, in points."""

    entry: Floats
    judge: Floats


def effects_of(scores: Scores, layout: Layout) -> Effects:
    """Adjusted means of a connected table; raises ``RankingRefused`` (``not_converged``)."""
    per_point = float(scores.per_point)
    units = np.add.reduceat(scores.units, scores.starts[:-1])
    center = float(units.sum() / len(scores.units)) / per_point
    mean = units / (layout.per_entry * per_point) - center
    sums = units_by_judge(scores, layout) / per_point
    right = sums - center * layout.per_judge - layout.by_judge @ mean

    def apply(judge: Floats) -> Floats:
        inside = layout.by_entry @ judge
        inside /= layout.per_entry
        return np.asarray(layout.per_judge * judge - layout.by_judge @ inside)

    judge = solved(
        apply,
        right,
        layout.per_judge,
        start=np.zeros(layout.judges),
        within=WITHIN,
        most=10 * layout.judges + 100,
    )
    judge = judge - judge.mean()
    return Effects(mean - (layout.by_entry @ judge) / layout.per_entry + center, judge)


def additive(scores: Scores, rule: Rule, _seed: int) -> Estimate:
    """Adjusted means with standard errors; ``--fit`` adds variances by ML or REML.

    Raises ``RankingRefused``: ``one_judge``, ``parts_apart``, ``fit_too_large``.
    """
    if len(scores.judges) == 1:
        raise RankingRefused("one_judge", judge=scores.judges[0])
    count, part = parts_of(scores)
    if count > 1:
        named = parts_named(scores.entries, part)
        raise RankingRefused("parts_apart", count=count, parts=named, method="additive")
    layout = layout_of(scores)
    effects = effects_of(scores, layout)
    residual = scores.points - effects.entry[scores.entry] - effects.judge[scores.judge]
    spare = len(residual) - layout.entries - layout.judges + 1
    warnings: list[str] = []
    variance = float(residual @ residual) / spare if spare > 0 else None
    spread, judge_se = None, None
    if variance is None:
        warnings.append("No score is spare: how sure the scores are cannot be told.")
    elif layout.judges > MOST_JUDGES_FOR_ERRORS:
        warnings.append(f"Standard errors are left out above {MOST_JUDGES_FOR_ERRORS} judges.")
    else:
        spread, judge_se = _errors(scores, layout, variance)
    return Estimate(
        score=effects.entry,
        spread=spread,
        judges=JudgeFigures(effects.judge, judge_se),
        residual=residual,
        expected=None if variance is None else np.full(len(residual), np.sqrt(variance)),
        fit=_fit(scores, layout, rule, effects, variance),
        tier=scores.tier,
        warnings=tuple(warnings),
    )


def _fit(
    scores: Scores, layout: Layout, rule: Rule, effects: Effects, variance: float | None
) -> Fit:
    if rule.fit:
        return fit_variances(scores, layout, reml=rule.fit == "reml")
    residual = {} if variance is None else {"residual": variance}
    intercept = float(effects.entry.mean())
    return Fit("least_squares", parts=1, intercept=intercept, variances=residual or None)


def _errors(scores: Scores, layout: Layout, variance: float) -> tuple[Spread, Floats]:
    """Standard errors of adjusted means and of judges' effects, both summing to zero."""
    inverse = judges_inverse(layout)
    quadratic = judges_quadratic(scores, layout, inverse)
    entry = np.sqrt(variance * (1.0 / layout.per_entry + np.maximum(quadratic, 0.0)))
    judge = np.sqrt(variance * np.maximum(np.diag(inverse), 0.0))
    return Spread(entry), judge


def judges_inverse(layout: Layout) -> Floats:
    """The pseudo-inverse of the judges' matrix after entries are eliminated."""
    from scipy.linalg import cho_factor, cho_solve
    from scipy.sparse import diags_array

    inside = layout.by_judge @ diags_array(1.0 / layout.per_entry) @ layout.by_entry
    matrix = np.diag(layout.per_judge) - inside.toarray()
    # Adding the mean makes it regular; taking it away again leaves effects that sum to zero.
    level = 1.0 / layout.judges
    scale = float(layout.per_judge.mean())
    factor = cho_factor(matrix + level * scale, lower=True)
    inverse = cho_solve(factor, np.eye(layout.judges))
    return np.asarray(inverse - level / scale)


def judges_quadratic(scores: Scores, layout: Layout, inverse: Floats) -> Floats:
    """For each entry, the mean of ``inverse`` over all pairs of its judges."""
    chunk = max(1, 4_000_000 // layout.judges)
    picked = np.empty(len(scores.entry))
    for begin in range(0, layout.entries, chunk):
        end = min(begin + chunk, layout.entries)
        rows = slice(int(scores.starts[begin]), int(scores.starts[end]))
        inside = layout.by_entry[begin:end] @ inverse
        picked[rows] = inside[scores.entry[rows] - begin, scores.judge[rows]]
    return np.asarray(np.add.reduceat(picked, scores.starts[:-1]) / layout.per_entry**2)
