"""What is known beside the scores: when a judge scored an entry, and who belongs where.

No method reads it; the look at the order of scoring and at own organizations does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from judging.ranking.refusal import RankingRefused

Ints = npt.NDArray[np.int64]

Coded = tuple[tuple[str, ...], Ints]
"""Names, and a number into them per row."""
MOST_POSITION: Final = 999_999_999


@dataclass(frozen=True, slots=True)
class Told:
    """Columns beside the scores, row by row as the scores came; None where nothing is told.

    ``position`` is the place in the judge's own sequence (1 is the first; 0 is
    unknown), ``judge_org`` and ``entry_org`` name organizations ("" is none).
    """

    position: Sequence[int] | None = None
    judge_org: Sequence[str] | None = None
    entry_org: Sequence[str] | None = None


@dataclass(frozen=True, eq=False)
class Circumstances:
    """The same in the table's order: positions per score, organizations per judge and entry."""

    position: Ints | None = None
    judge_org: tuple[str, ...] = ()
    entry_org: tuple[str, ...] = ()

    @property
    def has_orgs(self) -> bool:
        """Whether organizations of judges and of entries are known."""
        return bool(self.judge_org and self.entry_org)


NOTHING: Final = Circumstances()


def circumstances_of(
    told: Told | None, order: Ints, entries: Coded, judges: Coded
) -> Circumstances:
    """What was told, brought into the table's ``order``, in which the codes are already.

    Raises ``RankingRefused``: ``position_doubled``, ``organization_differs``.
    """
    if told is None:
        return NOTHING
    position = None
    if told.position is not None:
        position = np.asarray(told.position, dtype=np.int64)[order]
        _positions_check(position, judges)
    return Circumstances(
        position, _orgs(told.judge_org, order, judges), _orgs(told.entry_org, order, entries)
    )


def position_of(text: str, entry: str, judge: str) -> int:
    """A cell of the column ``position``, 0 where it is empty.

    Raises ``RankingRefused`` (``position_malformed``).
    """
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST_POSITION):
        raise RankingRefused("position_malformed", value=text, entry=entry, judge=judge)
    return int(text)


def _positions_check(position: Ints, judges: Coded) -> None:
    names, judge = judges
    known = position > 0
    rows = np.lexsort((position[known], judge[known]))
    at, place = judge[known][rows], position[known][rows]
    twice = np.flatnonzero((np.diff(at) == 0) & (np.diff(place) == 0))
    if len(twice):
        row = int(twice[0])
        raise RankingRefused("position_doubled", judge=names[at[row]], position=int(place[row]))


def _orgs(column: Sequence[str] | None, order: Ints, coded: Coded) -> tuple[str, ...]:
    if column is None:
        return ()
    names, at = coded
    of: dict[int, str] = {}
    for number, row in zip(at.tolist(), order.tolist(), strict=True):
        if of.setdefault(number, column[row]) != column[row]:
            first, second = sorted((of[number], column[row]))
            raise RankingRefused(
                "organization_differs", name=names[number], first=first or "-", second=second or "-"
            )
    return tuple(of[number] for number in range(len(names)))


def less(found: Circumstances, kept: "npt.NDArray[np.bool_]", judge: int) -> Circumstances:
    """The same without one judge; ``kept`` are the rows that stay."""
    orgs = found.judge_org
    return Circumstances(
        None if found.position is None else found.position[kept],
        orgs[:judge] + orgs[judge + 1 :],
        found.entry_org,
    )


def columns_of(found: Circumstances, entry: Ints, judge: Ints) -> Mapping[str, Sequence[str]]:
    """The columns as texts, row by row, those that are known only."""
    columns: dict[str, Sequence[str]] = {}
    if found.position is not None:
        columns["position"] = [str(each) if each else "" for each in found.position.tolist()]
    if found.judge_org:
        columns["judge_org"] = [found.judge_org[each] for each in judge.tolist()]
    if found.entry_org:
        columns["entry_org"] = [found.entry_org[each] for each in entry.tolist()]
    return columns
