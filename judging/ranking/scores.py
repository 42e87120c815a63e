"""The table that methods rank: who scored what with how much, in one canonical order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from judging.ranking.circumstances import NOTHING, Circumstances, Told, circumstances_of
from judging.ranking.refusal import RankingRefused
from judging.ranking.rounds import Rounds

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]

MOST_DECIMALS: Final = 6
_NUMBER: Final = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?")


@dataclass(frozen=True, eq=False)
class Scores:
    """Scores of one round, sorted by entry and judge, each pair once.

    ``entry`` and ``judge`` are numbers into ``entries`` and ``judges``, which
    are sorted; ``track`` has one number per entry (all 0 without tracks).
    ``units`` are whole: a score is ``units / 10**decimals`` points. With
    ``places`` they are not scores but places, 1 is the best. ``beside`` is what
    is known of the scores that no method reads. Scores of several ``rounds``, the
    first one first, have one ``round`` per judge: who judged in two is two judges.
    """

    entries: tuple[str, ...]
    judges: tuple[str, ...]
    tracks: tuple[str, ...]
    entry: Ints
    judge: Ints
    units: Ints
    track: Ints
    decimals: int = 2
    places: bool = False
    beside: Circumstances = NOTHING
    rounds: tuple[str, ...] = ()
    round: Ints | None = None

    @property
    def per_point(self) -> int:
        """How many units make a point."""
        return int(10**self.decimals)

    @cached_property
    def points(self) -> Floats:
        """The scores in points, one rounding away from the exact ones."""
        return self.units / float(self.per_point)

    @cached_property
    def starts(self) -> Ints:
        """The first row of each entry, and the number of rows."""
        # Rows are sorted and every entry has some: where the number changes, another begins.
        changes = np.flatnonzero(self.entry[1:] != self.entry[:-1]) + 1
        return np.concatenate([[0], changes, [len(self.entry)]]).astype(np.int64)

    @cached_property
    def tier(self) -> Ints | None:
        """How far each entry came: 0 is the last round; None with one round."""
        if self.round is None:
            return None
        last = np.maximum.reduceat(self.round[self.judge], self.starts[:-1])
        return np.asarray(len(self.rounds) - 1 - last)

    @cached_property
    def per_entry(self) -> Ints:
        """How many scores each entry has; at least one."""
        return np.diff(self.starts)

    @cached_property
    def per_judge(self) -> Ints:
        """How many scores each judge gave; at least one."""
        return np.bincount(self.judge, minlength=len(self.judges)).astype(np.int64)


def scores_of(
    entries: Sequence[str],
    judges: Sequence[str],
    values: Sequence[str],
    tracks: Sequence[str] | None = None,
    *,
    places: bool = False,
    told: Told | None = None,
    rounds: Rounds | None = None,
) -> Scores:
    """The table of columns of texts, whatever order their rows came in.

    Raises ``RankingRefused``: ``no_scores``, ``score_malformed``,
    ``score_too_precise``, ``score_too_large``, ``score_doubled``,
    ``track_differs``, ``place_malformed``, ``position_doubled``, ``organization_differs``.
    """
    if not values:
        raise RankingRefused("no_scores")
    read = [
        _read(value, entry, judge)
        for value, entry, judge in zip(values, entries, judges, strict=True)
    ]
    decimals = max(2, *(digits for _, digits in read))
    units = [count * 10 ** (decimals - digits) for count, digits in read]
    if places and min(units) < 10**decimals:
        at = units.index(min(units))
        raise RankingRefused(
            "place_malformed", value=values[at], entry=entries[at], judge=judges[at]
        )
    return scores_of_units(
        entries, judges, units, tracks, decimals=decimals, places=places, told=told, rounds=rounds
    )


def scores_of_units(
    entries: Sequence[str],
    judges: Sequence[str],
    units: Sequence[int] | Ints,
    tracks: Sequence[str] | None = None,
    *,
    decimals: int = 2,
    places: bool = False,
    told: Told | None = None,
    rounds: Rounds | None = None,
) -> Scores:
    """The table of columns whose scores are whole already, ``10**-decimals`` points each.

    Raises ``RankingRefused`` (``no_scores``, ``score_doubled``, ``track_differs``,
    ``position_doubled``, ``organization_differs``).
    """
    if not len(units):
        raise RankingRefused("no_scores")
    judges = judges if rounds is None else rounds.judges(judges)
    entry_names, entry = _coded(entries)
    judge_names, judge = _coded(judges)
    order = np.lexsort((judge, entry))
    entry, judge = entry[order], judge[order]
    again = np.flatnonzero((np.diff(entry) == 0) & (np.diff(judge) == 0))
    if len(again):
        row = int(again[0])
        raise RankingRefused(
            "score_doubled", entry=entry_names[entry[row]], judge=judge_names[judge[row]]
        )
    track_names, track = _tracks(entry_names, entries, tracks)
    sorted_units = np.asarray(units, dtype=np.int64)[order]
    beside = circumstances_of(told, order, (entry_names, entry), (judge_names, judge))
    return Scores(
        entry_names, judge_names, track_names, entry, judge, sorted_units, track, decimals, places,
        beside,
        () if rounds is None else rounds.order,
        None if rounds is None else rounds.of_judges(judge_names),
    )  # fmt: skip


def _read(value: str, entry: str, judge: str) -> tuple[int, int]:
    """The digits of a decimal text as a whole number, and how many of them are decimals."""
    found = _NUMBER.fullmatch(value)
    if found is None or not value.isascii():
        raise RankingRefused("score_malformed", value=value or "-", entry=entry, judge=judge)
    sign, whole, part = found.groups(default="")
    part = part.rstrip("0")
    if len(part) > MOST_DECIMALS:
        raise RankingRefused("score_too_precise", value=value, entry=entry, judge=judge)
    if len(whole.lstrip("0")) > 9:
        raise RankingRefused("score_too_large", value=value, entry=entry, judge=judge)
    return int(sign + whole + part), len(part)


def _coded(names: Sequence[str]) -> tuple[tuple[str, ...], Ints]:
    known = tuple(sorted(set(names)))
    at = {name: number for number, name in enumerate(known)}
    return known, np.fromiter((at[name] for name in names), dtype=np.int64, count=len(names))


def _tracks(
    known: tuple[str, ...], entries: Sequence[str], tracks: Sequence[str] | None
) -> tuple[tuple[str, ...], Ints]:
    if tracks is None:
        return (), np.zeros(len(known), dtype=np.int64)
    of: dict[str, str] = {}
    for entry, track in zip(entries, tracks, strict=True):
        if of.setdefault(entry, track) != track:
            first, second = sorted((of[entry], track))
            raise RankingRefused("track_differs", entry=entry, first=first, second=second)
    names = tuple(sorted(set(of.values())))
    at = {name: number for number, name in enumerate(names)}
    return names, np.array([at[of[entry]] for entry in known], dtype=np.int64)
