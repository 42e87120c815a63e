"""The facts of a report: each figure by hand, or by a published table."""

import statistics
from typing import Any

import pytest
import rfc8785
from scipy.stats import linregress

from judging.fairness.facts import fairness_facts
from judging.fairness.figures import figure
from judging.fairness.ground import Ground
from judging.fairness.letters import letters_of
from judging.insight.standing import insight_of
from tests.judging.insight.small import TRIMMED, room

# Shrout and Fleiss 1979, table 2: six targets, four judges.
PUBLISHED = {
    "1": (9, 2, 5, 8), "2": (6, 1, 3, 2), "3": (8, 4, 6, 8),
    "4": (7, 1, 2, 6), "5": (10, 5, 6, 9), "6": (6, 2, 4, 7),
}  # fmt: skip
LEVELS = (-4, -1, 0, 2, 3)
EXACT = {
    f"e{at}": tuple(quality + level for level in LEVELS)
    for at, quality in enumerate((90, 84, 80, 71, 66, 60, 55, 50), start=1)
}


def ground(table: dict[str, Any], *, turns: dict[str, int] | None = None, **rules: Any) -> Ground:
    found = room(table, **rules)
    order = turns or {entry: at for at, entry in enumerate(table, start=1)}
    return Ground(found, insight_of(found), order, "seed")


def facts(table: dict[str, Any], **more: Any) -> dict[str, Any]:
    return fairness_facts(ground(table, **more))


