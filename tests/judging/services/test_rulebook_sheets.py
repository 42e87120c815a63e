"""Sheets of a document of version 1: scales, grades, all or nothing, bonus; classes, places."""

from __future__ import annotations

import json
from typing import Any

import pytest

from contest.services.rounds import round_rulebook_set
from contest.services.rulebooks import rulebook_add
from core.errors import Problem
from judging.invariants import INVARIANTS
from judging.models import ResultRow
from judging.selectors.results import full_rows, plain_rows
from judging.services.conflicts import conflict_state
from judging.services.corrections import correction_request
from tests.factories import judging
from tests.factories.rulebooks import live_document

pytestmark = pytest.mark.django_db

NAME = {"zh": "一", "en": "One"}
GRADES = [
    {"id": "a", "name": {"zh": "优", "en": "Good"}, "at_least": 90, "gives": 95},
    {"id": "b", "name": {"zh": "差", "en": "Poor"}, "at_least": 0, "gives": 40},
]
# Typed in ten steps for 50 points, chosen for 40, yes or no for 10, up to 5 on top.
LINES = [
    {"id": "idea", "name": NAME, "max": 50, "scale": {"low": 1, "high": 10}},
    {"id": "team", "name": NAME, "max": 40, "grades": GRADES, "scale": {"high": 100}},
    {"id": "patent", "name": NAME, "max": 10, "all_or_nothing": True},
    {"id": "extra", "name": NAME, "max": 5, "bonus": True, "required": False},
]


def final_by(document: dict[str, Any], judges: int = 3) -> judging.Final:
    final = judging.final(judges=judges)
    rulebook = rulebook_add(edition=final.edition, document=document)
    final.round = round_rulebook_set(round=final.round, rulebook=rulebook)
    return final


def by_lines(**component: Any) -> dict[str, Any]:
    document = live_document()
    document["rubrics"][0] = {"id": "sheet", "name": NAME, "total": 100, "criteria": LINES}
    document["rounds"][0] |= {"ties": [{"rule": "share"}], "panel": {"seats": 3}}
    document["rounds"][0]["components"][0]["combine"] = {"method": "median", **component}
    return document


def test_a_sheet_is_worth_what_its_lines_weigh_and_is_explained():
    final = final_by(by_lines())
    final.prepare()
    first, second, third = final.slots()
    final.to_scoring(first)
    # 5 · 7 + 0.4 · 95 + 10 + 3 = 86
    signed = final.sign(final.seats[0], first, idea="7", team="95", patent="10", extra="3")
    assert signed.total == 8600
    # 5 · 9 + 0.4 · 40 + 0 = 61
    assert final.sign(final.seats[1], first, idea="9", team="40", patent="0").total == 6100
    assert final.sign(final.seats[2], first, idea="8", team="95", patent="10").total == 8800
    final.reveal(first)
    for slot, idea in ((second, "5"), (third, "6")):
        final.to_scoring(slot)
        for seat in final.seats:
            final.sign(seat, slot, idea=idea, team="40", patent="0")
        final.reveal(slot)
    final.close()
    result = final.compute()
    final.lock()
    # Of 86, 61 and 88 the median is 86.
    rows = ResultRow.objects.filter(result_set=result).order_by("rank")
    assert list(rows.values_list("rank", "final", "outcome")) == [
        (1, 8600, "award"), (2, 4600, "passed"), (3, 4100, "below_cut"),
    ]  # fmt: skip
    assert result.software == "yisai-tally/1"
    full = next(row for row in full_rows(result) if row["rank"] == 1)
    assert [step["step"] for step in full["steps"]] == [
        "combined", "total", "rounded", "promoted", "awarded",
    ]  # fmt: skip
    assert not any("steps" in row or "left_out" in row for row in plain_rows(result))
    broken = {name: list(check()) for name, check in INVARIANTS.items()}
    assert {name: found for name, found in broken.items() if found} == {}


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ({"team": "94"}, "mark_not_offered"),
        ({"patent": "5"}, "mark_not_offered"),
        ({"idea": "11"}, "mark_out_of_range"),
        # Ten may be on its way; it is the signature that is refused.
        ({"idea": "0", "team": "95", "patent": "0"}, "mark_below_low"),
    ],
)
def test_what_a_line_does_not_take_is_refused(marks, code):
    final = final_by(by_lines())
    final.prepare()
    slot = final.to_scoring(final.slots()[0])
    with pytest.raises(AssertionError, match=code):
        final.sign(final.seats[0], slot, **marks)


