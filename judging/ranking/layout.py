"""Sums over a table of scores, by entry and by judge, in one fixed order.

Each sum is a product with a sparse matrix, whose rows are added from left to
right: the same table gives the same bytes.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from judging.ranking.scores import Floats, Ints, Scores


@dataclass(frozen=True, slots=True)
class Layout:
    """Matrices entries × judges of ones (``by_entry``) and its transpose (``by_judge``)."""

    by_entry: Any
    by_judge: Any
    per_entry: Floats
    per_judge: Floats

    @property
    def entries(self) -> int:
        """How many entries there are."""
        return len(self.per_entry)

    @property
    def judges(self) -> int:
        """How many judges there are."""
        return len(self.per_judge)


def layout_of(scores: Scores) -> Layout:
    """The matrices of a table."""
    by_entry = matrix(scores, np.ones(len(scores.entry)))
    by_judge = transposed(by_entry)
    # Whole numbers come out exact whichever way they are added up.
    per_judge = np.asarray(by_judge @ np.ones(len(scores.entries)))
    return Layout(by_entry, by_judge, scores.per_entry.astype(np.float64), per_judge)


def matrix(scores: Scores, values: Floats) -> Any:
    """A figure per score as a sparse matrix entries × judges."""
    from scipy.sparse import csr_array

    shape = (len(scores.entries), len(scores.judges))
    judge = scores.judge.astype(np.int32)
    return csr_array((values, judge, scores.starts.astype(np.int32)), shape=shape)


def units_by_judge(scores: Scores, layout: Layout) -> Ints:
    """The sum of each judge's scores in whole units, exact."""
    from scipy.sparse import csr_array

    held = layout.by_entry
    units = csr_array((scores.units, held.indices, held.indptr), shape=held.shape)
    return np.asarray(transposed(units) @ np.ones(layout.entries, dtype=np.int64))


def transposed(by_entry: Any) -> Any:
    """The same figures as judges × entries.

    Still in the order of entries: the judges' sums, which are few, stay in the
    processor's cache, and entries are read from first to last.
    """
    return by_entry.T


def sums_by_judge(scores: Scores, values: Floats) -> Floats:
    """The sum of a figure per score over each judge's scores."""
    found = np.bincount(scores.judge, weights=values, minlength=len(scores.judges))
    return found.astype(np.float64, copy=False)


def sums_by_entry(scores: Scores, values: Floats) -> Floats:
    """The sum of a figure per score over each entry's scores."""
    return np.add.reduceat(values, scores.starts[:-1])
