"""What a report is made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from judging.insight.room import RoomScores
from judging.insight.standing import Insight
from judging.insight.table import table_of
from judging.ranking.scores import Scores
from judging.tally.result import Row

Document = dict[str, Any]
MOST_ROWS: Final = 200
"""Entries that a table names; of more, those nearest to the line."""


@dataclass(frozen=True)
class Ground:
    """The round's sheets and what they hang on; ``turns`` is each entry's place in the order.

    ``seed`` decides who of the judges has which letter.
    """

    room: RoomScores
    insight: Insight
    turns: Mapping[str, int]
    seed: str
    tracks: Mapping[str, str] | None = None

    @cached_property
    def table(self) -> Scores | None:
        """The totals of all ranked entries; None without any."""
        return table_of(self.room, self.insight.tally, self.tracks)

    @cached_property
    def ranked(self) -> tuple[Row, ...]:
        """The ranked rows of the announced rule, best first."""
        return tuple(row for row in self.insight.tally.rows if row.rank is not None)

    @property
    def after(self) -> int | None:
        """Behind which place the main line is; None without one."""
        return self.insight.cuts[0].line.after if self.insight.cuts else None

    @property
    def shown(self) -> tuple[Row, ...]:
        """The ranked rows that a table names, best first."""
        middle = self.after or 1
        near = sorted(self.ranked, key=lambda row: abs((row.rank or 0) - middle))[:MOST_ROWS]
        entries = {row.entry for row in near}
        return tuple(row for row in self.ranked if row.entry in entries)

    @property
    def sheets_alone(self) -> bool:
        """Whether the announced figure is made of the judges' sheets and of nothing else."""
        rulebook = self.room.rulebook
        if rulebook.rules is None:
            return True
        round_ = rulebook.rules.round(rulebook.round)
        return len(round_.components) == 1 and not self.room.earlier
