"""The steps say what was done, so that anybody can do it again."""

from typing import Any

from judging.tally.edition.report import document, to_json
from tests.judging.tally.edition.runner import CASES, case_inputs, tally_of


def steps_of(case: str, entry: str, *, held: int = 0) -> list[dict[str, Any]]:
    rows = document(tally_of(*case_inputs(CASES / case)))["rounds"][held]["entries"]
    return next(each["steps"] for each in rows if each["entry"] == entry)


def step_of(case: str, entry: str, name: str, *, held: int = 0) -> dict[str, Any]:
    return next(step for step in steps_of(case, entry, held=held) if step["step"] == name)


def test_who_was_dropped_and_what_was_rounded() -> None:
    combined = step_of("trimmed_five", "D", "combined")
    assert combined["sheets"] == {"1": "88", "2": "88", "3": "88", "4": "95", "5": "95"}
    assert (combined["dropped_high"], combined["dropped_low"]) == (["5"], ["3"])
    assert (combined["counted"], combined["points"]) == (["1", "2", "4"], "271/3")
    rounded = step_of("trimmed_five", "D", "rounded")
    assert (rounded["exact"], rounded["points"], rounded["decimals"]) == ("271/3", "90.33", 2)


def test_who_was_excused_and_left_out() -> None:
    assert step_of("jurors_left_out", "a", "combined")["left_out"] == {
        "J1": "same", "J2": "mentor", "J5": "far_from_median", "J7": "flat", "J8": "incomplete",
    }  # fmt: skip
    assert step_of("jurors_left_out", "b", "combined")["left_out"] == {
        "J6": "recused", "J7": "flat",
    }  # fmt: skip


def test_weights_of_classes_and_lines_apart() -> None:
    assert step_of("weighted_classes", "a", "combined")["weights"] == {
        "1": "3/10", "2": "3/10", "3": "2/15", "4": "2/15", "5": "2/15",
    }  # fmt: skip
    assert step_of("per_criterion_trim", "a", "combined")["lines"] == {
        "idea": {"mark": "8", "dropped_high": ["1"], "dropped_low": ["5"]},
        "plan": {"mark": "8", "dropped_high": ["5"], "dropped_low": ["1"]},
    }


def test_which_rule_broke_which_tie() -> None:
    ties = [
        step for step in steps_of("zone_contest_with_landing", "S", held=1) if step["step"] == "tie"
    ]
    assert [(each["rule"], each["entries"], each["parted"]) for each in ties] == [
        ("criterion:technology", ["P", "Q", "R", "S", "T"], True),
        ("criterion:landing", ["Q", "R", "S", "T"], True),
        ("mean_of_all", ["R", "S", "T"], True),
        ("earlier_round", ["S", "T"], True),
    ]
    assert ties[-1]["values"] == {"S": "77", "T": "75"}
    assert ties[2]["values"] == {"R": "69", "S": "68", "T": "68"}


def test_who_moved_up_and_which_quota_filled() -> None:
    moved = step_of("substitution_next", "c", "moved_up")
    assert (moved["instead_of"], moved["rule"]) == ("b", 1)
    rounds = document(tally_of(*case_inputs(CASES / "nested_caps")))["rounds"]
    assert rounds[0]["quotas"][0]["places"] == 4
    kept_back = step_of("nested_caps", "b", "not_promoted")
    assert kept_back["why"] == "track/organization it/x"


def test_whom_crossing_limits_held_back_and_for_what() -> None:
    kept_back = step_of("crossing_most_places", "a", "not_promoted")
    assert (kept_back["why"], kept_back["most"], kept_back["with_it"]) == ("crossing", 4, 3)
    assert kept_back["limits"] == ["track it", "region north", "places"]
    (quota,) = document(tally_of(*case_inputs(CASES / "crossing_most_places")))["rounds"][0][
        "quotas"
    ]
    assert (quota["places"], quota["taken"]) == (4, 4)
    full = [each["limit"] for each in quota["limits"] if each["taken"] == each["places"]]
    assert full == ["track it", "region north", "region south"]
    nested = document(tally_of(*case_inputs(CASES / "nested_caps")))["rounds"][0]["quotas"][0]
    assert "limits" not in nested


