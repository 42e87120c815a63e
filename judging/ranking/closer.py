"""The closer look at a ranked table: order of scoring, own organizations, weak bridges.

What asks for a look is also said in sentences, which state figures and no reasons.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from judging.ranking.bridges import SHARED_FROM, Bridges, bridges_of
from judging.ranking.favor import Favor, OwnScores, favor
from judging.ranking.order_effect import JudgeDrift, OrderEffect, Slope, order_effect
from judging.ranking.result import JudgeLine, Ranking
from judging.ranking.rounds import joined
from judging.ranking.scores import Scores

NAMED = 5
SURE = 0.05


def closely(found: Ranking, scores: Scores) -> Ranking:
    """The ranking with the closer look, its sentences after the other warnings."""
    order, own, bridges = order_effect(scores), favor(scores), bridges_of(scores)
    return replace(
        found,
        order=order,
        favor=own,
        bridges=bridges,
        judges=found.judges if order is None else _with_order(found.judges, order),
        warnings=(
            *found.warnings,
            *_of_bridges(bridges, len(scores.entries)),
            *_of_order(order),
            *_of_favor(own),
        ),
    )


def _with_order(judges: Sequence[JudgeLine], order: OrderEffect) -> tuple[JudgeLine, ...]:
    drift = {each.judge: each for each in order.judges}
    found = []
    for line in judges:
        name = line.judge if line.round is None else joined(line.judge, line.round)
        found.append(_drifted(line, drift[name]) if name in drift else line)
    return tuple(found)


def _drifted(line: JudgeLine, own: JudgeDrift) -> JudgeLine:
    flags = (*line.flags, "order_effect") if own.look else line.flags
    return replace(line, order_effect=own.slope, order_effect_se=own.se, flags=flags)


def _of_bridges(found: Bridges, entries: int) -> Iterator[str]:
    if found.judges:
        yield (
            f"Without {_named(found.judges)} the others' scores would fall into parts that share "
            "no judge: how entries of these parts compare hangs on one person's sheets."
        )
    if found.tracks:
        yield (
            f"Without the scores in {_named(found.tracks)} the other tracks would share no judge: "
            "how they compare hangs on that track."
        )
    if found.few_shared and entries >= 2 * SHARED_FROM:
        names = [each.judge for each in found.few_shared]
        yield (
            f"{_named(names)} shared fewer than three entries with others: how lenient they are "
            "is hardly known."
        )


def _of_order(found: OrderEffect | None) -> Iterator[str]:
    if found is None:
        return
    if found.common is not None and found.common.p < SURE:
        yield (
            f"The same entries got {_points(found.common)} a place later in a judge's order "
            "than in another's."
        )
    if found.by_lot is not None and found.by_lot.p < SURE:
        yield (
            f"Entries got {_points(found.by_lot)} a place later in the order. If it was drawn by "
            "lot, that is the order's doing; else it may be the entries'."
        )
    for each in found.judges:
        if each.look and each.drift is not None:
            against = " against the mean of all judges" if found.relative else ""
            yield (
                f"{each.judge}'s scores moved by {each.drift:+.2f} points from the first to the "
                f"last of {each.n} entries{against}: worth a look."
            )


def _points(slope: Slope) -> str:
    return (
        f"{abs(slope.value):.3f} (± {slope.se:.3f}) points {'more' if slope.value > 0 else 'less'}"
    )


def _of_favor(found: Favor | None) -> Iterator[str]:
    for each in found.organizations if found is not None else ():
        if each.look:
            yield f"Judges of {each.organization} gave its own entries {_higher(each)}"
    overall = None if found is None else found.overall
    if overall is not None and overall.look:
        yield f"Over all organizations, judges gave entries of their own {_higher(overall)}"


def _higher(own: OwnScores) -> str:
    return (
        f"{own.difference:.2f} (± {own.se:.2f}) points more than the other judges' scores of the "
        f"same entries lead one to expect ({own.scores} scores of {own.entries} entries): worth a "
        "look. Why is not told by scores; judges may know their own field better."
    )


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(each or "-" for each in names[:NAMED]) + more
