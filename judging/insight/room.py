"""What a ranking is made of: a round's countable sheets and the rule that counts them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from contest.rulebook.rulebook import Rulebook
from contest.rulebook.v1.rounds import Round
from core.numbers import mark_text
from judging.tally.result import Tally
from judging.tally.room.room import room_tally
from judging.tally.room.rules import NOTHING, Before
from judging.tally.sheet import Sheet, TallyRefused, TieDecision

Sheets = Mapping[str, Sequence[Sheet]]


@dataclass(frozen=True, slots=True)
class RoomScores:
    """The sheets by entry number, with what the announced rule needs beside them.

    ``panels`` names the panel of each entry where a round has several: seats are numbered
    inside a panel, so seat 3 of one is not seat 3 of the other. Empty: there is one panel.
    """

    rulebook: Rulebook
    sheets: Sheets
    decisions: tuple[TieDecision, ...] = ()
    earlier: Before = field(default_factory=lambda: NOTHING)
    panels: Mapping[str, str] = field(default_factory=dict)

    def judge(self, entry: str, seat: str) -> str:
        """One name for the judge who sits there, in the whole round."""
        panel = self.panels.get(entry, "")
        return f"{panel}/{seat}" if panel else seat

    def counted(self) -> Tally:
        """The announced rule's result; raises ``TallyRefused``."""
        return room_tally(self.rulebook, self.sheets, self.decisions, earlier=self.earlier)

    def without(self, judge: str) -> "RoomScores":
        """The same as if that judge had been absent from the whole round."""
        sheets = {
            entry: [sheet for sheet in rows if self.judge(entry, sheet.seat) != judge]
            for entry, rows in self.sheets.items()
        }
        return replace(self, sheets=sheets)

    def document(self) -> dict[str, Any]:
        """All that goes in, as plain JSON that no order of the input changes."""
        return {
            "rulebook": self.rulebook.hash,
            "round": self.rulebook.round,
            "decisions": [
                {"number": each.number, "order": list(each.order)}
                for each in sorted(self.decisions, key=lambda each: each.number)
            ],
            "earlier": {
                name: {
                    "scores": {entry: str(score) for entry, score in each.scores.items()},
                    "ranks": dict(each.ranks),
                }
                for name, each in self.earlier.items()
            },
            "panels": dict(self.panels),
            "sheets": {
                entry: {
                    sheet.seat: {
                        "kind": sheet.kind,
                        "marks": {
                            key: None if mark is None else mark_text(mark)
                            for key, mark in sheet.marks.items()
                        },
                    }
                    for sheet in rows
                }
                for entry, rows in self.sheets.items()
            },
        }


def seat_key(judge: str) -> tuple[str, int, str]:
    """Judges as people count them: by panel, then seat 2 before seat 10."""
    panel, _, seat = judge.rpartition("/")
    return (panel, len(seat), seat)


def one_fewer(rulebook: Rulebook) -> Rulebook:
    """The rule for a panel of one judge fewer: its minimum of sheets is one lower, too."""
    panel = replace(rulebook.panel, minimum_sheets=max(1, rulebook.panel.minimum_sheets - 1))
    rules = rulebook.rules
    if rules is not None:
        rounds = tuple(_fewer(each) if each.id == rulebook.round else each for each in rules.rounds)
        rules = replace(rules, rounds=rounds)
    return replace(rulebook, panel=panel, rules=rules)


def _fewer(round_: Round) -> Round:
    if round_.panel is None:
        return round_
    least = max(1, round_.panel.minimum_sheets - 1)
    return replace(round_, panel=replace(round_.panel, minimum_sheets=least))


def absent(room: RoomScores, tally: Tally, judge: str) -> Tally | None:
    """The result as if ``judge`` had been absent, from a panel of one fewer.

    None where the rule then has no result for somebody who has one now: such a
    result is no comparison.
    """
    left_out = room.without(judge)
    try:
        found = replace(left_out, rulebook=one_fewer(room.rulebook)).counted()
    except TallyRefused:
        return None
    ranked = {row.entry for row in tally.rows if row.rank is not None}
    left = {row.entry for row in found.rows if row.rank is not None}
    return found if ranked <= left else None
