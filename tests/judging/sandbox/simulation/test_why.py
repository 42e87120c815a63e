"""A simulated edition says why places stay free and why an entry has no result."""

from typing import Any

from contest.rulebook.v1.read import rulebook_read
from judging.sandbox.simulation.course import course_run
from judging.sandbox.simulation.report import simulation
from judging.sandbox.simulation.runs import simulations
from tests.judging.sandbox.small import NAME, document, rules


def sentence(found: dict[str, Any], code: str) -> str:
    """The sentence of the first finding of a code."""
    return str(next(each["sentence"] for each in found["findings"] if each["code"] == code))


def two_rounds(**first: Any) -> dict[str, Any]:
    """A first round that sends entries into a final."""
    found = document(**first)
    found["rounds"][0]["id"] = "first"
    found["rounds"].append(document()["rounds"][0])
    return found


def test_a_field_that_is_too_small_has_no_more_entries():
    book = rules(promotion=[{"take": "number", "number": 8}])
    said = sentence(simulation(course_run(book, entries=4)), "places_unfilled")
    assert said == "final: 4 places stay free (there are no more entries)."


def test_places_that_nobody_is_good_enough_for():
    needs = [{"of": "jury", "at_least": 80}]
    book = rules(promotion=[{"take": "number", "number": 30, "needs": needs}])
    said = sentence(simulation(course_run(book, entries=30)), "places_unfilled")
    assert "do not reach what it needs" in said


def test_who_withdraws_leaves_a_place_although_others_stood_behind():
    rule = {"to": "final", "take": "number", "number": 20}
    book = rulebook_read(two_rounds(promotion=[rule], ties=[{"rule": "lots"}]))
    said = sentence(simulations(book, seed="1", runs=6, entries=60), "places_unfilled")
    assert "withdrew and nobody moved up" in said
    assert "places)" not in said


def test_who_comes_by_a_path_has_no_earlier_score():
    book = two_rounds(promotion=[{"to": "final", "take": "number", "number": 6}])
    book["paths"] = [{"id": "green", "name": NAME, "enters": "final", "at_most": 1}]
    parts = book["rounds"][1]["components"]
    parts[0]["weight"] = "0.6"
    parts.append(
        {
            "id": "before",
            "kind": "earlier",
            "round": "first",
            "weight": "0.4",
            "absent": "no_result",
        }
    )
    found = simulation(course_run(rulebook_read(book), entries=20))
    assert found["direct"]
    assert "before: no result in first, as of those who come by a path" in sentence(
        found, "no_result"
    )


def test_a_judge_who_steps_aside_leaves_too_few_sheets():
    book = rules(panel={"seats": 5, "minimum_sheets": 5})
    said = sentence(simulations(book, seed="1", runs=4, entries=30), "no_result")
    assert "jury: too few sheets" in said


def test_who_votes_on_a_long_field_sits_in_one_panel():
    vote = {"id": "yes", "kind": "ballot", "form": "yes_no", "voters": "judges", "max": 7}
    book = document(panel={"seats": 7}, components=[vote])
    del book["rubrics"]
    course = course_run(rulebook_read(book), entries=90)
    assert len(course.held[0].jury.panels) == 1
    assert len(course_run(rules(), entries=90).held[0].jury.panels) > 1
