"""How far the judges agree: intraclass correlation, and Kendall's W where all scored all."""

from judging.fairness.figures import figure
from judging.fairness.ground import Document, Ground
from judging.ranking.additive import additive
from judging.ranking.agreement import agreement_of
from judging.ranking.refusal import RankingRefused
from judging.ranking.result import Agreement
from judging.ranking.rule import Rule
from judging.ranking.scores import Scores


def reliability_facts(ground: Ground) -> Document:
    """``by`` is ``anova`` where every judge scored every entry, else ``reml``, else None."""
    table = ground.table
    base: Document = {"entries": 0, "judges": 0, "scores": 0, "by": None}
    if table is None:
        return base
    base |= {
        "entries": len(table.entries),
        "judges": len(table.judges),
        "scores": len(table.entry),
    }
    whole = agreement_of(table)
    return {**base, **(_parts(table) if whole is None else _whole(whole, len(table.judges)))}


def _whole(found: Agreement, judges: int) -> Document:
    return {
        "by": "anova",
        "one": figure(found.icc.get("2,1"), 3),
        "mean": figure(found.icc.get(f"2,{judges}"), 3),
        "between": figure(found.anova["between"], 3),
        "judges_square": figure(found.anova["judges"], 3),
        "error": figure(found.anova["error"], 3),
        "w": figure(found.kendall_w, 3),
        "chi2": figure(found.chi2, 2),
        "p": figure(found.p, 4),
    }


def _parts(table: Scores) -> Document:
    """From variance components, where sheets are missing."""
    try:
        fit = additive(table, Rule("additive", fit="reml"), 0).fit
    except RankingRefused:
        return {}
    found = None if fit is None else fit.variances
    if found is None or found["entry"] <= 0.0:
        return {}
    entry, others = found["entry"], found["judge"] + found["residual"]
    per_entry = len(table.entries) / float((1.0 / table.per_entry).sum())
    return {
        "by": "reml",
        "one": figure(entry / (entry + others), 3),
        "mean": figure(entry / (entry + others / per_entry), 3),
        "between": figure(entry, 3),
        "judges_square": figure(found["judge"], 3),
        "error": figure(found["residual"], 3),
        "per_entry": figure(per_entry, 2),
    }