def walked(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in walked(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in walked(each)]
    return [value]


def test_leniency_is_what_was_put_in() -> None:
    judges = facts(EXACT)["judges"]
    assert judges["shown"]
    letters = letters_of(map(str, range(1, 6)), seed="seed")
    found = {row["judge"]: (row["n"], row["leniency"], row["se"]) for row in judges["rows"]}
    assert found == {
        letters[str(seat)]: (8, f"{level:.2f}", "0.00") for seat, level in enumerate(LEVELS, 1)
    }


def test_mean_and_deviation_are_those_of_the_totals() -> None:
    rows = facts(EXACT)["judges"]["rows"]
    letter = letters_of(map(str, range(1, 6)), seed="seed")["1"]
    own = [marks[0] for marks in EXACT.values()]
    (row,) = [row for row in rows if row["judge"] == letter]
    assert row["mean"] == f"{statistics.mean(own):.2f}"
    assert row["sd"] == f"{statistics.stdev(own):.2f}"
    assert (row["low"], row["high"]) == ("46.00", "86.00")


def test_few_judges_are_not_listed_one_by_one() -> None:
    judges = facts(PUBLISHED)["judges"]
    assert (judges["shown"], judges["rows"], judges["judges"]) == (False, [], 4)


def test_letters_follow_the_seed_and_never_the_seat() -> None:
    seats = [str(at) for at in range(1, 31)]
    one, other = (letters_of(seats, seed=seed) for seed in ("a", "b"))
    assert sorted(one.values(), key=lambda each: (len(each), each))[25:28] == ["Z", "AA", "AB"]
    assert one == letters_of(reversed(seats), seed="a")
    assert one != other
    assert [one[seat] for seat in seats] != sorted(one.values())


def test_agreement_is_the_published_one() -> None:
    found = facts(PUBLISHED)["reliability"]
    assert found["by"] == "anova"
    assert (found["one"], found["mean"]) == ("0.290", "0.620")
    assert (found["between"], found["judges_square"], found["error"]) == (
        "11.242", "32.486", "1.019",
    )  # fmt: skip


def test_where_sheets_are_missing_agreement_comes_from_variance_components() -> None:
    # Even noise, so that no component is nothing.
    table: dict[str, Any] = {
        f"e{at}": tuple(40 + 5 * at + 3 * seat + (at * 7 + seat * 5) % 4 for seat in range(5))
        for at in range(8)
    }
    table["e0"] = (None, *table["e0"][1:])
    found = facts(table)["reliability"]
    assert (found["by"], found["entries"], found["scores"]) == ("reml", 8, 39)
    entry, others = float(found["between"]), float(found["judges_square"]) + float(found["error"])
    assert float(found["one"]) == pytest.approx(entry / (entry + others), abs=0.001)
    assert found["per_entry"] == "4.85"  # 8 / (7/5 + 1/4)


def test_the_running_orders_slope_is_the_line_that_was_put_in() -> None:
    turns = {f"e{at}": turn for at, turn in enumerate((3, 1, 8, 2, 7, 5, 4, 6), start=1)}
    table = {
        entry: tuple(60 + 2 * turn + level for level in LEVELS) for entry, turn in turns.items()
    }
    table["e1"] = tuple(mark + 7 for mark in table["e1"])
    order = facts(table, turns=turns)["order"]
    xs = [turns[entry] for entry in table]
    expected = linregress(xs, [statistics.mean(marks) for marks in table.values()])
    assert (order["entries"], order["scores"]) == (8, 40)
    assert order["slope"] == figure(float(expected.slope), 3)
    assert order["se"] == figure(float(expected.stderr), 3)
    assert order["p"] == figure(float(expected.pvalue), 3)


def test_a_short_order_says_nothing() -> None:
    assert facts(PUBLISHED)["order"]["slope"] is None


def test_dropped_marks_with_and_without() -> None:
    """a: 70 90 91 dropped to 90 · b: 85 86 87 to 86, whose plain mean is the higher one."""
    table = {"a": (60, 89, 90, 91, 92), "b": (88, 88, 88, 88, 89), "c": (50, 50, 50, 50, 50)}
    found = facts(table, aggregation=TRIMMED, cut_after=1, awards=[])["dropped"]
    assert found["applies"]
    assert (found["sheets"], found["moved"], found["crossing"]) == (6, 2, ["a", "b"])
    rows = {row["entry"]: row for row in found["rows"]}
    assert (rows["a"]["rank"], rows["a"]["final"]) == (1, "90.00")
    assert (rows["a"]["rank_all"], rows["a"]["final_all"]) == (2, "84.40")
    assert (rows["a"]["counted"], rows["a"]["sheets"]) == (3, 5)


def test_where_nothing_is_dropped_nothing_is_compared() -> None:
    found = facts(EXACT)["dropped"]
    assert (found["applies"], found["rows"]) == (False, [])


def test_a_tie_names_the_step_that_parted_it() -> None:
    table = {"a": (80, 80), "b": (80, 80), "c": (70, 70)}
    (group,) = facts(table)["ties"]["groups"]
    assert group["final"] == "80.00"
    assert [each["entry"] for each in group["entries"]] == ["a", "b"]
    assert group["shares"] == (group["entries"][0]["rank"] == group["entries"][1]["rank"])
    assert facts(EXACT)["ties"]["groups"] == []


def test_other_rules_say_who_would_cross() -> None:
    table = {"a": (60, 89, 90, 91, 92), "b": (88, 88, 88, 88, 89), "c": (50, 51, 52, 53, 54)}
    found = {each["rule"]: each for each in facts(table, cut_after=1, awards=[])["others"]}
    assert found["mean"]["refused"] == "variation_changes_nothing"
    median = found["median"]
    assert (median["moved"], median["largest"], median["first"]) == (2, 1, ["a"])
    assert median["crossing"] == {
        "in": [{"entry": "a", "rank": 2, "then": 1}],
        "out": [{"entry": "b", "rank": 1, "then": 2}],
    }
    assert found["trimmed"]["crossing"] == median["crossing"]
    assert found["standardized"]["refused"] is None


def test_the_line_has_who_stands_on_each_side() -> None:
    cut = facts(EXACT, cut_after=3, awards=[])["cut"]
    assert (cut["after"], cut["gap"]) == (3, "9.00")
    assert (cut["inside"]["entry"], cut["outside"]["entry"]) == ("e3", "e4")


def test_no_figure_is_a_float_and_the_order_of_input_changes_nothing() -> None:
    found = facts(EXACT, cut_after=3)
    assert [leaf for leaf in walked(found) if isinstance(leaf, float)] == []
    turned = dict(reversed(list(EXACT.items())))
    turns = {entry: at for at, entry in enumerate(EXACT, start=1)}
    assert rfc8785.dumps(facts(turned, turns=turns, cut_after=3)) == rfc8785.dumps(found)


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [(0.125, 2, "0.13"), (-0.125, 2, "-0.13"), (-0.001, 2, "0.00"), (2.5, 0, "3"), (None, 2, None)],
)
def test_figures_are_rounded_half_up(value: Any, digits: int, shown: str | None) -> None:
    assert figure(value, digits) == shown
