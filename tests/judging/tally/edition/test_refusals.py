"""Scores that cannot be counted: each with its code, its facts and a whole sentence."""

import re
import string
from typing import Any

import pytest

from judging.tally.edition.refusal import SENTENCES, ScoresRefused
from tests.judging.tally.edition.runner import tally_of

NAME = {"zh": "名称", "en": "Name"}


def sheet(**more: Any) -> dict[str, Any]:
    return {"id": "sheet", "name": NAME, "total": 100, **more}


def component(**more: Any) -> dict[str, Any]:
    return {"id": "jury", "kind": "sheet", "rubric": "sheet", **more}


def document(*components: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A rulebook of one round; ``round`` changes it, other words the rulebook."""
    round_ = {
        "id": "final",
        "name": NAME,
        "kind": "final",
        "mode": "live",
        "panel": {"seats": 2},
        "components": list(components) or [component()],
        **more.pop("round", {}),
    }
    return {"rulebook": 1, "name": NAME, "rubrics": [sheet()], "rounds": [round_], **more}


def without_sheets(**kept: Any) -> dict[str, Any]:
    """A rulebook of one round that has no rubric, and no panel unless ``panel`` says so."""
    found = document({**kept.pop("component")}, **kept)
    if "vote" not in str(found["rounds"][0]["components"]):
        del found["rounds"][0]["panel"]
    del found["rubrics"]
    return found


TWO_LINES = sheet(
    criteria=[
        {"id": "idea", "name": NAME, "max": 60, "step": "0.5"},
        {"id": "plan", "name": NAME, "max": 40, "all_or_nothing": True},
    ]
)
ORDER = document(component(combine={"method": "rank-sum"}), rubrics=[sheet(input="ranks", total=1)])
PLAIN = document()
LINES = document(rubrics=[TWO_LINES])
MEASURED = {"id": "speed", "kind": "measure", "max": 100}
SHARE = {"formula": "share_of_best", "better": "lower"}
BALLOT = {"id": "vote", "kind": "ballot", "form": "points", "voters": "judges", "points": 5}
SPEED = without_sheets(component={**MEASURED, "measure": SHARE})
VOTE = without_sheets(component={**BALLOT, "max": 9})
VETO = {"id": "false_papers", "name": NAME, "by": "any"}
ASKED = {"up_to": "asked", "pot": 1000}
GIVEN = {"kind": "award", "award": "grant", "to": ["a"]}
PATH = {"id": "green", "name": NAME, "enters": "final", "at_most": 1}
ROW = "entry,judge,score\n"
MARK = "entry,judge,criterion,mark\n"


def two_rounds() -> dict[str, Any]:
    first = {**PLAIN["rounds"][0], "id": "first"}
    first["promotion"] = [{"to": "final", "take": "number", "number": 1}]
    return {**PLAIN, "rounds": [first, PLAIN["rounds"][0]]}


def grants(prize: dict[str, Any]) -> dict[str, Any]:
    """A committee gives what is asked for, out of 10.00."""
    award = {"id": "grant", "name": NAME, "by": "committee", "prize": prize}
    fact = {"id": "asked", "name": NAME, "type": "amount"}
    return document(awards=[award], facts=[fact])


def pairs() -> dict[str, Any]:
    found = document(round={"knockout": {"pair_by": "votes", "seeding": "lots"}, "components": []})
    del found["rubrics"]
    return found


CASES: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
    ("column_missing", PLAIN, "entry,score\na,1\n", {}),
    ("column_missing", PLAIN, "", {}),
    ("column_unknown", PLAIN, "entry,judge,score,points\n", {}),
    ("column_unused", PLAIN, "entry,judge,score,weight\n", {}),
    ("row_short", PLAIN, ROW + "a,1\n", {}),
    ("entry_missing", PLAIN, ROW + ",1,5\n", {}),
    ("entry_unknown", PLAIN, ROW + "b,1,5\n", {"entries": {"a": {}}}),
    ("judge_unknown", PLAIN, ROW + "a,2,5\n", {"judges": {"1": {}}}),
    ("judge_missing", PLAIN, ROW + "a,,5\n", {}),
    (
        "judge_unwanted",
        SPEED,
        MARK + "a,1,speed,5\n",
        {},
    ),
    (
        "judge_of_no_class",
        document(
            component(combine={"classes": {"expert": "1"}}),
            round={"panel": {"seats": 2, "kinds": {"expert": 2}}},
        ),
        "entry,judge,judge_kind,score\na,1,guest,5\n",
        {},
    ),
    ("criterion_unknown", PLAIN, MARK + "a,1,idea,5\n", {}),
    ("round_unknown", PLAIN, "round,entry,judge,score\nsemi,a,1,5\n", {}),
    ("round_missing", two_rounds(), ROW + "a,1,5\n", {}),
    ("attribute_differs", PLAIN, "entry,judge,score,track\na,1,5,it\na,2,5,bio\n", {}),
    ("mark_doubled", PLAIN, ROW + "a,1,5\na,1,5\n", {}),
    ("mark_malformed", PLAIN, ROW + "a,1,NaN\n", {}),
    ("mark_malformed", PLAIN, ROW + "a,1,-1\n", {}),
    ("mark_malformed", PLAIN, ROW + "a,1,1e2\n", {}),
    ("mark_malformed", PLAIN, ROW + "a,1,good\n", {}),
    (
        "mark_malformed",
        SPEED,
        MARK + "a,,speed,fast\n",
        {},
    ),
    ("mark_too_precise", PLAIN, ROW + "a,1,5.123\n", {}),
    ("mark_out_of_range", PLAIN, ROW + "a,1,100.01\n", {}),
    ("mark_off_step", LINES, MARK + "a,1,idea,5.25\na,1,plan,40\n", {}),
    ("mark_not_all_or_nothing", LINES, MARK + "a,1,idea,5\na,1,plan,20\n", {}),
    ("place_malformed", ORDER, ROW + "a,1,0\nb,1,1\n", {}),
    ("place_malformed", ORDER, ROW + "a,1,1.5\nb,1,1\n", {}),
    ("mark_missing", LINES, MARK + "a,1,idea,5\n", {}),
    ("mark_missing", LINES, MARK + "a,1,idea,5\na,1,plan,\n", {}),
    ("run_unknown", PLAIN, MARK + "a,1,jury#2,5\n", {}),
    ("run_unknown", PLAIN, MARK + "a,1,jury#x,5\n", {}),
    (
        "veto_malformed",
        document(rubrics=[sheet(vetoes=[VETO])]),
        MARK + "a,1,jury,5\na,1,false_papers,yes\n",
        {},
    ),
    (
        "ballot_malformed",
        VOTE,
        MARK + "a,1,vote,1.5\n",
        {},
    ),
    (
        "ballot_overspent",
        VOTE,
        MARK + "a,1,vote,3\nb,1,vote,3\n",
        {},
    ),
    (
        "panel_incomplete",
        document(component(combine={"method": "rank-sum"})),
        ROW + "a,1,5\na,2,5\nb,1,6\n",
        {},
    ),
    (
        "entry_not_in_round",
        two_rounds(),
        "round,entry,judge,score\nfirst,a,1,9\nfirst,b,1,8\nfinal,b,1,7\n",
        {},
    ),
    (
        "ballot_faulty",
        document(
            component(combine={"method": "points", "points": [2, 1]}),
            rubrics=[sheet(input="ranks", places_given=2)],
        ),
        ROW + "a,1,1\nb,1,1\n",
        {},
    ),
    *(
        (
            code,
            grants(prize),
            ROW + "a,1,5\n",
            {"entries": {"a": facts}, "decisions": [GIVEN | more]},
        )
        for code, prize, facts, more in (
            ("grant_missing", ASKED, {}, {}),
            ("grant_missing", ASKED, {"asked": "0"}, {}),
            ("grant_beyond_asked", ASKED, {"asked": "9"}, {"amounts": {"a": 901}}),
            ("grant_beyond_pot", ASKED, {"asked": "20"}, {}),
            ("grant_unwanted", {"amount": 5}, {"asked": "9"}, {"amounts": {"a": 5}}),
            ("decision_value", ASKED, {"asked": "9"}, {"amounts": {"a": "5"}}),
            ("decision_entry_unknown", ASKED, {"asked": "9"}, {"amounts": {"z": 5}}),
        )
    ),
    (
        "penalty_run_scaled",
        document(
            component(
                runs={"count": 2, "take": "best"},
                scale={"points": 10},
                penalties=[{"id": "late", "name": NAME, "points": 1}],
            )
        ),
        MARK + "a,1,jury#1,5\na,,late#2,1\n",
        {},
    ),
    (
        "prize_second",
        document(
            one_prize_per="organization",
            awards=[
                {"id": "cup", "name": NAME, "places": 1},
                {"id": "grant", "name": NAME, "by": "committee"},
            ],
        ),
        ROW + "a,1,5\nb,1,4\n",
        {
            "entries": {"a": {"organization": "x"}, "b": {"organization": "x"}},
            "decisions": [GIVEN | {"to": ["b"]}],
        },
    ),
    (
        "zero_of_places",
        document(
            component(combine={"method": "rank-sum"}),
            rubrics=[sheet(vetoes=[{**VETO, "effect": "committee"}])],
        ),
        MARK + "a,1,jury,5\nb,1,jury,6\na,1,false_papers,1\n",
        {"decisions": [{"kind": "veto", "entry": "a", "veto": "false_papers", "effect": "zero"}]},
    ),
    ("decision_unknown", PLAIN, ROW + "a,1,5\n", {"decisions": [{"kind": "luck"}]}),
    ("decision_field", PLAIN, ROW + "a,1,5\n", {"decisions": [{"kind": "recusal", "entry": "a"}]}),
    (
        "decision_entry_unknown",
        PLAIN,
        ROW + "a,1,5\n",
        {"decisions": [{"kind": "tie", "round": "final", "order": ["a", "z"]}]},
    ),
    *(
        ("decision_value", PLAIN, ROW + "a,1,5\n", {"decisions": [decision]})
        for decision in (
            {"kind": "tie", "round": "semi", "order": ["a"]},
            {"kind": "tie", "round": "final", "order": "a"},
            {"kind": "tie", "round": "final", "order": ["a"], "rule": "luck"},
            {"kind": "poll", "round": "final", "votes": {"a": "2"}},
            {"kind": "poll", "round": "final", "votes": {"a": -1}},
            {"kind": "score", "round": "final", "entry": "a", "score": "good"},
            {"kind": "score", "round": "final", "entry": "a", "score": "-1"},
            {"kind": "veto", "entry": "a", "effect": "forgiven"},
            {"kind": "penalty", "entry": "a", "penalty": "late", "effect": "kept"},
            {"kind": "direct", "path": "green", "entry": "a"},
            {"kind": "award", "award": "first", "to": ["a"]},
            {"kind": "list", "round": "final", "region": "north", "entries": ["a"]},
            {"kind": "recheck", "round": "final", "entry": "a", "judges": "1"},
            {"kind": "diligence", "entry": "a", "result": "fine"},
            {"kind": "withdrawal", "entry": "a", "round": "final", "days": "2"},
        )
    ),
    *(
        ("facts_malformed", PLAIN, ROW + "a,1,5\n", facts)
        for facts in (
            {"entries": ["a"]},
            {"entries": {"a": "track"}},
            {"judges": "1"},
            {"decisions": {"kind": "tie"}},
            {"decisions": ["tie"]},
        )
    ),
    (
        "fact_malformed",
        without_sheets(
            component={**MEASURED, "measure": {"formula": "value", "fact": "size"}},
            facts=[{"id": "size", "name": NAME, "type": "count"}],
        ),
        MARK,
        {"entries": {"a": {"size": "large"}}},
    ),
    (
        "measure_not_positive",
        SPEED,
        MARK + "a,,speed,0\n",
        {},
    ),
    (
        "seeds_missing",
        pairs(),
        MARK + "a,1,duel#1,1\nb,1,duel#1,0\n",
        {},
    ),
    (
        "path_full",
        {**two_rounds(), "paths": [PATH]},
        "round,entry,judge,score\nfirst,a,1,9\nfirst,b,1,8\nfirst,c,1,8\n",
        {"decisions": [{"kind": "direct", "path": "green", "entry": each} for each in "bc"]},
    ),
    *(
        ("method_later", document(component(combine={"method": method})), ROW + "a,1,5\n", {})
        for method in ("bradley-terry",)
    ),
    (
        "method_refused",
        document(component(combine={"method": "additive"})),
        ROW + "a,1,5\nb,1,6\n",
        {},
    ),
]


@pytest.mark.parametrize(("code", "rulebook", "scores", "facts"), CASES)
def test_refused(code: str, rulebook: dict[str, Any], scores: str, facts: dict[str, Any]) -> None:
    with pytest.raises(ScoresRefused) as refused:
        tally_of(rulebook, scores, facts)
    assert (refused.value.code, str(refused.value)) == (code, refused.value.sentence)
    assert not re.search(r"\{[a-z_]+\}", refused.value.sentence)
    wanted = {name for _, name, _, _ in string.Formatter().parse(SENTENCES[code]) if name}
    empty = {name for name in wanted if refused.value.facts[name] == ""}
    assert not empty


def test_every_code_occurs() -> None:
    assert {code for code, *_ in CASES} == set(SENTENCES)
