"""Places without one judge: by hand, against fits of the smaller table, and where nobody may go."""

import json
from dataclasses import replace

import pytest

from judging.ranking import without
from judging.ranking.methods import METHODS
from judging.ranking.places import places
from judging.ranking.ranking import ranking
from judging.ranking.result import PlaceRange, Ranking
from judging.ranking.rule import Rule
from judging.ranking.scores import Scores
from judging.ranking.wire import document
from tests.judging.ranking.small import Row, drawn, grid, table

EVERY = ["mean", "trimmed", "additive", "standardized", "calibrated", "calibrated-robust"]


def ranges(found: Ranking) -> dict[str, PlaceRange | None]:
    return {each.entry: each.places_without_one_judge for each in found.entries}


def by_rows(rows: list[Row], rule: Rule) -> dict[str, PlaceRange]:
    """The ranges from tables that are read anew without each judge's rows."""
    seen: dict[str, list[int]] = {}
    run = METHODS[rule.method].run
    assert run is not None
    for judge in sorted({each[1] for each in rows}):
        less = table([each for each in rows if each[1] != judge])
        found = places(run(less, replace(rule, draws=0), 0))
        for entry, place in zip(less.entries, found.tolist(), strict=True):
            seen.setdefault(entry, []).append(place)
    return {entry: PlaceRange(min(all_), max(all_)) for entry, all_ in seen.items()}


def test_by_hand() -> None:
    # Without a: B 80, A 70, C 66; without b: A and C 75, B 70; without c: A 85, B 80, C 76.
    figures = {"A": "90 80 60", "B": "70 90 70", "C": "85 67 65"}
    assert ranges(ranking(table(grid(figures)), Rule("mean"), ranges=True)) == {
        "A": PlaceRange(1, 2), "B": PlaceRange(1, 3), "C": PlaceRange(1, 3),
    }  # fmt: skip


@pytest.mark.parametrize("method", EVERY)
@pytest.mark.parametrize("each", [4, 5, 6, 7])
def test_as_from_the_rows_that_remain(method: str, each: int) -> None:
    rows, _ = drawn(11 + each, entries=20, each=each)
    assert ranges(ranking(table(rows), Rule(method), ranges=True)) == by_rows(rows, Rule(method))


def test_a_range_that_kept_the_judge_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, _ = drawn(15, entries=20)
    monkeypatch.setattr(without, "less_judge", lambda scores, _judge: scores)
    assert ranges(ranking(table(rows), Rule("additive"), ranges=True)) != by_rows(
        rows, Rule("additive")
    )


def test_nobody_leaves_whom_an_entry_needs() -> None:
    figures = {"A": "90 80 -", "B": "70 - -", "C": "- 75 85"}
    found = ranges(ranking(table(grid(figures)), Rule("mean"), ranges=True))
    # Only b and c may go, a is all that B has.
    assert found == {"A": PlaceRange(1, 1), "B": PlaceRange(3, 3), "C": PlaceRange(2, 2)}
    alone = ranking(table(grid({"A": "90", "B": "80"})), Rule("mean"), ranges=True)
    assert set(ranges(alone).values()) == {None}


def test_judges_without_whom_the_method_refuses_are_named() -> None:
    # c alone ties the first two entries to the others.
    figures = {
        "A": "9 8 7 - -", "B": "7 8 5 - -", "C": "- - 6 9 8", "D": "- - 8 7 9",
    }  # fmt: skip
    found = ranking(table(grid(figures)), Rule("additive"), ranges=True)
    assert found.warnings[-1].startswith("Places without one judge do not cover c: ")
    assert None not in ranges(found).values()


def test_too_many_fits_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, _ = drawn(3)
    monkeypatch.setattr(without, "MOST_FITS", 7)
    found = ranking(table(rows), Rule("additive"), ranges=True)
    assert set(ranges(found).values()) == {None}
    assert found.warnings[-1] == (
        "Places without one judge are left out: 8 judges are too many for that."
    )


def test_the_wire_and_rows_in_another_order() -> None:
    rows, _ = drawn(4)
    scores: Scores = table(rows)
    first = document(ranking(scores, Rule("trimmed"), ranges=True))
    assert first["entries"][0]["places_without_one_judge"].keys() == {"best", "worst"}
    again = document(ranking(table(sorted(rows)), Rule("trimmed"), ranges=True))
    assert json.dumps(again) == json.dumps(first)
