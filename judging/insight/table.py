"""A room's sheets as the table that models rank: entry, judge, total."""

from collections.abc import Mapping

from judging.insight.room import RoomScores
from judging.ranking.circumstances import Told
from judging.ranking.scores import Scores, scores_of_units
from judging.tally.result import Row, Tally
from judging.tally.sheet import Sheet


def taken(row: Row) -> tuple[Sheet, ...]:
    """The sheets that went into the rule: all but those a rule leaves out, in seat order.

    A highest or lowest sheet that the rule then drops is one of them.
    """
    return tuple(sheet for sheet in row.score.sheets if sheet.seat not in row.score.left_out)


def table_of(
    room: RoomScores,
    tally: Tally,
    tracks: Mapping[str, str] | None = None,
    turns: Mapping[str, int] | None = None,
) -> Scores | None:
    """The totals of all ranked entries, in hundredths; None without any.

    ``tracks`` are the entries' own, where judges are not the same for all of them; ``turns`` is
    the running order by entry, from 1.
    """
    cells = [
        (row.entry, room.judge(row.entry, sheet.seat), sheet.total)
        for row in tally.rows
        if row.rank is not None
        for sheet in taken(row)
    ]
    if not cells:
        return None
    entries, judges, totals = (list(column) for column in zip(*cells, strict=True))
    of = None if tracks is None else [tracks.get(str(entry), "") for entry in entries]
    told = None if turns is None else Told([turns.get(str(entry), 0) for entry in entries])
    return scores_of_units(
        [str(each) for each in entries],
        [str(each) for each in judges],
        [int(each) for each in totals],
        of,
        told=told,
    )
