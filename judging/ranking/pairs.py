"""Duels: who met whom, and how often each won."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from judging.ranking.refusal import RankingRefused
from judging.ranking.scores import Ints

WINNERS: Final = ("winner", "loser")
COUNTS: Final = ("item1", "item2", "wins1", "wins2")
MOST_DIGITS: Final = 9


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs in canonical order, each once; ``first`` went before ``second``.

    ``halves_first`` and ``halves_second`` count how often each of the two won, in half
    wins: a draw is one for each. Unless ``ordered``, nobody said who went first.
    """

    items: tuple[str, ...]
    first: Ints
    second: Ints
    halves_first: Ints
    halves_second: Ints
    ordered: bool = True

    def rows(self) -> list[tuple[str, str, int, int]]:
        """The pairs as rows of names and half wins."""
        columns = (self.first, self.second, self.halves_first, self.halves_second)
        return [
            (self.items[one], self.items[two], won, lost)
            for one, two, won, lost in zip(*(each.tolist() for each in columns), strict=True)
        ]


def pairs_of_rows(rows: Iterable[Sequence[str]]) -> Pairs:
    """Pairs of a CSV's rows: ``winner, loser`` or ``item1, item2, wins1, wins2``.

    In the first form nothing says who went first. Raises ``RankingRefused``:
    ``pair_columns``, ``pair_same``, ``pair_wins``, ``row_short``, ``name_missing``,
    ``no_scores``.
    """
    lines = iter(rows)
    names = [name.strip() for name in next(lines, [])]
    if sorted(names) not in (sorted(WINNERS), sorted(COUNTS)):
        raise RankingRefused("pair_columns", found=", ".join(names) or "-")
    won: dict[tuple[str, str], list[int]] = {}
    for number, cells in enumerate(lines, start=2):
        if not cells:
            continue
        if len(cells) != len(names):
            raise RankingRefused("row_short", line=number, found=len(cells), wanted=len(names))
        row = {name: cell.strip() for name, cell in zip(names, cells, strict=True)}
        pair, wins = _pair(number, row)
        held = won.setdefault(pair, [0, 0])
        held[0] += wins[0]
        held[1] += wins[1]
    return pairs_of(won, ordered="winner" not in names)


def pairs_of(won: Mapping[tuple[str, str], Sequence[int]], *, ordered: bool = True) -> Pairs:
    """Pairs of ``(first, second) -> (half wins of first, of second)``, sorted by name."""
    kept = sorted(pair for pair, wins in won.items() if sum(wins))
    if not kept:
        raise RankingRefused("no_scores")
    items = tuple(sorted({item for pair in kept for item in pair}))
    at = {item: number for number, item in enumerate(items)}

    def column(values: Iterable[int]) -> Ints:
        return np.fromiter(values, dtype=np.int64, count=len(kept))

    return Pairs(
        items,
        column(at[one] for one, _ in kept),
        column(at[two] for _, two in kept),
        column(won[pair][0] for pair in kept),
        column(won[pair][1] for pair in kept),
        ordered,
    )


def _pair(number: int, row: Mapping[str, str]) -> tuple[tuple[str, str], tuple[int, int]]:
    names = WINNERS if "winner" in row else COUNTS[:2]
    one, two = row[names[0]], row[names[1]]
    for name in names:
        if not row[name]:
            raise RankingRefused("name_missing", line=number, column=name)
    if one == two:
        raise RankingRefused("pair_same", line=number, item=one)
    if names is WINNERS:
        # Unordered: the same two always stand in the same way.
        return ((one, two), (2, 0)) if one < two else ((two, one), (0, 2))
    return (one, two), (_wins(number, row["wins1"]), _wins(number, row["wins2"]))


def _wins(number: int, value: str) -> int:
    """Half wins of a text such as 7 or 7.5."""
    whole, _, part = value.partition(".")
    digits = whole.isascii() and whole.isdigit() and len(whole) <= MOST_DIGITS
    if not digits or part.rstrip("0") not in ("", "5"):
        raise RankingRefused("pair_wins", line=number, value=value or "-")
    return 2 * int(whole) + (1 if part.startswith("5") else 0)
