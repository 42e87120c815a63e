"""Judging again: where sheets lie far apart, or where the chair asked for it."""

from collections.abc import Mapping
from typing import Any

from contest.rulebook.v1.panels import Recheck
from judging.tally.combine.figure import Figure
from judging.tally.combine.jurors import spread
from judging.tally.edition.combining import farthest
from judging.tally.edition.component import Field, Figures, text
from judging.tally.edition.sheets import Panel, Sheet
from judging.tally.exact import mean_of

Sheets = Mapping[str, Sheet]


def rechecked(at: Field, entry: str, panel: Panel, found: Figures | None) -> tuple[Panel, str]:
    """The sheets after judging again, or a note that it is due."""
    recheck = at.round.recheck
    if recheck is None or found is None:
        return panel, ""
    if recheck.by == "spread" and len(panel.sheets) < 2:
        return panel, ""
    decision = next(at.given.decided("recheck", round=at.round.id, entry=entry), None)
    added = () if decision is None else tuple(decision["judges"])
    first = {judge: sheet for judge, sheet in panel.sheets.items() if judge not in added}
    started, facts = _started(recheck, first, asked=decision is not None)
    if not started:
        return Panel(first, panel.left_out), ""
    if len(panel.sheets) - len(first) < recheck.add_sheets:
        found.tell(entry, "recheck_due", **facts)
        return Panel(first, panel.left_out), ""
    gone = _gone(recheck, panel.sheets, first)
    left = ", ".join(gone)
    found.tell(entry, "rechecked", **facts, added=list(added), then=recheck.then, left=left)
    kept = panel.without(gone) if gone else panel
    return kept, "median" if recheck.then == "median" else ""


def _started(recheck: Recheck, first: Sheets, *, asked: bool) -> tuple[bool, dict[str, Any]]:
    """Whether an entry is judged again, and the facts that say why."""
    if recheck.by == "chair":
        return asked, {"by": "chair"}
    figures = [Figure(judge, sheet.total) for judge, sheet in first.items()]
    limit = recheck.spread_above or 0
    wide = spread(figures) if figures else 0
    return wide > limit, {"spread": text(wide), "above": text(limit)}


def _gone(recheck: Recheck, sheets: Sheets, first: Sheets) -> dict[str, str]:
    """The judges whose sheets leave, and the word for it."""
    if recheck.then == "replace_all":
        return dict.fromkeys(first, "replaced")
    if recheck.then == "drop_farthest":
        rows = list(sheets.values())
        return {farthest(rows, mean_of(sheet.total for sheet in rows)): "farthest"}
    if recheck.then == "replace_farthest" and first:
        new = mean_of(sheet.total for judge, sheet in sheets.items() if judge not in first)
        return {farthest(first.values(), new): "farthest"}
    return {}
