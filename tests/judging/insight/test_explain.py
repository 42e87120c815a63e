"""Every number opens to its formula and its inputs, and the parts add up."""

from fractions import Fraction

import pytest

from judging.insight.calibration import calibrated_entry, judges_table, model_of
from judging.insight.explain import Explanation, exact_text, explanation_of
from judging.insight.standing import insight_of
from judging.insight.table import table_of
from judging.ranking.scores import Scores
from tests.judging.insight.small import TRIMMED, room

TABLE = {
    "a": (90, 88, 86, 91, 70),
    "b": (80, 77, 81, 79, 66),
    "c": (75, 70, 74, 76, 60),
    "d": (60, 66, 58, 61, 49),
}


def _explained(entry: str, **changes: object) -> Explanation:
    one = room(TABLE, **changes)
    found = insight_of(one)
    return explanation_of(one, found, found.tally.row(entry))


def test_a_trimmed_mean_opens_to_what_is_dropped_and_what_is_left() -> None:
    told = _explained("a", aggregation=TRIMMED)
    assert [(each.judge, each.counted, each.dropped) for each in told.sheets] == [
        ("1", True, None),
        ("2", True, None),
        ("3", True, None),
        ("4", False, "high"),
        ("5", False, "low"),
    ]
    assert told.formula == "mean"
    assert told.facts == {
        "totals": "90.00 + 88.00 + 86.00",
        "count": "3",
        "sum": "264.00",
        "exact": "88",
        "final": "88.00",
    }
    assert [step.id for step in told.steps] == [
        "sheets", "dropped_high", "dropped_low", "figure_mean", "rounded", "place", "inside",
    ]  # fmt: skip


def test_each_sheet_says_what_the_rule_gives_without_its_judge() -> None:
    """Without seat 5 nothing is trimmed (four sheets): the mean of 90, 88, 86 and 91."""
    told = _explained("a", aggregation=TRIMMED)
    assert [(each.rank_without, each.final_without) for each in told.sheets] == [
        (1, "83.75"),
        (1, "84.25"),
        (1, "84.75"),
        (1, "83.50"),
        (1, "88.75"),
    ]


def test_an_exact_figure_that_does_not_end_is_cut_with_dots() -> None:
    one = room({"a": (80, 80, 81), "b": (70, 70, 70)})
    found = insight_of(one)
    told = explanation_of(one, found, found.tally.row("a"))
    assert told.facts["exact"] == "80.333333…"
    assert told.facts["final"] == "80.33"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(441, 5), "88.2"),
        (Fraction(100), "100"),
        (Fraction(1, 16), "0.0625"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(2, 3), "0.666666…"),
        (Fraction(1, 10**7), "0.000000…"),
    ],
)
def test_an_exact_figure_that_ends_is_whole(value: Fraction, text: str) -> None:
    assert exact_text(value) == text


def test_a_tie_is_told_with_who_and_how() -> None:
    one = room({"a": (80, 80), "b": (80, 80), "c": (10, 10)})
    found = insight_of(one)
    told = explanation_of(one, found, found.tally.row("b"))
    steps = {step.id: dict(step.facts) for step in told.steps}
    assert steps["tied"] == {"others": "a"}
    assert "tie_shared" in steps


def test_an_entry_with_too_few_sheets_has_no_formula() -> None:
    one = room({"a": (80, 80), "b": (80, None)})
    found = insight_of(one)
    told = explanation_of(one, found, found.tally.row("b"))
    assert (told.formula, told.facts) == ("none", {})
    assert [step.id for step in told.steps] == ["sheets", "no_result"]
    assert [each.counted for each in told.sheets] == [False]


def _scores() -> Scores:
    one = room(TABLE)
    found = table_of(one, one.counted())
    assert found is not None
    return found


def test_a_calibrated_score_is_mean_and_effects_and_rest() -> None:
    scores = _scores()
    model = model_of(scores, hashed=insight_of(room(TABLE)).hash, after=2)
    found = calibrated_entry(scores, model, "b")
    assert found.mean == pytest.approx((80 + 77 + 81 + 79 + 66) / 5)
    parts = found.mean + sum(each.effect for each in found.judges) + found.rest
    assert parts == pytest.approx(found.score)
    assert found.low < found.score < found.high
    strict = min(found.judges, key=lambda each: each.leniency)
    assert strict.judge == "5"
    assert strict.leniency < -1
    assert strict.effect == pytest.approx(-strict.leniency / 5)


def test_the_judges_table_stands_by_seat_and_flags_accuse_nobody() -> None:
    scores = _scores()
    model = model_of(scores, hashed=insight_of(room(TABLE)).hash, after=2)
    found = judges_table(scores, model)
    assert [line.judge for line in found.lines] == ["1", "2", "3", "4", "5"]
    assert sum(line.leniency or 0.0 for line in found.lines) == pytest.approx(0.0, abs=1e-6)
    assert (found.parts, found.bridges) == (1, ())
    assert found.agreement is not None
    assert found.drift == {}  # the table knows no order


def test_a_judge_who_alone_ties_two_halves_is_a_bridge() -> None:
    table = {
        "a": (90, 80, None, None, 70),
        "b": (80, 70, None, None, 65),
        "c": (70, 66, None, None, 50),
        "d": (None, None, 60, 55, 45),
        "e": (None, None, 50, 58, 40),
        "f": (None, None, 40, 41, 30),
    }
    one = room(table)
    scores = table_of(one, one.counted())
    assert scores is not None
    model = model_of(scores, hashed="0" * 64, after=2)
    assert judges_table(scores, model).bridges == ("5",)


def test_scores_that_rise_over_the_day_show_as_an_order_effect() -> None:
    """Seat 4 gives two points more with each turn; the others do not."""
    base = (70, 62, 75, 58, 81, 66, 72, 60, 77, 64)
    table = {
        f"{at:02}": (first + at % 2, first - at % 3, first + 1, first + 2 * at)
        for at, first in enumerate(base)
    }
    one = room(table)
    turns = {entry: at for at, entry in enumerate(table, 1)}
    scores = table_of(one, one.counted(), turns=turns)
    assert scores is not None
    model = model_of(scores, hashed="0" * 64, after=2)
    found = judges_table(scores, model)
    assert found.drift["4"] > 10
    assert max(found.drift[seat] for seat in "123") < 0
    assert "order_effect" in found.lines[3].flags
