"""The smallest changes, and the result without a judge or a sheet, computed by hand."""

from typing import Any

from judging.sandbox.fragility import fragility, fragility_all
from judging.tally.edition.edition import edition_tally
from judging.tally.edition.given import Given
from tests.judging.sandbox.small import TRIMMED, rules, scores


def told(found: dict[str, Any]) -> tuple[Any, ...]:
    mark = found["mark"]
    return (found["entry"], found["judge"], mark["before"], mark["after"], found["by"])


def fragile(table: dict[str, list[int | None]], **words: Any) -> dict[str, Any]:
    (held,) = edition_tally(rules(**words), scores(table)).rounds
    return fragility(held)


def test_the_winner_hangs_on_two_points_of_one_mark() -> None:
    """Means 80 and 79 of two sheets: one mark two lower, or two higher, and they share it."""
    found = fragile({"A": [80, 80], "B": [79, 79], "C": [10, 10]}, seats=2)
    winner, cut = found["smallest"]
    assert told(winner) == ("A", "1", "80.00", "78.00", "2.00")
    assert winner["before"] == {"winners": {"": ["A"]}}
    assert winner["after"] == {"winners": {"": ["A", "B"]}}
    assert winner["because"]["after"][0]["sheets"] == {"1": "78", "2": "80"}
    # Nobody is cut and nothing is awarded, so nothing can change there.
    assert (cut["found"], cut["none_below"]) == (False, None)


def test_the_cut_hangs_on_one_mark() -> None:
    """A 90, B 60, C 54; two go on. C needs 6 points more in the mean of three: 18 on one mark."""
    found = fragile(
        {"A": [90, 90, 90], "B": [60, 60, 60], "C": [54, 54, 54]},
        seats=3,
        ties=[{"rule": "promote_all"}],
        promotion=[{"take": "number", "number": 2}],
    )
    _, cut = found["smallest"]
    assert told(cut) == ("B", "1", "60.00", "42.00", "18.00")
    assert cut["after"] == {"promoted": ["A", "B", "C"], "undecided": []}


def test_award_levels_are_the_cut_where_nobody_goes_on() -> None:
    """B has 79.00 and gold asks for 80.00: three points on one of three marks."""
    found = fragile(
        {"A": [90, 90, 90], "B": [79, 79, 79]},
        seats=3,
        awards=[{"id": "gold", "places": 2, "minimum_score": 80}],
    )
    _, cut = found["smallest"]
    assert told(cut) == ("B", "1", "79.00", "82.00", "3.00")
    assert cut["after"] == {"awarded": {"A": ["gold"], "B": ["gold"]}}


def test_a_mark_that_is_dropped_moves_nothing() -> None:
    """Of three sheets the middle one counts: B's must rise from 70 to 80, and the high one is 75.

    So no single mark can do it: the middle of (60, x, 75) is 75 at most. A's
    middle can fall from 80 to its low 78 at most, above 70.
    """
    found = fragile({"A": [78, 80, 90], "B": [60, 70, 75]}, combine=TRIMMED, seats=3)
    winner, _ = found["smallest"]
    assert (winner["found"], winner["none_below"]) == (False, None)


def test_criteria_and_steps_are_respected() -> None:
    """Half points: B is half a point behind and needs that on any line."""
    criteria = [
        {"id": "x", "max": 50, "step": "0.5"},
        {"id": "y", "max": 50, "step": "0.5", "low": 20},
    ]
    given = Given(
        sheets={
            "final": {
                "A": {"1": {"x": "40", "y": "20"}},
                "B": {"1": {"x": "39.5", "y": "20"}},
            }
        },
        entries={"A": {}, "B": {}},
        judges={"1": {}},
    )
    (held,) = edition_tally(rules(criteria=criteria, seats=1), given).rounds
    winner = fragility(held)["smallest"][0]
    assert (winner["criterion"], *told(winner)) == ("x", "A", "1", "40.00", "39.50", "0.50")
    # A's y stands at its lowest mark and cannot fall; that would have come first for B's y.
    assert winner["tried"] == 1


def test_without_each_judge() -> None:
    """Judge 3 alone keeps A on top: 90 and 60 by the others."""
    found = fragile({"A": [70, 70, 100], "B": [75, 75, 75], "C": [20, 20, 20]}, seats=3)
    without = found["without_judge"]
    assert [(each["judge"], each["winner_changes"]) for each in without["judges"]] == [
        ("1", False),
        ("2", False),
        ("3", True),
    ]
    first = without["entries"][0]
    assert (first["entry"], first["best"], first["worst"]) == ("A", 1, 2)
    assert first["worst_in"] == ["3"]
    assert without["entries"][2]["worst"] == 3


def test_without_each_sheet() -> None:
    """A 80, B 75 of three each; only without A's 100 is A 70 and second; B never passes 80."""
    found = fragile({"A": [70, 70, 100], "B": [75, 75, 75]}, seats=3)
    sheets = found["without_sheet"]
    assert {key: sheets[key] for key in ("sheets", "keep_winner", "keep_podium", "refused")} == {
        "sheets": 6,
        "keep_winner": 5,
        "keep_podium": 5,
        "refused": 0,
    }
    (breaking,) = sheets["breaking"]
    assert (breaking["entry"], breaking["judge"]) == ("A", "3")
    assert [each["entry"] for each in breaking["podium"]] == ["B", "A"]


def test_a_sheet_below_the_minimum_leaves_no_result() -> None:
    words: dict[str, Any] = {"panel": {"seats": 2, "minimum_sheets": 2}}
    found = fragile({"A": [80, 80], "B": [70, 70]}, **words)
    assert found["without_sheet"]["keep_winner"] == 2
    ranks = {each["entry"]: each["none_in"] for each in found["without_judge"]["entries"]}
    assert ranks == {"A": ["1", "2"], "B": ["1", "2"]}
    assert found["without_judge"]["judges"][0]["no_rank"] == ["A", "B"]


def test_places_are_searched_step_by_step_and_refusals_are_counted() -> None:
    """A 1+2+1, B 2+1+2: judge 1's places exchanged make B's sum 4 against 5."""
    found = fragile({"A": [90, 70, 90], "B": [80, 80, 80]}, combine={"method": "rank-sum"}, seats=3)
    winner = found["smallest"][0]
    assert told(winner) == ("A", "1", "90.00", "80.00", "10.00")
    assert winner["after"] == {"winners": {"": ["A", "B"]}}
    assert found["without_sheet"]["refused"] == 6


def test_a_search_that_ends_early_says_what_it_knows() -> None:
    table = {"A": [90, 70, 90], "B": [80, 80, 80]}
    (held,) = edition_tally(rules(combine={"method": "rank-sum"}, seats=3), scores(table)).rounds
    winner = fragility(held, budget=20)["smallest"][0]
    assert (winner["found"], winner["tried"], winner["none_below"]) == (False, 20, "2.00")


def test_every_round_is_looked_at() -> None:
    tally = edition_tally(rules(), scores({"A": [80], "B": [79]}))
    assert [each["round"] for each in fragility_all(tally)] == ["final"]
