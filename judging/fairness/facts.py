"""All facts of a report, as plain JSON: what its hash is over."""

from judging.fairness.cut import cut_facts, range_facts
from judging.fairness.dropped import dropped_facts
from judging.fairness.ground import Document, Ground
from judging.fairness.judges import judges_facts
from judging.fairness.order import order_facts
from judging.fairness.others import others_facts
from judging.fairness.reliability import reliability_facts
from judging.fairness.ties import ties_facts

VERSION = 1
"""Of the facts' shape and of how they are computed."""


def fairness_facts(ground: Ground) -> Document:
    """The facts; judges are letters. Two calls with the same ground give the same bytes."""
    table = ground.table
    return {
        "report": VERSION,
        "insight": ground.insight.hash,
        "size": {
            "entries": len(ground.insight.tally.rows),
            "ranked": len(ground.ranked),
            "judges": 0 if table is None else len(table.judges),
            "sheets": 0 if table is None else len(table.entry),
        },
        "cut": cut_facts(ground),
        "range": range_facts(ground),
        "judges": judges_facts(ground),
        "order": order_facts(ground),
        "dropped": dropped_facts(ground),
        "ties": ties_facts(ground),
        "others": others_facts(ground),
        "reliability": reliability_facts(ground),
    }
