"""Equal scores: which step of the announced ladder parted them, or that they share a place."""

from judging.fairness.ground import Document, Ground
from judging.tally.result import Row


def ties_facts(ground: Ground) -> Document:
    """A row for each group of entries with one score."""
    seen: set[str] = set()
    groups: list[Document] = []
    by_entry = {row.entry: row for row in ground.ranked}
    for row in ground.ranked:
        if row.entry in seen or not row.tied_with:
            continue
        rows = [each for each in ground.ranked if each.entry in {row.entry, *row.tied_with}]
        seen |= {each.entry for each in rows}
        groups.append(_group(rows, by_entry[row.entry]))
    return {"entries": len(ground.ranked), "groups": groups}


def _group(rows: list[Row], first: Row) -> Document:
    steps: list[str] = []
    for row in rows:
        steps += [step for step in row.tie_steps if step not in steps]
    return {
        "final": first.final,
        "entries": [{"entry": row.entry, "rank": row.rank} for row in rows],
        "steps": steps,
        "shares": any(row.shares for row in rows),
    }
