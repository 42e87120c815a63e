"""A file of scores, row by row, as the table that methods rank."""

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from judging.ranking.refusal import RankingRefused
from judging.ranking.scores import Scores, scores_of

COLUMNS: Final = (
    "entry", "judge", "score", "criterion", "mark", "rank", "track", "division", "region",
    "panel", "judge_kind", "round", "registered", "stage", "weight",
)  # fmt: skip
_VALUES: Final = ("score", "mark", "rank")


def scores_of_rows(rows: Iterable[Sequence[str]]) -> Scores:
    """The scores of a CSV's rows, the first of which names the columns.

    A sheet is one ``score``, or the sum of its ``mark`` rows; ``rank`` holds
    places (1 is the best) in place of scores. Raises ``RankingRefused``.
    """
    lines = iter(rows)
    names = [name.strip() for name in next(lines, [])]
    value = _value_column(names)
    columns = _columns(names, lines)
    _one_round(columns.get("round", []))
    entries, judges, values = columns["entry"], columns["judge"], columns[value]
    tracks = columns.get("track")
    if value == "mark":
        entries, judges, values, tracks = _sheets(columns)
    return scores_of(entries, judges, values, tracks, places=value == "rank")


def _value_column(names: Sequence[str]) -> str:
    for name in names:
        if name not in COLUMNS:
            raise RankingRefused("column_unknown", column=name or "-", known=", ".join(COLUMNS))
        if names.count(name) > 1:
            raise RankingRefused("column_twice", column=name)
    if "weight" in names:
        raise RankingRefused("column_unused", column="weight")
    found = [name for name in _VALUES if name in names]
    if len(found) > 1:
        raise RankingRefused("column_unused", column=found[1])
    wanted = ["entry", "judge", found[0] if found else "score"]
    if found == ["mark"]:
        wanted.append("criterion")
    for name in wanted:
        if name not in names:
            raise RankingRefused("column_missing", column=name)
    if found != ["mark"] and "criterion" in names:
        raise RankingRefused("column_unused", column="criterion")
    return found[0]


def _columns(names: list[str], lines: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    columns: dict[str, list[str]] = {name: [] for name in names}
    for number, row in enumerate(lines, start=2):
        if not row:
            continue
        if len(row) != len(names):
            raise RankingRefused("row_short", line=number, found=len(row), wanted=len(names))
        for name, cell in zip(names, row, strict=True):
            text = cell.strip()
            if not text and name in ("entry", "judge"):
                raise RankingRefused("name_missing", line=number, column=name)
            columns[name].append(text)
    return columns


def _one_round(rounds: Sequence[str]) -> None:
    known = sorted(set(rounds))
    if len(known) > 1:
        raise RankingRefused("rounds_several", rounds=", ".join(each or "-" for each in known))


def _sheets(
    columns: dict[str, list[str]],
) -> tuple[list[str], list[str], list[str], list[str] | None]:
    """Marks added up by sheet; a mark that is no number is left for the reader of scores."""
    totals: dict[tuple[str, str], Decimal | str] = {}
    track_of: dict[str, str] = {}
    seen: set[tuple[str, str, str]] = set()
    tracks = columns.get("track", [])
    rows = zip(
        columns["entry"], columns["judge"], columns["criterion"], columns["mark"], strict=True
    )
    for at, (entry, judge, criterion, mark) in enumerate(rows):
        if (entry, judge, criterion) in seen:
            raise RankingRefused("score_doubled", entry=f"{criterion} of {entry}", judge=judge)
        seen.add((entry, judge, criterion))
        if tracks and track_of.setdefault(entry, tracks[at]) != tracks[at]:
            first, second = sorted((track_of[entry], tracks[at]))
            raise RankingRefused("track_differs", entry=entry, first=first, second=second)
        before = totals.get((entry, judge), Decimal(0))
        totals[entry, judge] = _added(before, mark)
    sheets = list(totals)
    of = [track_of[entry] for entry, _ in sheets] if tracks else None
    values = [format(totals[sheet], "f") if isinstance(totals[sheet], Decimal)
              else str(totals[sheet]) for sheet in sheets]  # fmt: skip
    return [sheet[0] for sheet in sheets], [sheet[1] for sheet in sheets], values, of


def _added(before: Decimal | str, mark: str) -> Decimal | str:
    if isinstance(before, str):
        return before
    try:
        value = Decimal(mark)
    except InvalidOperation:
        return mark
    return before + value if value.is_finite() and "e" not in mark.lower() else mark
