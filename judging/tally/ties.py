"""The ladder of a rulebook of version 0, in steps of the one ladder."""

from collections.abc import Mapping, Sequence

from contest.rulebook.rulebook import TieStep
from judging.tally.places.compare import by_value, recorded
from judging.tally.places.ladder import Group, Place, Reading, Step, descend
from judging.tally.score import Score
from judging.tally.sheet import TieDecision


def ties_resolve(
    group: Group,
    ladder: Sequence[TieStep],
    scores: Mapping[str, Score],
    decisions: Sequence[TieDecision],
) -> list[Place]:
    """The places of entries on one final, best first.

    Entries that no step parts keep one place together.
    """
    steps = [_step(step, scores, decisions) for step in ladder]
    return descend(group, steps, crosses=lambda first, last: first < last)


def _step(step: TieStep, scores: Mapping[str, Score], decisions: Sequence[TieDecision]) -> Step:
    """What the step compares.

    Means and not sums: where all panels are full the order is the same, and a
    recusal neither helps nor hurts.
    """

    def by_mean(group: Group) -> Reading:
        if step.criterion is None:
            return by_value(group, {entry: scores[entry].mean_of_all() for entry in group})
        criterion = step.criterion
        return by_value(group, {entry: scores[entry].criterion_mean(criterion) for entry in group})

    def by_vote(group: Group) -> Reading:
        ordered = sorted(decisions, key=lambda decision: decision.number)
        return recorded(group, [decision.order for decision in ordered])

    if step.rule == "share":
        return Step(step.label, "share")
    if step.rule == "chair_vote":
        return Step(step.label, "order", by_vote)
    return Step(step.label, "values", by_mean)
