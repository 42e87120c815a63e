"""Scores of several rounds in one table: who judges in two of them is two judges.

So each judge has a leniency of its own in each round, and a round may be marked
higher or lower than another; what ties the rounds are the entries.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from judging.ranking.refusal import RankingRefused

MARK: Final = "@"


@dataclass(frozen=True, slots=True)
class Rounds:
    """The rounds from first to last, and the round of each row."""

    order: tuple[str, ...]
    of_rows: Sequence[str]

    def judges(self, judges: Sequence[str]) -> list[str]:
        """The rows' judges, each with the round.

        Raises ``RankingRefused`` (``round_unnamed``, ``round_empty``, ``rule_malformed``).
        """
        if any(MARK in name for name in self.order):
            raise RankingRefused("rule_malformed", option="--joint", wanted=f"names without {MARK}")
        there = set(self.of_rows)
        for name in sorted(there - set(self.order)):
            raise RankingRefused("round_unnamed", round=name or "-", named=", ".join(self.order))
        for name in self.order:
            if name not in there:
                raise RankingRefused("round_empty", round=name)
        return list(map(joined, judges, self.of_rows))

    def of_judges(self, judges: Sequence[str]) -> npt.NDArray[np.int64]:
        """The number of each judge's round."""
        at = {name: number for number, name in enumerate(self.order)}
        return np.array([at[parted(judge)[1]] for judge in judges], dtype=np.int64)


def joined(judge: str, round_: str) -> str:
    """A judge of a round, as the table names them."""
    return f"{judge}{MARK}{round_}"


def parted(judge: str) -> tuple[str, str]:
    """A judge's name and round."""
    name, _, round_ = judge.rpartition(MARK)
    return name, round_
