"""The judges' spread: what each gave, and how far a level lies from the others'. Advice only."""

from typing import Final

from judging.fairness.figures import figure
from judging.fairness.ground import Document, Ground
from judging.fairness.letters import letters_of
from judging.ranking.additive import additive
from judging.ranking.refusal import RankingRefused
from judging.ranking.rule import Rule
from judging.ranking.scores import Scores

SHOWN_FROM: Final = 5
"""Fewer judges than this are known by their figures, letters or not."""


def judges_facts(ground: Ground) -> Document:
    """A row a judge by letter; without rows where there are too few of them."""
    table = ground.table
    count = 0 if table is None else len(table.judges)
    base: Document = {"judges": count, "least": SHOWN_FROM, "scores": 0, "rows": []}
    if table is None:
        return {**base, "shown": False, "refused": "no_scores"}
    base["scores"] = len(table.entry)
    levels, errors, refused = _levels(table)
    if count < SHOWN_FROM:
        return {**base, "shown": False, "refused": refused}
    letters = letters_of(table.judges, seed=ground.seed)
    rows = [
        {
            "judge": letters[name],
            **_own(table, at),
            "leniency": figure(levels.get(at)),
            "se": figure(errors.get(at)),
        }
        for at, name in enumerate(table.judges)
    ]
    rows.sort(key=lambda row: (len(row["judge"]), row["judge"]))
    return {**base, "shown": True, "refused": refused, "rows": rows}


def _own(table: Scores, at: int) -> Document:
    own = table.points[table.judge == at]
    spread = float(own.std(ddof=1)) if len(own) > 1 else None
    return {
        "n": len(own),
        "mean": figure(float(own.mean())),
        "sd": figure(spread),
        "low": figure(float(own.min())),
        "high": figure(float(own.max())),
    }


def _levels(table: Scores) -> tuple[dict[int, float], dict[int, float], str | None]:
    """Leniency ± se by least squares, adding up to zero; or why there is none."""
    try:
        found = additive(table, Rule("additive"), 0).judges
    except RankingRefused as refused:
        return {}, {}, refused.code
    if found is None:
        return {}, {}, "too_few_scores"
    errors = {} if found.se is None else dict(enumerate(found.se.tolist()))
    return dict(enumerate(found.leniency.tolist())), errors, None