def test_crossing_limits_in_any_order_of_rows_are_the_same_bytes() -> None:
    rulebook, scores, facts = case_inputs(CASES / "crossing_most_places")
    head, *rows = scores.splitlines()
    first = to_json(tally_of(rulebook, scores, facts))
    for turn in range(1, len(rows)):
        turned = "\n".join([head, *rows[turn:], *rows[:turn]])
        assert to_json(tally_of(rulebook, turned, facts)) == first


def test_runs_scaling_and_penalties_in_their_order() -> None:
    names = [step["step"] for step in steps_of("measured_race", "E1")]
    assert names == [
        "combined", "scaled", "runs", "penalty", "measured", "measured", "measured",
        "total", "penalty", "rounded",
    ]  # fmt: skip
    worse = step_of("measured_race", "E1", "penalty")
    assert (worse["penalty"], worse["worse_by"]) == ("cone", "4")


def test_who_set_a_line_to_0() -> None:
    zeroed = step_of("veto_on_lines", "b", "lines_zeroed")
    assert (zeroed["veto"], zeroed["by"]) == ("no_espresso", ["1", "2"])
    assert zeroed["lines"] == ["balance", "flavor"]
    assert step_of("veto_on_lines", "d", "lines_zeroed")["by"] == ["facts"]
    assert all(step["step"] != "lines_zeroed" for step in steps_of("veto_on_lines", "a"))


def test_which_penalty_passed_its_limit() -> None:
    over = step_of("penalty_beyond", "b", "penalty_beyond")
    assert (over["penalty"], over["value"], over["above"]) == ("overrun", "61", "60")
    assert over["effect"] == "excluded"
    run = step_of("penalty_beyond", "c", "penalty_beyond")
    assert (run["component"], run["penalty"], run["effect"]) == ("run", "fault", "zero")
    assert step_of("penalty_beyond", "e", "penalty_beyond")["effect"] == "kept"
    assert step_of("penalty_beyond", "d", "penalty_beyond")["effect"] == "committee"


def test_whose_sheets_were_replaced() -> None:
    again = step_of("recheck_by_chair", "a", "rechecked")
    assert (again["by"], again["added"], again["left"]) == ("chair", ["3", "4"], "1, 2")


def test_which_ballots_do_not_count_and_who_was_struck() -> None:
    votes = step_of("first_places_void", "a", "combined")
    assert votes["left_out"] == {"3": "ballot_faulty", "4": "ballot_faulty"}
    assert (votes["counted"], votes["points"]) == (["1", "2"], "5")
    struck = step_of("first_places_struck", "e", "places_moved_up")
    assert struck["struck"] == ["a", "b", "g"]
    assert step_of("first_places_struck", "b", "struck")["why"] == "threshold"


def test_what_was_given_and_what_is_left() -> None:
    found = [step_of("grants_from_a_pot", entry, "awarded", held=1) for entry in "abc"]
    assert [each["amount"] for each in found] == ["2000.50", "2500.00", "400.00"]
    assert [each["left"] for each in found] == ["2999.50", "499.50", "99.50"]
    assert {each["currency"] for each in found} == {"NZD"}


def test_who_was_passed_over_for_which_prize() -> None:
    def over(case: str, entry: str) -> list[tuple[str, str, str]]:
        told = [each for each in steps_of(case, entry) if each["step"] == "award_passed_over"]
        return [(each["award"], each["held"], each["by"]) for each in told]

    beside = "one_prize_beside_the_ranking"
    assert over(beside, "a") == [("film_prize", "cup", "a"), ("show_prize", "cup", "a")]
    assert over(beside, "b") == [("show_prize", "film_prize", "b")]
    # a and b are of the firm whose d has the other track's prize.
    assert over("one_prize_per_organization", "a") == [("first", "first", "d")]
    assert over("one_prize_per_organization", "c") == []
