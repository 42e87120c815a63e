"""Judging again where sheets lie far apart."""

from judging.tally.combine.figure import Figure
from judging.tally.combine.jurors import spread
from judging.tally.edition.combining import farthest
from judging.tally.edition.component import Field, Figures, text
from judging.tally.edition.sheets import Panel
from judging.tally.exact import mean_of


def rechecked(at: Field, entry: str, panel: Panel, found: Figures | None) -> tuple[Panel, str]:
    """The sheets after judging again, or a note that it is due."""
    recheck = at.round.recheck
    if recheck is None or found is None or len(panel.sheets) < 2:
        return panel, ""
    decision = next(at.given.decided("recheck", round=at.round.id, entry=entry), None)
    added = () if decision is None else tuple(decision["judges"])
    first = {judge: sheet for judge, sheet in panel.sheets.items() if judge not in added}
    figures = [Figure(judge, sheet.total) for judge, sheet in first.items()]
    wide = spread(figures) if figures else 0
    if wide <= recheck.spread_above:
        return Panel(first, panel.left_out), ""
    facts = {"spread": text(wide), "above": text(recheck.spread_above)}
    if len(panel.sheets) - len(first) < recheck.add_sheets:
        found.tell(entry, "recheck_due", **facts)
        return Panel(first, panel.left_out), ""
    gone = ""
    if recheck.then == "drop_farthest":
        rows = list(panel.sheets.values())
        gone = farthest(rows, mean_of(sheet.total for sheet in rows))
    elif recheck.then == "replace_farthest":
        new = mean_of(panel.sheets[judge].total for judge in added if judge in panel.sheets)
        gone = farthest(first.values(), new)
    found.tell(entry, "rechecked", **facts, added=list(added), then=recheck.then, left=gone)
    kept = panel.without({gone: "farthest"}) if gone else panel
    return kept, "median" if recheck.then == "median" else ""
