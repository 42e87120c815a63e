"""Small tables for tests of methods."""

import random
from collections.abc import Sequence

from judging.ranking.scores import Scores, scores_of

Row = tuple[str, str, str]


def table(rows: Sequence[Row], tracks: dict[str, str] | None = None) -> Scores:
    """The scores of (entry, judge, score) rows."""
    entries, judges, values = (list(column) for column in zip(*rows, strict=True))
    of = None if tracks is None else [tracks[entry] for entry in entries]
    return scores_of(entries, judges, values, of)


def grid(figures: dict[str, str], judges: str = "abcdef") -> list[Row]:
    """``{"E1": "80 85 90"}`` as rows: the judges a, b, c; ``-`` is no score."""
    return [
        (entry, judges[at], value)
        for entry, line in figures.items()
        for at, value in enumerate(line.split())
        if value != "-"
    ]


def drawn(
    seed: int, *, entries: int = 60, judges: int = 8, each: int = 4, tracks: int = 0
) -> tuple[list[Row], dict[str, str] | None]:
    """Rows by chance: lenient and severe judges, whole scores."""
    chance = random.Random(seed)
    lenient = [chance.gauss(0, 4) for _ in range(judges)]
    rows: list[Row] = []
    for entry in range(entries):
        quality = chance.gauss(75, 8)
        for judge in chance.sample(range(judges), each):
            score = quality + lenient[judge] + chance.gauss(0, 5)
            rows.append((f"E{entry:03d}", f"J{judge:02d}", str(round(min(max(score, 0), 100)))))
    chance.shuffle(rows)
    of = {entry: f"T{int(entry[1:]) % tracks}" for entry, _, _ in rows} if tracks else None
    return rows, of