def test_a_judge_of_a_class_without_weight_keeps_the_round_closed():
    document = by_lines(method="mean", classes={"technical": "50%", "investor": "50%"})
    kinds = {"technical": 2, "investor": 1}
    document["rounds"][0]["panel"] = {"seats": 3, "kinds": kinds}
    final = final_by(document)
    seat = final.seats[1]
    seat.expert.kind = "park"
    seat.expert.save()
    final.sign_ndas()
    final.draw()
    with pytest.raises(Problem) as refused:
        final.open()
    assert (refused.value.code, refused.value.params) == ("seat_kind_without_weight", {"seat": "2"})
    seat.expert.kind = "investor"
    seat.expert.save()
    final.open()


def test_where_places_are_summed_a_missing_sheet_is_named():
    final = final_by(by_lines(method="rank-sum"))
    final.sign_ndas()
    final.draw()
    slots = final.slots()
    missing = slots[0].entry
    for seat in final.seats:
        for entry in final.entries:
            theirs = (seat, entry) == (final.seats[2], missing)
            detail = "employer" if theirs else ""
            conflict_state(
                seat=seat, entry=entry, has_conflict=theirs, detail=detail, at=final.tick()
            )
    final.open()
    for slot in slots:
        final.to_scoring(slot)
        for seat in final.seats:
            if (seat, slot.entry) != (final.seats[2], missing):
                final.sign(seat, slot, idea="5", team="40", patent="0")
        final.reveal(slot)
    final.close()
    with pytest.raises(Problem) as refused:
        final.compute()
    assert refused.value.code == "sheets_incomplete"
    assert refused.value.params == {"entry": missing.number, "seat": "3"}


def test_two_rounds_of_one_document_are_judged_each_by_its_own():
    document = live_document()
    heat = json.loads(json.dumps(document["rounds"][0]))
    heat |= {"id": "heat", "promotion": [{"to": "final", "take": "number", "number": 2}]}
    heat["components"][0] |= {"rubric": "short", "combine": {"method": "sum"}}
    heat["ties"] = [{"rule": "share"}]
    heat["panel"] = {"seats": 3}
    document["rubrics"].append({"id": "short", "name": NAME, "total": 10})
    document["rounds"].insert(0, heat)
    final = final_by(document)
    final.round.code = "heat"
    final.round.save()
    final.prepare()
    slot = final.to_scoring(final.slots()[0])
    for seat, total in zip(final.seats, ("7", "8", "9"), strict=True):
        assert final.sign(seat, slot, total=total).total == int(total) * 100
    final.reveal(slot)
    for other in final.slots()[1:]:
        final.command(other, "withdraw")
    final.close()
    [row] = [row for row in full_rows(final.compute()) if row["rank"]]
    assert (row["final"], row["outcome"], row["award"]) == ("24.00", "passed", None)


def test_a_code_that_names_none_of_several_rounds_keeps_the_round_closed():
    document = live_document()
    heat = json.loads(json.dumps(document["rounds"][0]))
    heat |= {"id": "heat", "promotion": [{"to": "final", "take": "number", "number": 3}]}
    document["rounds"].insert(0, heat)
    final = final_by(document)
    final.round.code = "last-day"
    final.round.save()
    final.sign_ndas()
    final.draw()
    with pytest.raises(Problem) as refused:
        final.open()
    assert refused.value.params == {"places": "/rounds"}


@pytest.mark.parametrize(
    ("criterion", "value", "code"),
    [("team", "94", "mark_not_offered"), ("idea", "0", "mark_below_low"), ("team", "40", None)],
)
def test_a_correction_asks_only_for_what_a_signed_sheet_may_have(criterion, value, code):
    final = final_by(by_lines())
    final.prepare()
    slot = final.to_scoring(final.slots()[0])
    sheet = final.sign(final.seats[0], slot, idea="7", team="95", patent="10")
    asked = {"sheet": sheet, "criterion": criterion, "value": value, "reason": "wrong_row"}
    if code is None:
        assert correction_request(**asked, text="", at=final.tick()).value == 4000
        return
    with pytest.raises(Problem) as refused:
        correction_request(**asked, text="", at=final.tick())
    assert refused.value.code == code
