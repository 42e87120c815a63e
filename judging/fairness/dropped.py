"""What leaving out the highest and the lowest did: places and scores with and without it."""

from judging.fairness.ground import Document, Ground
from judging.fairness.others import ruled
from judging.tally.result import Row, Tally


def dropped_facts(ground: Ground) -> Document:
    """A row an entry; ``applies`` is whether anything was dropped at all."""
    dropped = [row for row in ground.ranked if row.score.dropped_high or row.score.dropped_low]
    count = sum(len(row.score.dropped_high) + len(row.score.dropped_low) for row in ground.ranked)
    base: Document = {
        "entries": len(ground.ranked),
        "sheets": count,
        "applies": bool(dropped),
        "refused": None,
        "moved": 0,
        "crossing": [],
        "rows": [],
    }
    if not dropped:
        return base
    whole = ruled(ground.room, "mean")
    if not isinstance(whole, Tally):
        return {**base, "refused": whole}
    others = {row.entry: row for row in whole.rows}
    rows = [_row(row, others[row.entry]) for row in ground.ranked]
    named = {row.entry for row in ground.shown}
    return {
        **base,
        "moved": sum(1 for row in rows if row["rank"] != row["rank_all"]),
        "crossing": [row["entry"] for row in rows if _crosses(row, ground.after)],
        "rows": [row for row in rows if row["entry"] in named],
    }


def _crosses(row: Document, after: int | None) -> bool:
    if after is None or row["rank_all"] is None:
        return False
    return bool((row["rank"] <= after) != (row["rank_all"] <= after))


def _row(with_: Row, without: Row) -> Document:
    return {
        "entry": with_.entry,
        "rank": with_.rank,
        "final": with_.final,
        "rank_all": without.rank,
        "final_all": without.final,
        "sheets": len(with_.score.sheets) - len(with_.score.left_out),
        "counted": len(with_.score.counted),
    }
