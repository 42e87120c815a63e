"""Version 1 for the rooms: the same rules come back, and whatever they cannot do is named."""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contest.rulebook.live.form import RulebookBeyond, form_of, live_form, live_rulebook
from contest.rulebook.live.which import rounds_read
from contest.rulebook.parse import rulebook_hash, rulebook_parse
from contest.rulebook.text import document_read
from contest.rulebook.v1.lift import rulebook_lift
from contest.rulebook.v1.ties import TieStep
from tests.factories.rulebooks import live_document

V1 = Path(__file__).resolve().parents[1] / "v1"


def test_version_0_lifted_comes_back_as_it_was(document):
    parsed = rulebook_parse(document)
    # What version 0 calls a sum is read as the mean; the ladder is closed by a shared place.
    again = rulebook_parse(form_of(rulebook_lift(parsed)))
    assert replace(again, hash=parsed.hash) == parsed
    assert live_form(document) == document


def test_a_document_of_version_1_is_read_under_its_own_hash():
    document = live_document()
    rulebook = live_rulebook(document)
    assert rulebook.hash == rulebook_hash(document)
    assert [(row.id, row.max, row.step, row.name.en) for row in rulebook.criteria] == [
        ("novelty", 4000, 50, "Substance · Novelty"),
        ("transfer", 2000, 100, "Substance · Transfer"),
        ("market", 4000, 50, "Market"),
    ]
    assert rulebook.aggregation.drops(5) == (1, 1)
    assert (rulebook.cut_after, rulebook.panel.kinds) == (2, {"judge": 5})


@pytest.mark.parametrize("until", ["session_end", "reveal"])
def test_a_session_is_signed_at_once(until):
    document = live_document()
    document["rounds"][0] |= {"sealing": "per_session", "revise_until": until}
    document["rounds"][0]["reveal"] = "after_session"
    rulebook = live_rulebook(document)
    assert (rulebook.by_session, rulebook.revise_until) == (True, until)
    # The tablet reads both from its card.
    card = live_form(document)
    assert (card["sealing"], card["revise_until"]) == ("per_session", until)
    assert not live_rulebook(live_document()).by_session


def test_ready_phrases_reach_the_card():
    document = live_document()
    assert "phrases" not in live_form(document)
    phrases = [{"zh": "技术壁垒明确", "en": "Clear technical edge"}]
    document["rubrics"][0]["phrases"] = phrases
    assert live_form(document)["phrases"] == phrases
    assert live_rulebook(document).hash == rulebook_hash(document)


def test_weights_become_points():
    document = live_document()
    lines = document["rubrics"][0]["criteria"]
    lines[0].pop("max")
    lines[0]["weight"] = "60%"
    lines[0]["criteria"] = [
        {"id": "novelty", "name": lines[1]["name"], "weight": "2/3"},
        {"id": "transfer", "name": lines[1]["name"], "weight": "1/3"},
    ]
    lines[1].pop("max")
    lines[1]["weight"] = "40%"
    assert [row.max for row in live_rulebook(document).criteria] == [4000, 2000, 4000]


def test_one_total_only():
    document = live_document()
    document["rubrics"][0].pop("criteria")
    document["rounds"][0]["ties"] = [{"rule": "chair"}]
    rulebook = live_rulebook(document)
    assert rulebook.single_total
    assert rulebook.ties[0].rule == "chair_vote"
    assert [(row.id, row.max) for row in rulebook.criteria] == [("total", 10000)]


LATE = {"id": "late", "name": {"zh": "迟", "en": "L"}, "points": 1}
FALSE = {"id": "false", "name": {"zh": "假", "en": "F"}, "by": "any"}
ONE = {"take": "number", "number": 1}
CALIBRATED = {
    "id": "jury", "kind": "sheet", "rubric": "sheet", "combine": {"method": "calibrated"},
}  # fmt: skip
ROUND = "/rounds/0"
SHEET = "/rubrics/0"
BEYOND: list[tuple[str, str, Any]] = [
    (f"{ROUND}/mode", "mode", "video"),
    (f"{ROUND}/blind", "blind", "single"),
    (f"{ROUND}/timing", "timing", {"pitch_s": 300}),
    (f"{ROUND}/penalties", "penalties", [LATE]),
    (f"{ROUND}/must_pass/otherwise", "must_pass",
     {"all": [{"of": "total", "at_least": 60}], "otherwise": "excluded"}),
    (f"{ROUND}/recheck", "recheck", {"spread_above": 20}),
    (f"{ROUND}/ties/0/rule", "ties", [{"rule": "vote"}, {"rule": "share"}]),
    (f"{ROUND}/ties/0/rule", "ties", [{"rule": "lots"}]),
    (f"{ROUND}/promotion/1", "promotion", [ONE, {"take": "wildcard", "number": 1}]),
    (f"{ROUND}/components/0/combine/method", "components", [CALIBRATED]),
    (f"{ROUND}/publicity", "publicity", {"calendar_days": 5}),
    # A mark that is fixed with its team's turn, in a session that is signed later.
    (f"{ROUND}/revise_until", "sealing", "per_session"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "part", "value"), BEYOND, ids=lambda value: str(value)[:40])
