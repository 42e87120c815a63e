"""What-if through its door: asked with a reason, attested by another person, each look logged."""

import json

import pytest

from core import clock
from core.models import LogOpening, Membership
from judging.models import WhatIfOpening
from tests.factories import judging

REASON = {"reason": "评委会要求核对去分规则的影响"}


@pytest.fixture
def decided(db):
    """A counted round of four entries and four judges, nobody locked it."""
    made = judging.final(
        entries=4,
        judges=4,
        panel={"seats": 5, "kinds": {"technical": 5}, "minimum_sheets": 3, "alternates": 1},
    )
    made.prepare()
    for at, slot in enumerate(made.slots()):
        made.to_scoring(slot)
        for seat in made.seats:
            technology = f"{50 - 4 * at - (seat.number * 7 + at * 3) % 6}"
            made.sign(seat, slot, technology=technology, market="30")
        made.reveal(slot)
    made.close()
    made.compute()
    return made


def events(*kinds):
    """Bodies of the log's events of these kinds, in their order."""
    found = LogOpening.objects.filter(leaf__type__in=kinds).order_by("leaf__seq")
    return [(each.leaf.type, json.loads(each.body)["body"]) for each in found]


def opening(final, door):
    """Asked by the organizer and attested by the witness."""
    path = f"rounds/{final.round.uid}/what-if-opening"
    status, asked = door(final.by("organizer")).post(path, REASON)
    assert status == 201, asked
    status, opened = door(final.by("witness")).post(f"{path}/attest")
    assert status == 200, opened
    return opened


def test_from_a_reason_to_a_look_and_closed_again(decided, door):
    organizer, path = door(decided.by("organizer")), f"rounds/{decided.round.uid}"
    status, problem = organizer.post(f"{path}/what-if", {"rule": "median"})
    assert (status, problem["code"]) == (409, "what_if_closed")
    opened = opening(decided, door)
    assert (opened["state"], opened["reason"]) == ("open", REASON["reason"])
    assert opened["attested_by"]["id"] == str(decided.by("witness").uid)
    _, ranking = organizer.get(f"{path}/ranking")
    assert ranking["what_if"]["state"] == "open"
    assert ranking["what_if"]["opening"] == opened
    offered = [rule["id"] for rule in ranking["what_if"]["rules"]]
    assert offered == [
        "announced", "trimmed", "median", "equal_weights",
        "standardized", "calibrated", "calibrated-robust",
    ]  # fmt: skip
    seen = []
    for rule in offered:
        status, look = organizer.post(f"{path}/what-if", {"rule": rule, "cut": 2})
        assert status == 200, look
        seen.append(look["hash"])
        assert look["refused"] is None
        assert look["watermark"] == {"zh": "试算", "en": "What-if"}
        assert [row["rank_now"] for row in look["rows"]] == [1, 2, 3, 4]
        assert sum(row["in_then"] for row in look["rows"]) == 2
    looks = events("ranking.what_if")
    assert [(body["rule"], body["cut"]) for _, body in looks] == [(rule, 2) for rule in offered]
    assert {body["by"] for _, body in looks} == {str(decided.by("organizer").uid)}
    assert [body["hash"] for _, body in looks] == seen
    assert organizer.client.delete(f"/api/v1/{path}/what-if-opening").status_code == 204
    assert organizer.post(f"{path}/what-if", {"rule": "median"})[0] == 409
    told = events("what_if_opening.ask", "what_if_opening.open", "what_if_opening.close")
    assert [kind for kind, _ in told] == [
        "what_if_opening.ask", "what_if_opening.open", "what_if_opening.close",
    ]  # fmt: skip
    assert {body["reason"] for _, body in told} == {REASON["reason"]}


def test_a_look_changes_nothing_of_the_result(decided, door):
    _, before = door(decided.by("verifier")).get(f"rounds/{decided.round.uid}/results")
    opening(decided, door)
    door(decided.by("verifier")).post(f"rounds/{decided.round.uid}/what-if", {"rule": "calibrated"})
    _, after = door(decided.by("verifier")).get(f"rounds/{decided.round.uid}/results")
    assert after == before


def test_opened_judges_and_calibrated_scores_show(decided, door):
    path = f"rounds/{decided.round.uid}/ranking"
    witness = door(decided.by("witness"))
    entry = witness.get(path)[1]["rows"][0]["entry"]
    assert witness.get(f"{path}/entries/{entry}")[1]["calibrated"] is None
    opening(decided, door)
    assert witness.get(f"{path}/entries/{entry}")[1]["calibrated"]["score"] is not None
    assert len(witness.get(f"{path}/judges")[1]["rows"]) == 4


def test_one_stands_at_a_time_and_a_reason_is_needed(decided, door):
    organizer, path = door(decided.by("organizer")), f"rounds/{decided.round.uid}/what-if-opening"
    status, problem = organizer.post(path, {"reason": "  "})
    assert (status, problem["code"]) == (400, "reason_missing")
    assert organizer.post(path, REASON)[0] == 201
    status, problem = organizer.post(path, REASON)
    assert (status, problem["code"]) == (409, "state_conflict")


def test_who_asked_never_attests(decided, door):
    """The same person in both offices is one person."""
    organizer = decided.by("organizer")
    Membership.objects.filter(role="witness").update(person=organizer)
    path = f"rounds/{decided.round.uid}/what-if-opening"
    assert door(organizer).post(path, REASON)[0] == 201
    status, problem = door(organizer).post(f"{path}/attest")
    assert (status, problem["code"]) == (403, "two_person_required")


def test_the_verifier_attests_only_where_there_is_no_witness(decided, door):
    path = f"rounds/{decided.round.uid}/what-if-opening"
    door(decided.by("organizer")).post(path, REASON)
    assert door(decided.by("verifier")).post(f"{path}/attest")[0] == 404
    Membership.objects.filter(role="witness").update(ended_at=decided.now)
    assert door(decided.by("verifier")).post(f"{path}/attest")[0] == 200
    assert WhatIfOpening.objects.get().attested_by == decided.by("verifier")


def test_an_unknown_rule_and_one_that_fits_not_are_refused(decided, door):
    opening(decided, door)
    path = f"rounds/{decided.round.uid}/what-if"
    for rule in ("best_of_three", "no_drop"):
        status, problem = door(decided.by("organizer")).post(path, {"rule": rule})
        assert (status, problem["code"]) == (400, "field_invalid")


def test_after_publication_everybody_who_sees_the_ranking_may_look(decided, door):
    decided.lock()
    decided.publish("proposed")
    path = f"rounds/{decided.round.uid}"
    with clock.frozen(decided.now):
        status, look = door(decided.by("scorekeeper")).post(f"{path}/what-if", {"rule": "median"})
        assert (status, look["rule"]) == (200, "median")
        status, problem = door(decided.by("organizer")).post(f"{path}/what-if-opening", REASON)
    assert (status, problem["code"]) == (409, "state_conflict")
