"""Which entries can be compared: parts of the table that share no judge."""

from collections.abc import Sequence

import numpy as np

from judging.ranking.scores import Ints, Scores

TIED_BY = 10
"""A track that fewer scores tie to the others is weakly tied."""
NAMED = 3
"""Of each part so many entries are named."""


def part_of_rows(entry: Ints, judge: Ints) -> Ints:
    """The part of each score, numbered from 0 on; parts share neither entry nor judge."""
    return np.asarray(np.unique(_labels(entry, judge), return_inverse=True)[1])


def _labels(entry: Ints, judge: Ints) -> Ints:
    """A label per score, equal inside a part."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if not len(entry):
        return np.zeros(0, dtype=np.int64)
    entries = int(entry.max()) + 1
    size = entries + int(judge.max()) + 1
    ones = np.ones(len(entry), dtype=np.int8)
    graph = coo_array((ones, (entry, judge + entries)), shape=(size, size))
    _, part = connected_components(graph, directed=False)
    return np.asarray(part[entry])


def parts_of(scores: Scores) -> tuple[int, Ints]:
    """How many parts there are, and the part of each entry (numbered by first entry)."""
    part = _labels(scores.entry, scores.judge)[scores.starts[:-1]]
    _, first, inverse = np.unique(part, return_index=True, return_inverse=True)
    order = np.empty(len(first), dtype=np.int64)
    order[np.argsort(first, kind="stable")] = np.arange(len(first))
    return len(first), order[inverse]


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
    """A sentence for each track that few scores tie to the others."""
    return [
        f"{ties} scores tie the track {name or '-'} to the others; where its "
        "entries stand among those rests on the assumption that judges are alike."
        for name, ties in ties_of_tracks(scores)
        if ties < TIED_BY
    ]


def ties_of_tracks(scores: Scores) -> list[tuple[str, int]]:
    """Each track with the number of scores that tie it to the others; empty without tracks.

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
    return [(name, int(ties[at])) for at, name in enumerate(scores.tracks)]
