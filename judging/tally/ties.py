"""The ladder that parts equal finals, step by step, and says which step did."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from contest.rulebook.rulebook import TieStep
from judging.tally.score import Score
from judging.tally.sheet import TieDecision

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Entries on one place after the ladder.

    ``steps`` are the steps that parted them from the entries they were tied
    with; ``waits`` says that a vote is due and not yet recorded.
    """

    entries: Group
    steps: tuple[str, ...] = ()
    waits: bool = False


def ties_resolve(
    group: Group,
    ladder: Sequence[TieStep],
    scores: Mapping[str, Score],
    decisions: Sequence[TieDecision],
) -> list[Place]:
    """The places of entries on one final, best first.

    Entries that no step parts keep one place together.
    """
    return _descend(Place(tuple(sorted(group))), list(ladder), scores, decisions)


def _descend(
    place: Place,
    ladder: list[TieStep],
    scores: Mapping[str, Score],
    decisions: Sequence[TieDecision],
) -> list[Place]:
    if len(place.entries) == 1 or not ladder or ladder[0].rule == "share":
        return [place]
    step, *rest = ladder
    if step.rule == "chair_vote":
        return _voted(place, step, decisions)
    parts = _parted(place.entries, step, scores)
    steps = place.steps if len(parts) == 1 else (*place.steps, step.label)
    return [
        lower for part in parts for lower in _descend(Place(part, steps), rest, scores, decisions)
    ]


def _parted(entries: Group, step: TieStep, scores: Mapping[str, Score]) -> list[Group]:
    values = {entry: _value(step, scores[entry]) for entry in entries}
    ordered = sorted(entries, key=lambda entry: (-values[entry], entry))
    return [tuple(part) for _, part in groupby(ordered, key=values.__getitem__)]


def _value(step: TieStep, score: Score) -> Fraction:
    """What the step compares.

    Means and not sums: where all panels are full the order is the same, and a
    recusal neither helps nor hurts.
    """
    if step.criterion is not None:
        return score.criterion_mean(step.criterion)
    return score.mean_of_all()


def _voted(place: Place, step: TieStep, decisions: Iterable[TieDecision]) -> list[Place]:
    tied = set(place.entries)
    fitting = [each for each in decisions if tied <= set(each.order)]
    if not fitting:
        return [Place(place.entries, place.steps, waits=True)]
    order = max(fitting, key=lambda decision: decision.number).order
    steps = (*place.steps, step.label)
    return [Place((entry,), steps) for entry in order if entry in tied]
