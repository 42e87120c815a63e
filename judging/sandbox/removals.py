"""What stays of a result without one judge, and without one sheet."""

from collections.abc import Iterable, Mapping
from typing import Final

from judging.sandbox.compare import Document, cut_crossed, podium, span, stands, winners
from judging.sandbox.desk import Desk
from judging.tally.edition.edition import RoundTally
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.exact import Exact

OWN: Final = ""
PODIUM: Final = 3


def sheets_of(desk: Desk) -> list[tuple[str, str]]:
    """Every sheet of the round, (entry, judge), by entry and judges in their order."""
    rows = desk.at.given.sheets.get(desk.at.round.id, {})
    return sorted(
        ((entry, judge) for entry, by_judge in rows.items() for judge in by_judge if judge),
        key=lambda each: (each[0], len(each[1]), each[1]),
    )


def judges_left_out(desk: Desk) -> Document:
    """The round without each judge in turn, and each entry's places over all of that."""
    sheets = sheets_of(desk)
    judges = sorted({judge for _, judge in sheets}, key=lambda each: (len(each), each))
    was = stands(desk.held)
    rows: list[Document] = []
    ranks: dict[str, list[tuple[str, int | None]]] = {
        entry: [(OWN, stand.rank)] for entry, stand in was.items()
    }
    for judge in judges:
        own = [each for each in sheets if each[1] == judge]
        head: Document = {"judge": judge, "sheets": len(own)}
        now = _without(desk, own)
        if isinstance(now, ScoresRefused):
            rows.append({**head, "refused": {"code": now.code, "sentence": now.sentence}})
            continue
        there = stands(now)
        for entry in was:
            ranks[entry].append((judge, there[entry].rank))
        rows.append(
            {
                **head,
                "winner_changes": winners(now) != winners(desk.held),
                "podium_changes": podium(now) != podium(desk.held),
                "podium": podium(now),
                "cut": cut_crossed(was, there),
                "no_rank": sorted(
                    entry
                    for entry, stand in was.items()
                    if stand.rank is not None and there[entry].rank is None
                ),
            }
        )
    entries = [
        {"entry": entry, "rank": stand.rank, **span(ranks[entry])} for entry, stand in was.items()
    ]
    return {"judges": rows, "entries": entries}


def sheets_left_out(desk: Desk) -> Document:
    """How many single sheets can be taken out and the podium stays, and which cannot."""
    first, top = winners(desk.held), podium(desk.held)
    counts = {"sheets": 0, "keep_winner": 0, "keep_podium": 0, "refused": 0}
    breaking: list[Document] = []
    lines = _podium_lines(desk)
    for entry, judge in sheets_of(desk):
        counts["sheets"] += 1
        if _stays_behind(desk, lines, entry, judge):
            counts["keep_winner"] += 1
            counts["keep_podium"] += 1
            continue
        now = _without(desk, [(entry, judge)])
        if isinstance(now, ScoresRefused):
            counts["refused"] += 1
            continue
        keeps = podium(now) == top
        counts["keep_winner"] += winners(now) == first
        counts["keep_podium"] += keeps
        if not keeps:
            breaking.append({"entry": entry, "judge": judge, "podium": podium(now)})
    return {**counts, "breaking": breaking}


def _podium_lines(desk: Desk) -> dict[str, Exact]:
    """For each entry behind the first three of its group: the figure of the last of them."""
    if not desk.apart:
        return {}
    on = desk.at.round.total.ties_on
    found: dict[str, Exact] = {}
    groups: dict[str, list[Exact]] = {}
    for line in desk.held.lines:
        figure = desk.held.totals.figure(line.entry, on=on)
        if line.rank is not None and figure is not None and line.rank <= PODIUM:
            groups.setdefault(line.group, []).append(figure)
    for line in desk.held.lines:
        figure = desk.held.totals.figure(line.entry, on=on)
        last = min(groups.get(line.group, []), default=None)
        if line.rank is not None and line.rank > PODIUM and last is not None:
            assert figure is not None
            if figure < last:
                found[line.entry] = last
    return found


def _stays_behind(desk: Desk, lines: Mapping[str, Exact], entry: str, judge: str) -> bool:
    """Whether the entry stays behind the first three without the sheet, whatever the rest is."""
    if entry not in lines:
        return False
    try:
        figure = desk.figure_without(entry, judge)
    except ScoresRefused:
        return False
    return figure is None or figure < lines[entry]


def _without(desk: Desk, sheets: Iterable[tuple[str, str]]) -> RoundTally | ScoresRefused:
    try:
        return desk.without(sheets)
    except ScoresRefused as refused:
        return refused
