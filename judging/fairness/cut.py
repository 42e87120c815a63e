"""Around the line: the gap, the places without any one judge, the chance of the line."""

from judging.fairness.figures import figure
from judging.fairness.ground import Document, Ground
from judging.insight.chances import DRAWS


def cut_facts(ground: Ground) -> Document | None:
    """The main line; None where nobody is cut."""
    if not ground.insight.cuts:
        return None
    cut = ground.insight.cuts[0]
    inside, outside = ground.ranked[cut.line.after - 1], ground.ranked[cut.line.after]
    return {
        "after": cut.line.after,
        "kind": cut.line.kind,
        "award": cut.line.award,
        "gap": None if cut.gap is None else str(cut.gap),
        "inside": {"entry": inside.entry, "final": inside.final},
        "outside": {"entry": outside.entry, "final": outside.final},
        "close": list(cut.close),
    }


def range_facts(ground: Ground) -> Document:
    """Every ranked entry's places without any one judge, and its chance of the main line."""
    insight, chances = ground.insight, ground.insight.chances
    shown = chances.state == "shown"
    named = {row.entry for row in ground.shown}
    return {
        "left_out": len(insight.absences.judges) - len(insight.absences.held),
        "held": len(insight.absences.held),
        "chances": chances.state,
        "method": chances.method if shown else None,
        "version": chances.version if shown else None,
        "draws": DRAWS if shown else None,
        "least_judges": insight.least_judges,
        "entries": len(ground.ranked),
        "rows": [
            {
                "entry": each.row.entry,
                "rank": each.row.rank,
                "final": each.row.final,
                "best": None if each.span is None else each.span.best,
                "worst": None if each.span is None else each.span.worst,
                "chance": figure(each.chance, 3),
                "sd": None if each.spread is None else str(each.spread),
                "n": each.counted,
            }
            for each in insight.rows
            if each.row.entry in named
        ],
    }
