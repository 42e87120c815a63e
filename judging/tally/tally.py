"""The tally: from signed sheets and a rulebook to scores, ranks and outcomes.

Pure and exact. What comes out depends on values and recorded decisions only,
never on the order in which anything came in.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from contest.rulebook.rulebook import Rulebook
from judging.tally.places.ladder import Place
from judging.tally.result import Outcome, Row, Tally
from judging.tally.score import Score, score
from judging.tally.sheet import Sheet, Sheets, TallyRefused, TieDecision, sheets_check
from judging.tally.ties import ties_resolve


def tally(
    rulebook: Rulebook, sheets: Mapping[str, Iterable[Sheet]], decisions: Iterable[TieDecision] = ()
) -> Tally:
    """Score and rank all entries of a round.

    ``sheets`` maps every entry's key to its countable sheets; a recused or
    excluded sheet is simply absent, an entry without any has an empty list.
    Raises ``TallyRefused`` for a sheet that the rulebook does not allow or a
    decision that names an entry twice or one that is not here.
    """
    rows: Sheets = {entry: list(each) for entry, each in sheets.items()}
    votes = tuple(sorted(decisions, key=lambda decision: decision.number))
    sheets_check(rulebook, rows)
    _decisions_check(votes, rows)
    scores = {entry: score(rulebook, each) for entry, each in rows.items()}
    ranked = _ranked(rulebook, scores, votes)
    short = [
        Row(entry=entry, score=scores[entry], rank=None, outcome=Outcome("insufficient"))
        for entry in sorted(scores)
        if scores[entry].exact is None
    ]
    return Tally(rulebook=rulebook.hash, rows=(*ranked, *short), decisions=votes)


def _decisions_check(decisions: Sequence[TieDecision], sheets: Sheets) -> None:
    numbers = [decision.number for decision in decisions]
    for decision in decisions:
        for entry in decision.order:
            if entry not in sheets:
                raise TallyRefused("decision_entry_unknown", entry=entry)
            if decision.order.count(entry) > 1 or numbers.count(decision.number) > 1:
                raise TallyRefused("decision_doubled", entry=entry)


def _ranked(
    rulebook: Rulebook, scores: Mapping[str, Score], decisions: Sequence[TieDecision]
) -> list[Row]:
    rows: list[Row] = []
    for group in _groups(rulebook, scores):
        for place in ties_resolve(group, rulebook.ties, scores, decisions):
            rank, size = len(rows) + 1, len(place.entries)
            outcome = outcome_of(rulebook, rank)
            shared = Row(
                entry="",
                score=scores[place.entries[0]],
                rank=rank,
                outcome=outcome,
                tie_steps=place.steps,
                shares=size > 1,
                waits=place.waits,
                at_line=outcome != outcome_of(rulebook, rank + size - 1),
            )
            rows.extend(_rows(shared, place, group, scores))
    return rows


def _rows(
    shared: Row, place: Place, group: tuple[str, ...], scores: Mapping[str, Score]
) -> Iterator[Row]:
    """One row for each entry of a place; all but entry and score is the same."""
    for entry in place.entries:
        others = tuple(sorted(set(group) - {entry}))
        yield replace(shared, entry=entry, score=scores[entry], tied_with=others)


def _groups(rulebook: Rulebook, scores: Mapping[str, Score]) -> list[tuple[str, ...]]:
    """Entries of equal finals, highest first, by the figure that ties are read on."""
    figures: dict[str, Fraction | Decimal] = {}
    for entry, each in scores.items():
        figure = each.exact if rulebook.aggregation.tie_on == "exact" else each.final
        if figure is not None:
            figures[entry] = figure
    ordered = sorted(figures, key=lambda entry: (-figures[entry], entry))
    return [tuple(group) for _, group in groupby(ordered, key=figures.__getitem__)]


def outcome_of(rulebook: Rulebook, rank: int) -> Outcome:
    """What a rank means: an award level, a place above the cut, or below it.

    A shared place takes the level of its rank, so a level can go to more
    entries than it has places; the next ranks are then used up.
    """
    last = 0
    for award in rulebook.awards:
        last += award.places
        if rank <= last:
            return Outcome("award", award.level)
    return Outcome("passed" if rank <= rulebook.cut_after else "below_cut")
