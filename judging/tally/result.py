"""What a tally says, and its canonical bytes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import rfc8785

from core.numbers import fraction_text, mark_text
from judging.tally.score import Score
from judging.tally.sheet import Sheet, TieDecision

OutcomeKind = Literal["award", "passed", "below_cut", "insufficient"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an entry; ``award`` is the level, only with kind ``award``."""

    kind: OutcomeKind
    award: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the result.

    ``tied_with`` are the entries of the same final, ``tie_steps`` the steps
    that parted it from them, ``shares`` that its place is shared, ``waits``
    that the ladder asks for a vote which is not recorded, ``at_line`` that the
    shared place lies across the border of a level or across the cut. ``steps`` tell how it all
    came, where the document is of version 1.
    """

    entry: str
    score: Score
    rank: int | None
    outcome: Outcome
    tied_with: tuple[str, ...] = ()
    tie_steps: tuple[str, ...] = ()
    shares: bool = False
    waits: bool = False
    at_line: bool = False
    steps: tuple[Mapping[str, Any], ...] = ()

    @property
    def final(self) -> str | None:
        """The rounded final as text, with the rulebook's decimals."""
        return None if self.score.final is None else str(self.score.final)

    def document(self) -> dict[str, Any]:
        """The row as plain JSON."""
        score = self.score
        return {
            "entry": self.entry,
            "sheets": [_sheet_document(sheet) for sheet in score.sheets],
            "dropped_high": [sheet.seat for sheet in score.dropped_high],
            "dropped_low": [sheet.seat for sheet in score.dropped_low],
            "counted": [sheet.seat for sheet in score.counted] if self.rank else [],
            "exact": None if score.exact is None else fraction_text(score.exact),
            "final": self.final,
            "rank": self.rank,
            "tied_with": list(self.tied_with),
            "tie_steps": list(self.tie_steps),
            "shares": self.shares,
            "waits": self.waits,
            "at_line": self.at_line,
            "outcome": self.outcome.kind,
            "award": self.outcome.award,
            **self._told(),
        }

    def _told(self) -> dict[str, Any]:
        if not self.steps:
            return {}
        return {"left_out": dict(self.score.left_out), "steps": [dict(each) for each in self.steps]}


@dataclass(frozen=True, slots=True)
class Tally:
    """A whole result: ranked rows best first, then those with too few sheets."""

    rulebook: str
    rows: tuple[Row, ...]
    decisions: tuple[TieDecision, ...]
    version: int = 0

    def row(self, entry: str) -> Row:
        """The row of an entry; KeyError where there is none."""
        for row in self.rows:
            if row.entry == entry:
                return row
        raise KeyError(entry)

    def document(self) -> dict[str, Any]:
        """The result as plain JSON: strings, integers, lists, no fractions."""
        return {
            "tally": self.version,
            "rulebook": self.rulebook,
            "decisions": [
                {"number": decision.number, "order": list(decision.order)}
                for decision in self.decisions
            ],
            "rows": [row.document() for row in self.rows],
        }

    def to_json(self) -> bytes:
        """The canonical bytes (RFC 8785): same inputs, same bytes, same hash."""
        return rfc8785.dumps(self.document())


def _sheet_document(sheet: Sheet) -> dict[str, Any]:
    marks = {
        criterion: None if mark is None else mark_text(mark)
        for criterion, mark in sheet.marks.items()
    }
    return {"seat": sheet.seat, "marks": marks, "total": mark_text(sheet.total)}
