"""Many looks at once: which of them are more than chance, all together (Holm 1979)."""

import numpy as np

from judging.ranking.scores import Floats, Marks

LEVEL = 0.05
"""The chance of one false alarm or more among all looks of a table where nothing is there."""


def beyond_chance(p: Floats) -> Marks:
    """Which chances are too small to be chance; NaN is never."""
    found = np.zeros(len(p), dtype=np.bool_)
    known = np.flatnonzero(np.isfinite(p))
    for step, at in enumerate(known[np.argsort(p[known], kind="stable")]):
        if p[at] > LEVEL / (len(known) - step):
            break
        found[at] = True
    return found
