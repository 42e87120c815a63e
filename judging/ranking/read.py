"""A file of scores, row by row, as the table that methods rank."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from judging.ranking.circumstances import Told, position_of
from judging.ranking.refusal import RankingRefused
from judging.ranking.rounds import Rounds
from judging.ranking.scores import Scores, scores_of

COLUMNS: Final = (
    "entry", "judge", "score", "criterion", "mark", "rank", "track", "division", "region",
    "panel", "judge_kind", "round", "registered", "stage", "weight",
    "position", "judge_org", "entry_org",
)  # fmt: skip
_VALUES: Final = ("score", "mark", "rank")


def scores_of_rows(rows: Iterable[Sequence[str]], *, joint: tuple[str, ...] = ()) -> Scores:
    """The scores of a CSV's rows, the first of which names the columns.

    A sheet is one ``score``, or the sum of its ``mark`` rows; ``rank`` holds
    places (1 is the best) in place of scores; ``position``, ``judge_org`` and
    ``entry_org`` stand beside them. ``joint`` names several rounds in order, which
    are then read together. Raises ``RankingRefused``.
    """
    lines = iter(rows)
    names = [name.strip() for name in next(lines, [])]
    value = _value_column(names)
    columns = _columns(names, lines)
    if not joint:
        _one_round(columns.get("round", []))
    elif "round" not in columns:
        raise RankingRefused("rounds_missing")
    if value == "mark":
        columns = _sheets(columns)
    entries, judges = columns["entry"], columns["judge"]
    values, tracks = columns[value], columns.get("track")
    return scores_of(
        entries,
        judges,
        values,
        tracks,
        places=value == "rank",
        told=_told(columns),
        rounds=Rounds(joint, columns["round"]) if joint else None,
    )


def _told(columns: Mapping[str, list[str]]) -> Told:
    position = columns.get("position")
    if position is not None:
        rows = zip(position, columns["entry"], columns["judge"], strict=True)
        return Told([position_of(*row) for row in rows], *_orgs(columns))
    return Told(None, *_orgs(columns))


def _orgs(columns: Mapping[str, list[str]]) -> tuple[list[str] | None, list[str] | None]:
    return columns.get("judge_org"), columns.get("entry_org")


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


def _sheets(columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The same columns with one row a sheet, its marks added up.

    A mark that is no number is left for the reader of scores.
    """
    totals: dict[tuple[str, str, str], Decimal | str] = {}
    first: dict[tuple[str, str, str], int] = {}
    seen: set[tuple[str, str, str, str]] = set()
    rounds = columns.get("round") or [""] * len(columns["entry"])
    rows = zip(
        columns["entry"], columns["judge"], rounds, columns["criterion"], columns["mark"],
        strict=True,
    )  # fmt: skip
    for at, (entry, judge, round_, criterion, mark) in enumerate(rows):
        if (entry, judge, round_, criterion) in seen:
            raise RankingRefused("score_doubled", entry=f"{criterion} of {entry}", judge=judge)
        seen.add((entry, judge, round_, criterion))
        _beside_check(columns, first.setdefault((entry, judge, round_), at), at)
        before = totals.get((entry, judge, round_), Decimal(0))
        totals[entry, judge, round_] = _added(before, mark)
    found = {name: [column[at] for at in first.values()] for name, column in columns.items()}
    found["mark"] = [
        format(total, "f") if isinstance(total, Decimal) else total for total in totals.values()
    ]
    return found


_OF_A_SHEET: Final = (
    ("track", "track_differs", "entry"),
    ("position", "position_differs", ""),
    ("judge_org", "organization_differs", "judge"),
    ("entry_org", "organization_differs", "entry"),
)


def _beside_check(columns: Mapping[str, list[str]], first: int, at: int) -> None:
    """Raise where rows of one sheet differ in what the sheet has once."""
    for name, code, of in _OF_A_SHEET:
        column = columns.get(name)
        if column is None or column[first] == column[at]:
            continue
        one, other = sorted((column[first], column[at]))
        facts = {"entry": columns["entry"][at], "judge": columns["judge"][at]}
        facts["name"] = facts[of] if of else ""
        raise RankingRefused(code, first=one or "-", second=other or "-", **facts)


def _added(before: Decimal | str, mark: str) -> Decimal | str:
    if isinstance(before, str):
        return before
    try:
        value = Decimal(mark)
    except InvalidOperation:
        return mark
    return before + value if value.is_finite() and "e" not in mark.lower() else mark
