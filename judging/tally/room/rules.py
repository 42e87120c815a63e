"""A room's result under a document of version 1: counted by the engine of whole editions."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Final

from contest.rulebook.live.beyond import BY_PLACES, WHOLE_JURORS
from contest.rulebook.rulebook import Rulebook
from core.numbers import HUNDREDTHS, mark_text
from judging.tally.edition.component import Earlier
from judging.tally.edition.cuts import cut_lines
from judging.tally.edition.edition import (
    Line,
    RoundTally,
    components_count,
    field_of,
    round_tally,
)
from judging.tally.edition.given import Given
from judging.tally.edition.ranking import Ranker
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.edition.report import steps
from judging.tally.result import Outcome, Row, Tally
from judging.tally.room.worth import sheet_component, sheet_worth
from judging.tally.score import Score
from judging.tally.sheet import Sheet, Sheets, TallyRefused, TieDecision, sheets_check

Before = Mapping[str, Earlier]
"""Results of rounds before that count in this one, by the round's id and the entry's number."""
NOTHING: Final[Before] = {}
Decision = Mapping[str, Any]

# The engine's words for what a room can meet; the rest is looked at before.
_REFUSALS: Final = {
    "judge_of_no_class": "seat_kind_without_weight",
    "panel_incomplete": "sheets_incomplete",
}


def rules_tally(
    rulebook: Rulebook,
    sheets: Mapping[str, Iterable[Sheet]],
    decisions: Iterable[TieDecision],
    earlier: Before,
) -> Tally:
    """Score and rank all entries of a round; raises ``TallyRefused``."""
    rows: Sheets = {entry: list(each) for entry, each in sheets.items()}
    votes = tuple(sorted(decisions, key=lambda decision: decision.number))
    sheets_check(rulebook, rows)
    found: list[Row] = []
    if rows:
        held = rules_held(rulebook, rows, votes, earlier)
        lines = _cuts(held, len(rows))
        found = [
            _row(held, line, _scored(rulebook, held, line, rows), lines) for line in held.lines
        ]
    return Tally(rulebook=rulebook.hash, rows=tuple(found), decisions=votes, version=1)


def rules_score(rulebook: Rulebook, sheets: Iterable[Sheet], entry: str, earlier: Before) -> Score:
    """One entry's score by itself; no figure where places decide or it cannot be counted yet."""
    rows: Sheets = {entry: list(sheets)}
    bare = Score(_worth(rulebook, rows[entry]), (), (), None, None)
    if needs_all(rulebook) or not rows[entry]:
        return bare
    try:
        held = rules_held(rulebook, rows, (), earlier)
    except TallyRefused:
        return bare
    return _scored(rulebook, held, held.lines[0], rows)


def needs_all(rulebook: Rulebook) -> bool:
    """Whether an entry's figure hangs on the other entries, and so stands at the end only."""
    if rulebook.rules is None:
        return False
    combine = sheet_component(rulebook).combine
    return (
        combine.method in BY_PLACES
        or rulebook.rules.round(rulebook.round).total.method == "rank-sum"
        or any(rule.rule in WHOLE_JURORS for rule in combine.leave_out)
    )


def rules_held(
    rulebook: Rulebook,
    rows: Sheets,
    votes: tuple[TieDecision, ...],
    earlier: Before,
    withdrawals: tuple[Decision, ...] = (),
) -> RoundTally:
    """The round as the engine of whole editions holds it; raises ``TallyRefused``."""
    assert rulebook.rules is not None
    round_ = rulebook.rules.round(rulebook.round)
    cells = {
        entry: {sheet.seat: _cells(sheet) for sheet in sheets} for entry, sheets in rows.items()
    }
    given = Given(
        sheets={rulebook.round: cells},
        entries={entry: {} for entry in rows},
        judges={sheet.seat: {"kind": sheet.kind} for sheets in rows.values() for sheet in sheets},
        decisions=tuple(
            {"kind": "tie", "round": rulebook.round, "order": list(vote.order)} for vote in votes
        )
        + tuple(
            {"kind": "few", "round": rulebook.round, "entry": entry}
            for entry, sheets in rows.items()
            if any(sheet.few for sheet in sheets)
        )
        + withdrawals,
    )
    try:
        at = field_of(rulebook.rules, round_, given, tuple(sorted(rows)), earlier)
        return round_tally(at, components_count(at))
    except ScoresRefused as refused:
        raise TallyRefused(
            _REFUSALS.get(refused.code, refused.code),
            entry=refused.facts.get("entry", ""),
            seat=refused.facts.get("judge", ""),
        ) from refused


def _cells(sheet: Sheet) -> dict[str, str]:
    return {key: "" if mark is None else mark_text(mark) for key, mark in sheet.marks.items()}


def _worth(rulebook: Rulebook, sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """The sheets in seat order, each with its total."""
    ordered = sorted(sheets, key=lambda sheet: sheet.seat_order)
    return tuple(sheet.with_total(sheet_worth(rulebook, sheet.marks)) for sheet in ordered)


def _scored(rulebook: Rulebook, held: RoundTally, line: Line, rows: Sheets) -> Score:
    figures = held.totals.components[sheet_component(rulebook).id]
    sheets = _worth(rulebook, rows[line.entry])
    joined = figures.joined.get(line.entry)
    combined = None if joined is None else joined.combined
    panel = figures.panels.get(line.entry)
    left_out = {} if panel is None else dict(panel.left_out)
    high = set(combined.dropped_high) if combined else set()
    low = set(combined.dropped_low) if combined else set()
    exact = line.score.exact
    return Score(
        sheets=sheets,
        dropped_high=tuple(sheet for sheet in sheets if sheet.seat in high),
        dropped_low=tuple(sheet for sheet in sheets if sheet.seat in low),
        exact=None if exact is None else Fraction(exact) / HUNDREDTHS,
        final=line.score.final,
        left_out=left_out,
    )


def _cuts(held: RoundTally, size: int) -> list[int]:
    """The ranks behind which somebody is cut."""
    last = held.round.id == held.at.rulebook.rounds[-1].id
    return cut_lines(Ranker(held.at, held.totals), "", size, last=last)


def _row(held: RoundTally, line: Line, own: Score, lines: list[int]) -> Row:
    place, entry = line.place, line.entry
    size = 0 if place is None else len(place.entries)
    undecided = entry in held.promoted.undecided or entry in held.awarded.undecided
    first = line.rank or 0
    return Row(
        entry=entry,
        score=own,
        rank=line.rank,
        outcome=_outcome(held, line),
        tied_with=_tied(held, line),
        tie_steps=() if place is None else place.steps,
        shares=size > 1,
        waits=undecided or (place is not None and place.waits),
        at_line=any(first <= cut < first + size - 1 for cut in lines),
        steps=tuple(steps(held, line)),
    )


def _tied(held: RoundTally, line: Line) -> tuple[str, ...]:
    """The entries of the same figure, parted or not."""
    if line.rank is None:
        return ()
    on = held.round.total.ties_on
    own = held.totals.figure(line.entry, on=on)
    return tuple(
        sorted(
            other.entry
            for other in held.lines
            if other.entry != line.entry
            and other.rank is not None
            and held.totals.figure(other.entry, on=on) == own
        )
    )


def _outcome(held: RoundTally, line: Line) -> Outcome:
    if line.rank is None:
        return Outcome("insufficient")
    levels = held.awarded.levels.get(line.entry)
    if levels:
        return Outcome("award", levels[0])
    return Outcome("passed" if line.entry in held.promoted.to else "below_cut")
