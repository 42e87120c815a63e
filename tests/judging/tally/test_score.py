"""One entry: trimming, the exact mean, the one rounding."""

from collections.abc import Callable

import pytest

from contest.rulebook.rulebook import Rulebook
from judging.tally.score import score
from judging.tally.sheet import Sheet

Totals = Callable[..., list[Sheet]]


@pytest.mark.parametrize(
    ("marks", "high", "low", "exact", "final"),
    [
        (["90", "92", "88", "95", "85"], ["4"], ["5"], "90", "90.00"),
        (["91.5", "92", "91", "90", "93"], ["5"], ["4"], "183/2", "91.50"),
        (["90", "92", "88", "95"], [], [], "365/4", "91.25"),
        (["88", "88", "88", "95", "95"], ["5"], ["3"], "271/3", "90.33"),
        (["88", "88", "88", "88", "88"], ["5"], ["4"], "88", "88.00"),
        (["85.5", "93", "85", "88.5", "74.5", "87"], ["2"], ["5"], "173/2", "86.50"),
        (["91", "92", "92", "0", "100"], ["5"], ["4"], "275/3", "91.67"),
        (["0", "0", "0.02", "0.02", "0.02"], ["5"], ["2"], "1/75", "0.01"),
    ],
)
def test_published_vectors(
    rulebook: Rulebook,
    totals: Totals,
    marks: list[str],
    high: list[str],
    low: list[str],
    exact: str,
    final: str,
) -> None:
    result = score(rulebook, totals(*marks))
    assert [sheet.seat for sheet in result.dropped_high] == high
    assert [sheet.seat for sheet in result.dropped_low] == low
    assert (str(result.exact), str(result.final)) == (exact, final)


def test_dropped_seats_do_not_depend_on_the_order_of_arrival(
    rulebook: Rulebook, totals: Totals
) -> None:
    rows = totals("88", "88", "88", "95", "95")
    assert score(rulebook, rows) == score(rulebook, list(reversed(rows)))


def test_seat_ten_comes_after_seat_two(rulebook: Rulebook) -> None:
    rows = [Sheet(str(seat), {"total": 9000}) for seat in (10, 2, 3, 4, 5)]
    result = score(rulebook, rows)
    assert [sheet.seat for sheet in result.sheets] == ["2", "3", "4", "5", "10"]
    assert (result.dropped_high[0].seat, result.dropped_low[0].seat) == ("10", "5")


def test_too_few_sheets_give_no_figure(rulebook: Rulebook, totals: Totals) -> None:
    result = score(rulebook, totals("90", "91"))
    assert (result.exact, result.final, result.dropped_high) == (None, None, ())


def test_two_may_be_dropped_at_one_end(
    make_rulebook: Callable[..., Rulebook], totals: Totals, trim_one: dict[str, object]
) -> None:
    rulebook = make_rulebook(aggregation={**trim_one, "drop_high": 0, "drop_low": 2})
    result = score(rulebook, totals("90", "92", "88", "95", "85"))
    assert [sheet.seat for sheet in result.dropped_low] == ["5", "3"]
    assert str(result.final) == "92.33"
