"""bradley-terry: strengths from duels by maximum likelihood.

``P(first beats second) = 1 / (1 + exp(strength 2 - strength 1 - order))``.
The item that comes first by name has strength 0; differences are what counts.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from judging.ranking.audit import audit_hash, pairs_csv
from judging.ranking.estimate import Estimate, Spread
from judging.ranking.methods import method_named
from judging.ranking.pairs import Pairs
from judging.ranking.ranking import entry_lines
from judging.ranking.refusal import RankingRefused
from judging.ranking.result import Fit, Ranking
from judging.ranking.rule import Rule, rule_check
from judging.ranking.scores import Floats

MOST_STEPS: Final = 100
WITHIN: Final = 1e-12


@dataclass(frozen=True, slots=True)
class _Fitted:
    strength: Floats
    order: float
    covariance: Floats
    minus2loglik: float


def ranking_of_pairs(pairs: Pairs, rule: Rule) -> Ranking:
    """Items from the strongest to the weakest; scores are strengths on the logit scale.

    Raises ``RankingRefused``: ``pair_unbeaten`` (strengths without bound),
    ``pair_order`` (who went first cannot be told from who it was).
    """
    method = method_named(rule.method, "pairs")
    rule_check(rule, uses=method.uses)
    _bounded(pairs)
    if rule.order_effect:
        _orderable(pairs)
    fitted = _fit(pairs, order=rule.order_effect)
    size = len(pairs.items)
    variance = np.concatenate([[0.0], np.diag(fitted.covariance)])
    se = np.sqrt(np.maximum(variance, 0.0))
    estimate = Estimate(fitted.strength, spread=Spread(se[:size]))
    return Ranking(
        method=method.name,
        version=method.version,
        hash=audit_hash(pairs_csv(pairs.rows()), rule, method.version),
        entries=entry_lines(pairs.items, estimate),
        fit=Fit(
            "ml",
            parts=1,
            minus2loglik=fitted.minus2loglik,
            order_effect=fitted.order if rule.order_effect else None,
            order_effect_se=float(se[size]) if rule.order_effect else None,
        ),
    )


def _fit(pairs: Pairs, *, order: bool) -> _Fitted:
    """Newton's method with halved steps; the likelihood has one top."""
    size = len(pairs.items)
    won = pairs.halves_first / 2.0
    played = won + pairs.halves_second / 2.0
    found = np.zeros(size + 1)
    free = np.arange(1, size + 1 if order else size)
    deviance = _deviance(_logit(pairs, found), won, played)
    for _ in range(MOST_STEPS):
        chance = 1.0 / (1.0 + np.exp(-_logit(pairs, found)))
        information = _information(pairs, played * chance * (1.0 - chance))[np.ix_(free, free)]
        step = np.zeros(size + 1)
        step[free] = _solve(information, _gradient(pairs, won - played * chance)[free])
        while _deviance(_logit(pairs, found + step), won, played) > deviance + 1e-9:
            step = step / 2.0
        found = found + step
        deviance = _deviance(_logit(pairs, found), won, played)
        if float(np.max(np.abs(step))) < WITHIN * (1.0 + float(np.max(np.abs(found)))):
            covariance = np.linalg.inv(information).astype(np.float64)
            return _Fitted(found[:size], float(found[size]), covariance, deviance)
    raise RankingRefused("not_converged", method="bradley-terry", count=MOST_STEPS)


def _logit(pairs: Pairs, found: Floats) -> Floats:
    """The first's strength less the second's, and the worth of going first (the last figure)."""
    return np.asarray(found[pairs.first] - found[pairs.second] + found[-1])


def _gradient(pairs: Pairs, excess: Floats) -> Floats:
    size = len(pairs.items)
    gains = np.bincount(pairs.first, weights=excess, minlength=size)
    losses = np.bincount(pairs.second, weights=excess, minlength=size)
    return np.concatenate([gains - losses, [float(excess.sum())]])


def _information(pairs: Pairs, weight: Floats) -> Floats:
    size = len(pairs.items)
    matrix = np.zeros((size + 1, size + 1))
    one, two = pairs.first, pairs.second
    np.add.at(matrix, (one, one), weight)
    np.add.at(matrix, (two, two), weight)
    np.add.at(matrix, (one, two), -weight)
    np.add.at(matrix, (two, one), -weight)
    matrix[size, :] = matrix[:, size] = _gradient(pairs, weight)
    return matrix


def _solve(matrix: Floats, right: Floats) -> Floats:
    try:
        return np.asarray(np.linalg.solve(matrix, right))
    except np.linalg.LinAlgError as error:
        raise RankingRefused("not_converged", method="bradley-terry", count=MOST_STEPS) from error


def _deviance(logit: Floats, won: Floats, played: Floats) -> float:
    """Minus twice the log-likelihood, without the binomial coefficients."""
    return float(2.0 * np.sum(played * np.logaddexp(0.0, logit) - won * logit))


def _bounded(pairs: Pairs) -> None:
    """Raise where some items never lost to the others: nothing bounds their strength."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    size = len(pairs.items)
    beats = pairs.halves_first > 0
    beaten = pairs.halves_second > 0
    winner = np.concatenate([pairs.first[beats], pairs.second[beaten]])
    loser = np.concatenate([pairs.second[beats], pairs.first[beaten]])
    graph = coo_array((np.ones(len(winner)), (winner, loser)), shape=(size, size))
    count, part = connected_components(graph, directed=True, connection="strong")
    if count == 1:
        return
    unbeaten = set(range(count)) - {
        int(part[two]) for one, two in zip(winner, loser, strict=True) if part[one] != part[two]
    }
    top = min(unbeaten, key=lambda each: int(np.flatnonzero(part == each)[0]))
    raise RankingRefused(
        "pair_unbeaten",
        winners=_named([pairs.items[at] for at in np.flatnonzero(part == top)]),
        losers=_named([pairs.items[at] for at in np.flatnonzero(part != top)]),
    )


def _named(names: list[str]) -> str:
    rest = len(names) - 5
    return ", ".join(names[:5]) + (f" and {rest} more" if rest > 0 else "")


def _orderable(pairs: Pairs) -> None:
    """Raise where who went first follows from who it was, or always or never won."""
    if not pairs.ordered:
        raise RankingRefused("pair_order", what="winner and loser do not say who went first")
    won, lost = int(pairs.halves_first.sum()), int(pairs.halves_second.sum())
    if not won or not lost:
        raise RankingRefused("pair_order", what="whoever went first won always or never")
    size, rows = len(pairs.items), np.arange(len(pairs.first))
    design = np.zeros((len(rows), size))
    design[rows, pairs.first] += 1.0
    design[rows, pairs.second] -= 1.0
    alone = np.linalg.matrix_rank(design)
    both = np.linalg.matrix_rank(np.column_stack([design, np.ones(len(rows))]))
    if both == alone:
        raise RankingRefused("pair_order", what="going first follows from who the two are")
