"""Knock-out pairs: who beats whom, round after round."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from judging.tally.combine.figure import CombineRefused
from judging.tally.exact import Exact


@dataclass(frozen=True, slots=True)
class Duel:
    """One pair: figures (votes or scores) of both sides; ``winner`` empty where undecided."""

    level: int
    left: str
    right: str
    left_figure: Exact
    right_figure: Exact
    winner: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """All duels, and the entries by the level they reached, best first.

    ``waits`` are the pairs that nobody decided: nothing above them is played.
    """

    duels: tuple[Duel, ...]
    places: tuple[tuple[str, ...], ...]
    waits: tuple[tuple[str, str], ...]


Figures = Callable[[int, str, str], tuple[Exact, Exact] | None]
"""Level, left, right -> both sides' figures, None where the pair has not met."""


def knockout(
    seeds: Sequence[str], figures: Figures, decisions: Mapping[frozenset[str], str]
) -> Bracket:
    """Play neighbors of ``seeds`` against each other until one is left.

    Equal figures are parted by ``decisions`` (pair -> winner) or wait, as does
    a pair that has not met. The last of an odd field goes on without a duel.
    Losers of one level share a place. Raises ``CombineRefused``:
    ``seed_doubled``, ``duel_winner_unknown``.
    """
    if len(set(seeds)) != len(seeds):
        raise CombineRefused("seed_doubled")
    field, level = list(seeds), 1
    duels: list[Duel] = []
    lost: list[tuple[str, ...]] = []
    while len(field) > 1:
        played = [
            _duel(level, pair[0], pair[1], figures, decisions)
            for pair in zip(field[::2], field[1::2], strict=False)
        ]
        duels.extend(played)
        waits = tuple((each.left, each.right) for each in played if not each.winner)
        if waits:
            rest = tuple(sorted(field))
            return Bracket(tuple(duels), (rest, *reversed(lost)), waits)
        lost.append(tuple(sorted(_loser(each) for each in played)))
        field = [each.winner for each in played] + field[2 * len(played) :]
        level += 1
    return Bracket(tuple(duels), (tuple(field), *reversed(lost)), ())


def _duel(
    level: int,
    left: str,
    right: str,
    figures: Figures,
    decisions: Mapping[frozenset[str], str],
) -> Duel:
    ours, theirs = figures(level, left, right) or (0, 0)
    winner = left if ours > theirs else right if theirs > ours else ""
    if not winner:
        winner = decisions.get(frozenset((left, right)), "")
        if winner not in ("", left, right):
            raise CombineRefused("duel_winner_unknown")
    return Duel(level, left, right, ours, theirs, winner)


def _loser(duel: Duel) -> str:
    return duel.right if duel.winner == duel.left else duel.left
