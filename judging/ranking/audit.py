"""The hash of a ranking: what went in, the rule, the method and the libraries.

Who has the same table, this version and these libraries gets the same bytes;
the hash also seeds what is drawn by chance.
"""

import csv
import hashlib
import io
import platform
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from core.canonical import canonical_hash
from judging.ranking.circumstances import columns_of
from judging.ranking.rule import Rule
from judging.ranking.scores import Scores


def scores_csv(scores: Scores) -> bytes:
    """The table as canonical CSV: entry, judge, score or rank, track, sorted.

    Columns beside the scores follow where they are known.
    """
    tracks = scores.tracks or ("",)
    figures = [_text(units, scores.decimals) for units in scores.units.tolist()]
    rows = zip(scores.entry.tolist(), scores.judge.tolist(), figures, strict=True)
    track = scores.track.tolist()
    more = columns_of(scores.beside, scores.entry, scores.judge)
    return _csv(
        ("entry", "judge", "rank" if scores.places else "score", "track", *more),
        (
            (
                scores.entries[entry], scores.judges[judge], figure, tracks[track[entry]],
                *(column[at] for column in more.values()),
            )
            for at, (entry, judge, figure) in enumerate(rows)
        ),
    )  # fmt: skip


def audit_hash(table: bytes, rule: Rule, version: int) -> str:
    """SHA-256 (hex) over canonical input, rule, method's version and libraries."""
    return canonical_hash(
        {
            "input": hashlib.sha256(table).hexdigest(),
            "rule": rule.document(),
            "version": version,
            "libraries": libraries(),
        }
    )


def libraries() -> dict[str, str]:
    """The versions that the last digits may depend on."""
    import scipy

    return {
        "numpy": np.__version__,
        "python": ".".join(platform.python_version_tuple()[:2]),
        "scipy": str(scipy.__version__),
    }


def seed_of(hashed: str) -> int:
    """The seed of all that is drawn: the first 8 bytes of the hash."""
    return int(hashed[:16], 16)


def _csv(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return out.getvalue().encode()


def pairs_csv(rows: Iterable[Sequence[Any]]) -> bytes:
    """Pairs with half wins as canonical CSV, in the order given."""
    return _csv(("item1", "item2", "halves1", "halves2"), rows)


def _text(units: int, decimals: int) -> str:
    sign, digits = ("-" if units < 0 else ""), str(abs(units)).rjust(decimals + 1, "0")
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"