def test_what_rooms_cannot_do_in_a_round_is_named(place, part, value):
    document = live_document()
    document["rounds"][0][part] = value
    if part == "sealing":
        document["rounds"][0]["reveal"] = "after_session"
    with pytest.raises(RulebookBeyond) as refused:
        live_rulebook(document)
    assert place in refused.value.places


@pytest.mark.parametrize(
    ("place", "path", "value"),
    [
        (f"{SHEET}/vetoes", ("vetoes",), [FALSE]),
        (f"{SHEET}/comment", ("comment",), "always"),
        (f"{SHEET}/not_applicable", ("not_applicable",), 1),
        (f"{SHEET}/criteria/1/comment", ("criteria", 1, "comment"), "always"),
        (f"{SHEET}/criteria/0/take", ("criteria", 0, "take"), "best"),
    ],
)  # fmt: skip
def test_what_sheets_cannot_do_is_named(place, path, value):
    document = live_document()
    at: Any = document["rubrics"][0]
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    if value == "best":
        for line in at["criteria"]:
            line["max"] = 60
    with pytest.raises(RulebookBeyond) as refused:
        live_rulebook(document)
    assert place in refused.value.places


def test_a_rich_document_is_told_all_of_it():
    document = document_read((V1 / "sound.yaml").read_text(encoding="utf-8"))
    with pytest.raises(RulebookBeyond) as refused:
        live_rulebook(document, code="desk")
    assert {"/paths", "/diligence", "/rounds/0/level", "/rounds/0/mode"} <= set(
        refused.value.places
    )


def test_a_room_judges_the_round_that_its_code_names():
    document = live_document()
    heat = {**copy.deepcopy(document["rounds"][0]), "id": "semi_final"}
    heat["promotion"] = [{"to": "final", "take": "ratio", "ratio": "50%"}]
    # What another round asks for is none of this room's business.
    heat["recheck"] = {"spread_above": 20}
    document["rounds"].insert(0, heat)
    rulebook = live_rulebook(document, code="final")
    assert (rulebook.round, rulebook.cut_after) == ("final", 2)
    assert [award.level for award in rulebook.awards] == ["first"]
    del heat["recheck"]
    earlier = live_rulebook(document, code="semi-final")
    assert (earlier.round, earlier.awards) == ("semi_final", ())
    assert earlier.hash == live_rulebook(document, code="final").hash
    with pytest.raises(RulebookBeyond) as refused:
        live_rulebook(document, code="heats")
    assert refused.value.places == ("/rounds",)


def carried(**earlier: Any) -> dict[str, Any]:
    """A heat before the final, whose result counts three tenths in it."""
    document = live_document()
    document["rounds"].insert(0, {**copy.deepcopy(document["rounds"][0]), "id": "heat"})
    document["rounds"][0]["promotion"] = [{"to": "final", "take": "number", "number": 8}]
    document["rounds"][1]["components"] = [
        {"id": "before", "kind": "earlier", "round": "heat", "weight": "30%", **earlier},
        {**document["rounds"][1]["components"][0], "weight": "70%"},
    ]
    return document


def test_the_rounds_that_a_room_reads_are_known():
    rulebook = live_rulebook(carried(), code="final")
    assert [row.id for row in rulebook.criteria] == ["novelty", "transfer", "market"]
    assert rulebook.rules is not None
    last = rulebook.rules.round("final")
    assert rounds_read(rulebook.rules, last) == ("heat",)
    assert rounds_read(rulebook.rules, rulebook.rules.round("heat")) == ()
    by_ladder = replace(last, components=(), ties=(TieStep(rule="earlier_round"),))
    assert rounds_read(rulebook.rules, by_ladder) == ("heat",)


def test_one_component_of_an_earlier_round_is_not_carried_into_a_room():
    document = carried(take="component", component="jury")
    with pytest.raises(RulebookBeyond) as refused:
        live_rulebook(document, code="final")
    assert "/rounds/1/components/0/take" in refused.value.places
