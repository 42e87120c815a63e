"""Ballots: points to give away, yes or no, and naming one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from judging.tally.combine.figure import CombineRefused
from judging.tally.exact import Exact

Ballots = Mapping[str, Mapping[str, Exact]]


@dataclass(frozen=True, slots=True)
class Count:
    """Votes for, votes against, and voters who were there; abstaining is neither."""

    yes: int
    no: int
    present: int

    def passes(self, *, share: Exact, of_present: bool = True, strict: bool = False) -> bool:
        """Whether the yes votes reach ``share`` of those present, or of those cast."""
        base = self.present if of_present else self.yes + self.no
        needed = share * base
        return base > 0 and (self.yes > needed if strict else self.yes >= needed)


def points(
    ballots: Ballots, *, each: Exact, most: Exact | None = None, all_given: bool = False
) -> dict[str, Exact]:
    """The points that voters gave to each entry, of ``each`` to give.

    Raises ``CombineRefused``: ``ballot_overspent`` beyond ``each``,
    ``ballot_unspent`` below it where all must be given, ``ballot_too_much``
    for more than ``most`` on one entry, ``ballot_negative``.
    """
    sums: dict[str, Exact] = {}
    for voter in sorted(ballots):
        given = ballots[voter]
        spent = sum(given.values())
        if any(value < 0 for value in given.values()):
            raise CombineRefused("ballot_negative")
        if spent > each:
            raise CombineRefused("ballot_overspent")
        if all_given and spent != each:
            raise CombineRefused("ballot_unspent")
        if most is not None and any(value > most for value in given.values()):
            raise CombineRefused("ballot_too_much")
        for entry, value in given.items():
            sums[entry] = sums.get(entry, 0) + value
    return dict(sorted(sums.items()))


def yes_no(votes: Iterable[bool | None]) -> Count:
    """The count of a vote on one entry; None is an abstention."""
    counted = Counter(votes)
    return Count(yes=counted[True], no=counted[False], present=counted.total())


def named(choices: Mapping[str, str]) -> dict[str, int]:
    """How many voters named each entry, by entry."""
    return dict(sorted(Counter(choices.values()).items()))


def top_k(orders: Mapping[str, tuple[str, ...]], scale: tuple[Exact, ...]) -> dict[str, Exact]:
    """Points by place in each voter's list: the first gets ``scale[0]``, and so on.

    Raises ``CombineRefused``: ``ballot_too_long``, ``ballot_doubled``.
    """
    sums: dict[str, Exact] = {}
    for voter in sorted(orders):
        order = orders[voter]
        if len(order) > len(scale):
            raise CombineRefused("ballot_too_long")
        if len(set(order)) != len(order):
            raise CombineRefused("ballot_doubled")
        for entry, value in zip(order, scale, strict=False):
            sums[entry] = sums.get(entry, 0) + value
    return dict(sorted(sums.items()))
