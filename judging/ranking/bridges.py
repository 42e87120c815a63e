"""On whom the comparison hangs: judges and tracks that alone hold the table together.

Two judges are neighbors where they scored the same entry. How firmly the judges hang
together is ``lambda2``, the least information (in scores) that the table has about any
difference between judges, each entry's own level taken away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from judging.ranking.cut_vertices import cut_vertices
from judging.ranking.layout import Layout, layout_of
from judging.ranking.parts import TIED_BY, part_of_rows, parts_of, ties_of_tracks
from judging.ranking.scores import Scores

SHARED_FROM: Final = 3
"""A judge who shares fewer entries with others is hardly comparable."""
MOST_PAIRS: Final = 500_000
"""Pairs of judges whose graph is searched; some seconds of work."""
MOST_MET: Final = 50_000_000
"""Meetings of two judges on an entry that are counted."""
MOST_JUDGES: Final = 2000
MOST_ROWS: Final = 20_000_000
"""Scores × tracks that are looked at anew, some seconds of work."""


@dataclass(frozen=True, slots=True)
class WeakTrack:
    """A track that ``scores`` scores tie to the others."""

    track: str
    scores: int


@dataclass(frozen=True, slots=True)
class FewShared:
    """A judge who scored ``entries`` entries that others scored too."""

    judge: str
    entries: int


@dataclass(frozen=True, slots=True)
class Bridges:
    """``judges`` and ``tracks`` whose absence alone would part the rest of the table.

    ``parts`` share no judge already. ``judges`` and ``tracks`` are None where the
    table is too large to search, ``lambda2`` where there are too many judges (0
    where the table has parts).
    """

    parts: int
    lambda2: float | None
    judges: tuple[str, ...] | None
    tracks: tuple[str, ...] | None
    weak_tracks: tuple[WeakTrack, ...]
    few_shared: tuple[FewShared, ...]


def bridges_of(scores: Scores) -> Bridges:
    """What holds the table together."""
    layout = layout_of(scores)
    count, _ = parts_of(scores)
    return Bridges(
        count,
        _lambda2(layout, count),
        _single_judges(scores.judges, layout),
        _single_tracks(scores),
        tuple(WeakTrack(name, ties) for name, ties in ties_of_tracks(scores) if ties < TIED_BY),
        _few_shared(scores),
    )


def _single_judges(judges: Sequence[str], layout: Layout) -> tuple[str, ...] | None:
    if len(judges) > MOST_JUDGES or float(layout.per_entry @ layout.per_entry) > MOST_MET:
        return None
    neighbors = layout.by_judge @ layout.by_entry
    if neighbors.nnz > MOST_PAIRS:
        return None
    found = cut_vertices(neighbors.indptr.tolist(), neighbors.indices.tolist())
    return tuple(judges[at] for at in found)


def _few_shared(scores: Scores) -> tuple[FewShared, ...]:
    shared = np.bincount(
        scores.judge, weights=scores.per_entry[scores.entry] > 1, minlength=len(scores.judges)
    )
    return tuple(
        FewShared(scores.judges[at], int(shared[at])) for at in np.flatnonzero(shared < SHARED_FROM)
    )


def _lambda2(layout: Layout, parts: int) -> float | None:
    from scipy.linalg import eigvalsh
    from scipy.sparse import diags_array

    if layout.judges < 2 or layout.judges > MOST_JUDGES:
        return None
    if parts > 1:
        return 0.0
    inside = layout.by_judge @ diags_array(1.0 / layout.per_entry) @ layout.by_entry
    matrix = np.diag(layout.per_judge) - inside.toarray()
    return max(float(eigvalsh(matrix, subset_by_index=[1, 1])[0]), 0.0)


def _single_tracks(scores: Scores) -> tuple[str, ...] | None:
    """Tracks without whose entries the others fall into more parts."""
    if len(scores.tracks) < 2:
        return ()
    if len(scores.tracks) * len(scores.entry) > MOST_ROWS:
        return None
    before = part_of_rows(scores.entry, scores.judge)
    track = scores.track[scores.entry]
    found = []
    for at, name in enumerate(scores.tracks):
        rest = track != at
        after = part_of_rows(scores.entry[rest], scores.judge[rest])
        if len(np.unique(after)) > len(np.unique(before[rest])):
            found.append(name)
    return tuple(found)
