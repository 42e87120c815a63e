"""How far judges agree who all scored everything (Shrout and Fleiss 1979, Kendall)."""

import numpy as np

from judging.ranking.orders import twice_places
from judging.ranking.result import Agreement
from judging.ranking.scores import Floats, Scores


def agreement_of(scores: Scores) -> Agreement | None:
    """Mean squares, six ICCs and Kendall's W; None unless every judge scored every entry.

    ``icc`` has the forms "1,1", "2,1", "3,1" for one judge and "1,k" … with the
    number of judges for their mean. W is corrected for equal places.
    """
    entries, judges = len(scores.entries), len(scores.judges)
    if entries < 2 or judges < 2 or len(scores.entry) != entries * judges:
        return None
    # Sorted by entry and judge, a complete table is a matrix.
    anova = _squares(scores.points.reshape(entries, judges))
    icc = _icc(anova, entries, judges)
    w, chi2, p = _kendall(scores)
    return Agreement(anova, icc, w, chi2, p)


def _squares(table: Floats) -> dict[str, float]:
    entries, judges = table.shape
    table = table - table.mean()
    total = float(np.sum(table**2))
    between = judges * float(np.sum(table.mean(axis=1) ** 2))
    of_judges = entries * float(np.sum(table.mean(axis=0) ** 2))
    return {
        "between": between / (entries - 1),
        "within": (total - between) / (entries * (judges - 1)),
        "judges": of_judges / (judges - 1),
        "error": max(total - between - of_judges, 0.0) / ((entries - 1) * (judges - 1)),
    }


def _icc(anova: dict[str, float], entries: int, judges: int) -> dict[str, float]:
    between, within = anova["between"], anova["within"]
    of_judges, error = anova["judges"], anova["error"]
    excess = (of_judges - error) / entries
    forms = {
        "1,1": (between - within, between + (judges - 1) * within),
        "2,1": (between - error, between + (judges - 1) * error + judges * excess),
        "3,1": (between - error, between + (judges - 1) * error),
        f"1,{judges}": (between - within, between),
        f"2,{judges}": (between - error, between + excess),
        f"3,{judges}": (between - error, between),
    }
    return {form: top / bottom for form, (top, bottom) in forms.items() if bottom > 0.0}


def _kendall(scores: Scores) -> tuple[float | None, float | None, float | None]:
    from scipy.stats import chi2

    entries, judges = len(scores.entries), len(scores.judges)
    twice = twice_places(scores)
    sums = np.add.reduceat(twice, scores.starts[:-1])
    # In quarters, so that sums of half places stay whole.
    spread = int(np.sum((sums - judges * (entries + 1)) ** 2))
    ties = 0
    for judge in range(judges):
        _, counts = np.unique(twice[judge::judges], return_counts=True)
        ties += int(np.sum(counts**3 - counts))
    most = judges**2 * (entries**3 - entries) - judges * ties
    if most == 0:
        return None, None, None
    w = 12.0 * (spread / 4.0) / most
    statistic = judges * (entries - 1) * w
    return w, statistic, float(chi2.sf(statistic, entries - 1))
