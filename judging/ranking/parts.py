"""Which entries can be compared: parts of the table that share no judge."""

from collections.abc import Sequence

import numpy as np

from judging.ranking.scores import Ints, Scores

TIED_BY = 10
"""A track that fewer scores tie to the others is weakly tied."""
NAMED = 3
"""Of each part so many entries are named."""


def parts_of(scores: Scores) -> tuple[int, Ints]:
    """How many parts there are, and the part of each entry (numbered by first entry)."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    entries, judges = len(scores.entries), len(scores.judges)
    ones = np.ones(len(scores.entry), dtype=np.int8)
    graph = coo_array(
        (ones, (scores.entry, scores.judge + entries)), shape=(entries + judges, entries + judges)
    )
    count, part = connected_components(graph, directed=False)
    _, first, inverse = np.unique(part[:entries], return_index=True, return_inverse=True)
    order = np.empty(len(first), dtype=np.int64)
    order[np.argsort(first, kind="stable")] = np.arange(len(first))
    return int(count), order[inverse]


def parts_named(names: Sequence[str], part: Ints, most: int = 6) -> str:
    """The parts in words: their first entries, and how many more."""
    words = []
    count = int(part.max()) + 1
    for number in range(min(count, most)):
        members = [names[int(at)] for at in np.flatnonzero(part == number)]
        rest = len(members) - NAMED
        words.append(", ".join(members[:NAMED]) + (f" and {rest} more" if rest > 0 else ""))
    if count > most:
        words.append(f"and {count - most} more parts")
    return " | ".join(words)


def tracks_weakly_tied(scores: Scores) -> list[str]:
    """A sentence for each track that few scores tie to the others.

    A judge is at home in the track of most scores; what judges give elsewhere
    ties that track to their own.
    """
    tracks = len(scores.tracks)
    if tracks < 2:
        return []
    table = np.zeros((len(scores.judges), tracks), dtype=np.int64)
    np.add.at(table, (scores.judge, scores.track[scores.entry]), 1)
    home = table.argmax(axis=1)
    away = table.copy()
    away[np.arange(len(away)), home] = 0
    ties = away.sum(axis=0) + np.bincount(home, weights=away.sum(axis=1), minlength=tracks)
    return [
        f"{int(ties[at])} scores tie the track {scores.tracks[at] or '-'} to the others; where its "
        "entries stand among those rests on the assumption that judges are alike."
        for at in np.flatnonzero(ties < TIED_BY)
    ]
