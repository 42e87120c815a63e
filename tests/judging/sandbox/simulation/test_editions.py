"""Every document of the library and of the cases runs to its end; what a run says of its rules."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from contest.rulebook.document import rulebook_of_document
from contest.rulebook.text import document_read
from contest.rulebook.v1.later import rulebook_later
from contest.rulebook.v1.read import rulebook_read
from contest.rulebook.v1.rulebook import Rulebook
from judging.sandbox.fragility import fragility
from judging.sandbox.refusal import SandboxRefused
from judging.sandbox.replay import replay
from judging.sandbox.simulation.course import course_run
from judging.sandbox.simulation.report import facts_document, scores_rows, simulation
from judging.sandbox.simulation.runs import simulations
from judging.sandbox.simulation.size import entries_wanted
from judging.tally.edition.edition import edition_tally
from judging.tally.edition.report import document as tally_document
from judging.tally.edition.table import given_of_rows
from tests.judging.sandbox.small import NAME, document, rules

ROOT = Path(__file__).parents[4]
CASES = ROOT / "tests" / "contest" / "rulebook" / "cases"
LIBRARY = ROOT / "contest" / "library" / "rulebooks"
FILES = sorted([*CASES.glob("*/rulebook.yaml"), *LIBRARY.glob("*.yaml")])
RUNNABLE = [
    path
    for path in FILES
    if not rulebook_later(rulebook_of_document(document_read(path.read_text(encoding="utf-8"))))
]


def read(path: Path) -> Rulebook:
    return rulebook_of_document(document_read(path.read_text(encoding="utf-8")))


def codes(found: dict[str, Any]) -> set[str]:
    return {each["code"] for each in found["findings"]}


@pytest.mark.parametrize("path", RUNNABLE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_document_runs_to_its_end(path: Path) -> None:
    """Every round is reached and counted; the files that it writes are counted the same."""
    rulebook = read(path)
    course = course_run(rulebook, seed="7")
    found = simulation(course)
    assert found["ended"], found["findings"]
    assert [each["round"] for each in found["rounds"]] == [each.id for each in rulebook.rounds]
    for held in found["rounds"]:
        for quota in held["quotas"]:
            if quota["places"] is not None and not quota["over"]:
                assert quota["taken"] <= quota["places"]
    given = given_of_rows(
        scores_rows(course), facts_document(course), rounds=[each.id for each in rulebook.rounds]
    )
    assert course.tally is not None
    assert tally_document(edition_tally(rulebook, given)) == tally_document(course.tally)


@pytest.mark.slow
@pytest.mark.parametrize("path", RUNNABLE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_document_runs_to_its_end_with_many_seeds(path: Path) -> None:
    rulebook = read(path)
    for seed in range(10):
        assert simulation(course_run(rulebook, seed=str(seed)))["simulation"] == 1


def test_nothing_was_passed_over() -> None:
    assert len(FILES) >= 60
    assert len(RUNNABLE) >= len(FILES) - 3


def test_the_same_seed_gives_the_same_bytes() -> None:
    rulebook = read(ROOT / "tests/contest/rulebook/cases/two_rounds/rulebook.yaml")
    runs = [rfc8785.dumps(simulation(course_run(rulebook, seed=seed))) for seed in "112"]
    assert runs[0] == runs[1] != runs[2]


def test_a_simulated_edition_is_replayed_and_its_fragility_measured() -> None:
    rulebook = read(ROOT / "tests/contest/rulebook/cases/trimmed_five/rulebook.yaml")
    course = course_run(rulebook, seed="3")
    found = replay(rulebook, course.given, variations=["mean", "median"])
    assert [len(each["rounds"]) for each in found["under"]] == [1, 1]
    assert course.tally is not None
    winner = fragility(course.tally.rounds[0])["smallest"][0]
    assert winner["found"] or winner["none_below"] is None


def test_the_field_follows_the_places() -> None:
    """12 at least; three for each place: of awards, or of promotions in each group."""
    assert entries_wanted(rules()) == 12
    assert entries_wanted(rules(awards=[{"id": "gold", "places": 9}])) == 27
    tracks = [{"id": each, "name": NAME} for each in ("it", "bio")]
    by_track = {**document(promotion=[{"take": "number", "number": 4, "per": ["track"]}])}
    assert entries_wanted(rulebook_read({**by_track, "tracks": tracks})) == 24
    course = course_run(rulebook_read({**by_track, "tracks": tracks}), seed="1")
    assert simulation(course)["field"]["track"] == {"bio": 12, "it": 12}


def test_an_award_that_nobody_reaches_is_said() -> None:
    found = simulation(
        course_run(rules(awards=[{"id": "gold", "places": 2, "minimum_score": 100}]))
    )
    assert [(each["code"], each["path"]) for each in found["findings"]] == [
        ("award_never", "/awards/0")
    ]
    assert found["ended"]


def test_a_round_that_nobody_reaches_is_said() -> None:
    two = document(promotion=[{"take": "number", "number": 3, "needs": [{"at_least": 100}]}])
    two["rounds"][0].update({"id": "first"})
    two["rounds"][0]["promotion"][0]["to"] = "final"
    two["rounds"].append(document()["rounds"][0])
    found = simulation(course_run(rulebook_read(two)))
    assert codes(found) == {"rule_takes_nobody", "round_not_reached"}
    assert not found["ended"]


def test_places_that_the_field_cannot_fill_are_said() -> None:
    rulebook = rules(promotion=[{"take": "number", "number": 8}])
    found = simulation(course_run(rulebook, entries=5))
    assert "places_unfilled" in codes(found)
    assert "places_unfilled" not in codes(simulation(course_run(rulebook)))


def test_a_ladder_that_waits_is_said_and_decided_by_lot() -> None:
    """The tie at the line is provoked, and nothing but the chair parts it."""
    rulebook = rules(
        ties=[{"rule": "mean_of_all"}, {"rule": "chair"}],
        promotion=[{"take": "number", "number": 3}],
    )
    found = simulation(course_run(rulebook))
    (held,) = found["rounds"]
    (waited,) = held["waited"]
    assert sorted(held["tie_provoked"]) == waited["entries"]
    assert (waited["asked"], waited["waits_for"]) == (["mean_of_all"], "chair")
    assert held["parted_by"] == {"chair": 2}
    assert "ladder_waited" in codes(found)


def test_a_tie_that_takes_more_than_the_places_is_said() -> None:
    rulebook = rules(ties=[{"rule": "promote_all"}], promotion=[{"take": "number", "number": 3}])
    assert "over_quota" in codes(simulation(course_run(rulebook)))


def test_many_runs_say_in_how_many() -> None:
    """Gold asks for all points; the chair is due in each run, for a tie is provoked in each."""
    rulebook = rules(
        ties=[{"rule": "chair"}],
        promotion=[{"take": "number", "number": 3}],
        awards=[
            {"id": "gold", "places": 1, "minimum_score": 100},
            {"id": "silver", "places": 1},
        ],
    )
    found = simulations(rulebook, seed="x", runs=5)
    assert (found["runs"], found["ended"], found["entries"]) == (5, 5, 12)
    gold, silver = found["awards"]
    assert (gold["least"], gold["most"], gold["never"]) == (0, 0, 5)
    assert (silver["least"], silver["never"]) == (1, 0)
    rows = {each["code"]: each for each in found["findings"]}
    assert rows["award_never"]["runs"] == rows["ladder_waited"]["runs"] == 5
    alone = simulation(course_run(rulebook, seed=rows["ladder_waited"]["seed"]))
    assert rows["ladder_waited"]["sentence"] in [each["sentence"] for each in alone["findings"]]


def test_entries_fulfill_what_the_rulebook_asks_for() -> None:
    rulebook = {
        **document(),
        "entries_close": "2026-05-31",
        "facts": [
            {"id": "revenue", "name": NAME, "type": "amount"},
            {"id": "since", "name": NAME, "type": "date"},
            {"id": "people", "name": NAME, "type": "count"},
        ],
        "eligibility": [
            {"id": "small", "when": [{"fact": "revenue", "at_most": 2000}]},
            {"id": "young", "when": [{"fact": "since", "within_years": 3}]},
            {"id": "team", "when": [{"fact": "people", "at_least": 3},
                                    {"fact": "people", "at_most": 5}]},
        ],
    }  # fmt: skip
    course = course_run(rulebook_read(rulebook))
    rows = course.entrants.attributes.values()
    assert all(float(row["revenue"]) <= 2000 and 3 <= int(row["people"]) <= 5 for row in rows)
    assert all(row["since"] >= "2023-05-31" for row in rows)
    assert len({row["revenue"] for row in rows}) > 1
    assert codes(simulation(course)) == set()


def test_too_few_entries_are_refused() -> None:
    with pytest.raises(SandboxRefused) as refused:
        course_run(rules(), entries=1)
    assert refused.value.code == "entries_few"
    assert refused.value.sentence.endswith("1 is too few.")


def test_a_path_that_is_always_crowded_is_refused() -> None:
    """Every number of people is at least 0, so everybody has the path that takes one."""
    rulebook = document(promotion=[{"take": "number", "number": 3}])
    rulebook["rounds"][0]["id"] = "first"
    rulebook["rounds"][0]["promotion"][0]["to"] = "final"
    rulebook["rounds"].append(document()["rounds"][0])
    when = [{"fact": "people", "at_least": 0}]
    rulebook["facts"] = [{"id": "people", "name": NAME, "type": "count"}]
    rulebook["paths"] = [{"id": "p", "name": NAME, "enters": "final", "at_most": 1, "when": when}]
    with pytest.raises(SandboxRefused) as refused:
        course_run(rulebook_read(rulebook))
    assert refused.value.code == "path_crowded"
    when[0]["at_least"] = 20
    assert simulation(course_run(rulebook_read(rulebook)))["ended"]


@pytest.mark.parametrize("seed", ["1", "7"])
def test_a_speech_contest_of_six_levels_ends_with_three_places(seed: str) -> None:
    """Each club, area … holds its own round; three winners of semi-finals stand in the final."""
    course = course_run(read(LIBRARY / "contest-speech.yaml"), seed=seed)
    found = simulation(course)
    assert found["ended"]
    promoted = [each["promoted"] for each in found["rounds"]]
    assert (promoted[:2], promoted[3:]) == ([24, 12], [6, 3, 0])
    assert [(each["award"], each["given"]) for each in found["awards"]] == [
        ("first", 1), ("second", 1), ("third", 1),
    ]  # fmt: skip
    assert codes(found) <= {"places_unfilled"}


def test_grants_go_from_the_best_down_until_the_pot_is_used_up() -> None:
    rulebook = read(LIBRARY / "contest-arts-grants.yaml")
    course = course_run(rulebook, seed="1")
    (grant,) = simulation(course)["awards"]
    decided = next(course.given.decided("award"))
    assert grant["to"] == sorted(decided["amounts"])
    asked = {entry: row["asked"] for entry, row in course.given.entries.items()}
    amounts = list(decided["amounts"].items())
    assert all(amount == Fraction(asked[entry]) * 100 for entry, amount in amounts[:-1])
    assert sum(amount for _, amount in amounts) == 4_000_000
    assert course.tally is not None
    ranks = {line.entry: line.rank or 0 for line in course.tally.rounds[0].lines}
    assert [ranks[entry] for entry, _ in amounts] == sorted(ranks[entry] for entry, _ in amounts)


def test_a_committee_that_names_without_scores_is_played() -> None:
    found = simulation(course_run(read(CASES / "named_by_the_committee" / "rulebook.yaml")))
    assert found["ended"]
    meeting, final = found["rounds"]
    assert (meeting["entries"], meeting["promoted"], meeting["ranked"]) == (12, 2, 0)
    assert final["ranked"] == final["entries"] >= 1


def test_a_chair_has_some_judged_again() -> None:
    rulebook = read(CASES / "recheck_by_chair" / "rulebook.yaml")
    (held,) = simulation(course_run(rulebook, seed="1", entries=60))["rounds"]
    assert 0 < held["rechecked"] < 15
    assert held["reasons"]["rechecked"] == held["rechecked"]
    assert "recheck_due" not in held["reasons"]
