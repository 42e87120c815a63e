"""A whole round: ranks, ties, outcomes, refusals, bytes."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from contest.rulebook.rulebook import Rulebook
from judging.tally.result import Outcome
from judging.tally.sheet import Sheet, TallyRefused, TieDecision
from judging.tally.tally import outcome_of, tally

Totals = Callable[..., list[Sheet]]
Make = Callable[..., Rulebook]
LADDER = [
    {"rule": "higher_criterion", "criterion": "technology"},
    {"rule": "sum_of_all_judges"},
    {"rule": "chair_vote"},
]


def _ranks(result: Any) -> dict[str, int | None]:
    return {row.entry: row.rank for row in result.rows}


def _parts(*pairs: tuple[int, int]) -> list[Sheet]:
    return [
        Sheet(str(seat), {"technology": technology * 100, "market": market * 100})
        for seat, (technology, market) in enumerate(pairs, start=1)
    ]


def test_equal_finals_share_1_2_2_4(rulebook: Rulebook, totals: Totals) -> None:
    sheets = {
        "d": totals("70", "70", "70"),
        "b": totals("80", "80", "80"),
        "c": totals("79", "81", "80"),
        "a": totals("90", "90", "90"),
    }
    result = tally(rulebook, sheets)
    assert _ranks(result) == {"a": 1, "b": 2, "c": 2, "d": 4}
    assert [row.entry for row in result.rows] == ["a", "b", "c", "d"]
    assert (result.row("b").tied_with, result.row("b").shares) == (("c",), True)
    assert not result.row("a").shares


def test_a_shared_place_across_a_border_is_marked(rulebook: Rulebook, totals: Totals) -> None:
    sheets = {each: totals("80", "80", "80") for each in "abc"}
    assert all(row.at_line and not row.waits for row in tally(rulebook, sheets).rows)
    sheets["top"] = totals("90", "90", "90")
    # One first prize is given; the three share the second, which has two places.
    assert [row.at_line for row in tally(rulebook, sheets).rows] == [False, True, True, True]
    del sheets["c"]
    assert not any(row.at_line for row in tally(rulebook, sheets).rows)


@pytest.mark.parametrize(("tie_on", "ranks"), [("rounded", (1, 1)), ("exact", (1, 2))])
def test_ties_are_read_where_the_rulebook_says(
    make_rulebook: Make, totals: Totals, trim_one: Any, tie_on: str, ranks: tuple[int, int]
) -> None:
    rulebook = make_rulebook(aggregation={**trim_one, "tie_on": tie_on})
    # 275/3 and 91.67: 0.003 apart, equal on two decimals.
    sheets = {
        "a": totals("91.67", "91.67", "91.67"),
        "b": totals("91", "92", "92"),
    }
    result = tally(rulebook, sheets)
    assert (result.row("a").rank, result.row("b").rank) == ranks


def test_outcomes_follow_the_rank(rulebook: Rulebook, totals: Totals) -> None:
    sheets = {str(rank): totals(*[str(90 - rank)] * 3) for rank in range(1, 6)}
    result = tally(rulebook, {**sheets, "short": totals("99", "99"), "none": []})
    assert [(row.entry, row.outcome) for row in result.rows] == [
        ("1", Outcome("award", "first")),
        ("2", Outcome("award", "second")),
        ("3", Outcome("award", "second")),
        ("4", Outcome("passed")),
        ("5", Outcome("below_cut")),
        ("none", Outcome("insufficient")),
        ("short", Outcome("insufficient")),
    ]
    assert (result.row("short").rank, result.row("short").final) == (None, None)
    assert outcome_of(rulebook, 4) == Outcome("passed")


def test_the_ladder_goes_down_step_by_step(make_rulebook: Make, two_criteria: Any) -> None:
    rulebook = make_rulebook(criteria=two_criteria, ties=LADDER)
    sheets = {
        # All have 70.00 from the middle three of five.
        "more_technology": _parts((41, 29), (41, 29), (41, 29), (50, 40), (10, 10)),
        "more_in_all": _parts((40, 30), (40, 30), (40, 30), (50, 41), (10, 10)),
        "x": _parts((40, 30), (40, 30), (40, 30), (50, 40), (10, 10)),
        "y": _parts((40, 30), (40, 30), (40, 30), (50, 40), (10, 10)),
        "lower": _parts((40, 29), (40, 29), (40, 29), (50, 40), (10, 10)),
    }
    open_result = tally(rulebook, sheets)
    assert _ranks(open_result) == {
        "more_technology": 1,
        "more_in_all": 2,
        "x": 3,
        "y": 3,
        "lower": 5,
    }
    first = "higher_criterion:technology"
    assert open_result.row("more_technology").tie_steps == (first,)
    assert open_result.row("more_in_all").tie_steps == (first, "sum_of_all_judges")
    assert open_result.row("x").waits
    assert not open_result.row("lower").tied_with
    votes = [TieDecision(1, ("x", "y")), TieDecision(2, ("y", "x"))]
    voted = tally(rulebook, sheets, votes)
    assert (voted.row("y").rank, voted.row("x").rank) == (3, 4)
    assert voted.row("x").tie_steps == (first, "sum_of_all_judges", "chair_vote")
    assert not voted.row("x").waits


def test_a_vote_never_reaches_over_a_step_above_it(make_rulebook: Make, two_criteria: Any) -> None:
    rulebook = make_rulebook(criteria=two_criteria, ties=LADDER)
    sheets = {"a": _parts(*[(41, 29)] * 3), "b": _parts(*[(40, 30)] * 3)}
    assert _ranks(tally(rulebook, sheets, [TieDecision(1, ("b", "a"))])) == {"a": 1, "b": 2}


def test_a_recusal_neither_helps_nor_hurts_in_the_sum(make_rulebook: Make, totals: Totals) -> None:
    rulebook = make_rulebook(ties=[{"rule": "sum_of_all_judges"}])
    sheets = {"six": totals(*["80"] * 6), "seven": totals(*["80"] * 7)}
    assert _ranks(tally(rulebook, sheets)) == {"six": 1, "seven": 1}


def test_an_optional_criterion_left_out_adds_nothing(
    make_rulebook: Make, two_criteria: Any
) -> None:
    rulebook = make_rulebook(criteria=two_criteria)
    sheets = [Sheet(str(seat), {"technology": 4000}) for seat in (1, 2, 3)]
    assert tally(rulebook, {"a": sheets}).row("a").final == "40.00"


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ([Sheet("1", {"total": 10001})], "mark_out_of_range"),
        ([Sheet("1", {"total": None})], "mark_missing"),
        ([Sheet("1", {"total": 1, "other": 1})], "criterion_unknown"),
        ([Sheet("1", {"total": 1}), Sheet("1", {"total": 2})], "seat_doubled"),
    ],
)
def test_an_unlawful_sheet_is_refused(rulebook: Rulebook, sheets: list[Sheet], code: str) -> None:
    with pytest.raises(TallyRefused) as refused:
        tally(rulebook, {"a": sheets})
    assert (refused.value.code, refused.value.entry, refused.value.seat) == (code, "a", "1")


def test_a_mark_off_its_step_is_refused(make_rulebook: Make) -> None:
    name = {"zh": "总分", "en": "Total"}
    total = {"id": "total", "name": name, "max": "100", "step": "0.5", "required": True}
    with pytest.raises(TallyRefused, match="mark_off_step"):
        tally(make_rulebook(criteria=[total]), {"a": [Sheet("1", {"total": 8025})]})


@pytest.mark.parametrize(
    ("decisions", "code"),
    [
        ([TieDecision(1, ("a", "z"))], "decision_entry_unknown"),
        ([TieDecision(1, ("a", "a"))], "decision_doubled"),
        ([TieDecision(1, ("a", "b")), TieDecision(1, ("b", "a"))], "decision_doubled"),
    ],
)
def test_an_unsound_decision_is_refused(
    rulebook: Rulebook, totals: Totals, decisions: list[TieDecision], code: str
) -> None:
    sheets = {"a": totals("80", "80", "80"), "b": totals("80", "80", "80")}
    with pytest.raises(TallyRefused) as refused:
        tally(rulebook, sheets, decisions)
    assert refused.value.code == code


def test_bytes_are_canonical_and_hold_no_json_fraction(rulebook: Rulebook, totals: Totals) -> None:
    body = tally(rulebook, {"a": totals("90", "91", "91")}).to_json()
    read = json.loads(body, parse_float=pytest.fail)
    assert read["rows"][0]["exact"] == "272/3"
    assert (read["rows"][0]["final"], read["rulebook"]) == ("90.67", rulebook.hash)
    again = json.dumps(read, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert body == again.encode()


def test_an_unknown_entry_has_no_row(rulebook: Rulebook) -> None:
    with pytest.raises(KeyError):
        tally(rulebook, {}).row("a")


def test_known_result_keeps_its_hash(rulebook: Rulebook, totals: Totals) -> None:
    # Stored results are recomputed to the same bytes: a new hash here means a
    # new version of the format or the method, never an edit of this line.
    sheets = {"a": totals("90", "92", "88", "95", "85"), "b": totals("88", "88", "88", "95", "95")}
    digest = hashlib.sha256(tally(rulebook, sheets).to_json()).hexdigest()
    assert digest == "154a3ffad40af3484da37f29a801d6294202d007b25374e47f9ade41fa52ca9b"
