"""Bad input at the door: the code, and nothing changed."""

import uuid

import pytest

from core.models import LogLeaf
from judging.models import ConflictStatement, Nda, Publication, Recusal, ResultSet, ScoreSheet, Slot

H = "0" * 64


def snapshot():
    """What a refusal must leave as it was."""
    return (
        LogLeaf.objects.count(),
        list(Slot.objects.order_by("pk").values_list("state", "clock_started_at")),
        list(ScoreSheet.objects.order_by("pk").values_list("state", flat=True)),
        list(Publication.objects.order_by("pk").values_list("state", flat=True)),
        list(ResultSet.objects.order_by("pk").values_list("state", flat=True)),
        [model.objects.count() for model in (Nda, ConflictStatement, Recusal)],
    )


def slot_path(final):
    return f"slots/{final.slots()[0].uid}/commands"


def judged(final, **body):
    return {"entry": str(final.entries[0].uid), **body}


OPEN_ROUND = [
    ("timekeeper", slot_path, {"verb": "unseal"}, 400, "field_invalid"),
    ("timekeeper", slot_path, {}, 400, "field_invalid"),
    ("scorekeeper", slot_path, {}, 404, "not_found"),
    ("timekeeper", slot_path, {"verb": "call", "loud": True}, 400, "field_unknown"),
    ("timekeeper", slot_path, {"verb": "call", "code": "Bad Code"}, 400, "field_invalid"),
    ("timekeeper", slot_path, {"verb": "reveal"}, 409, "slot_state_refused"),
    ("scorekeeper", slot_path, {"verb": "seal"}, 409, "slot_state_refused"),
    ("scorekeeper", slot_path, {"verb": "call"}, 404, "not_found"),
    ("organizer", "rounds/{round}/open", {}, 409, "round_state_refused"),
    ("organizer", "rounds/{round}/open", {"now": 1}, 400, "field_unknown"),
    ("organizer", "rounds/{round}/close", {}, 409, "slots_unfinished"),
    ("organizer", "rounds/{round}/tally", {}, 409, "round_state_refused"),
    ("verifier", "rounds/{round}/lock", {}, 409, "result_state_refused"),
    ("organizer", "rounds/{round}/lock", {}, 404, "not_found"),
    ("organizer", "rounds/{round}/draw", {"seed": "xy"}, 400, "field_invalid"),
    ("organizer", "rounds/{round}/draw", {"seed": 1.5}, 400, "number_not_text"),
    ("organizer", "rounds/{round}/draw", {}, 409, "draw_state_refused"),
    ("organizer", "rounds/{round}/draw/reveal", {}, 409, "draw_state_refused"),
    (
        "organizer",
        "rounds/{round}/publications",
        {"kind": "proposed"},
        409,
        "publication_state_refused",
    ),
    ("organizer", "rounds/{round}/publications", {"kind": "secret"}, 400, "field_invalid"),
    ("organizer", "seats/{seat}/recusals", lambda f: judged(f, reason=""), 400, "reason_missing"),
    (
        "organizer",
        "seats/{seat}/recusals",
        {"entry": str(uuid.uuid4()), "reason": "x"},
        404,
        "not_found",
    ),
    ("organizer", "seats/{seat}/recusals", {"entry": "7", "reason": "x"}, 400, "field_invalid"),
    ("organizer", "seats/{seat}/invitations", {"email": "a@example.org"}, 400, "field_unknown"),
    ("judge", "judge/nda", {"version": 1, "hash": "zz"}, 400, "field_invalid"),
    ("judge", "judge/nda", {"version": "1.5", "hash": H}, 400, "field_invalid"),
    (
        "judge",
        "judge/conflicts",
        lambda f: judged(f, has_conflict=True),
        400,
        "conflict_detail_missing",
    ),
    (
        "judge",
        "judge/conflicts",
        lambda f: judged(f, has_conflict=True, detail="kin"),
        409,
        "state_conflict",
    ),
    ("judge", "judge/conflicts", lambda f: judged(f, has_conflict="maybe"), 400, "field_invalid"),
    ("judge", "judge/recusals", lambda f: judged(f, reason=" "), 400, "reason_missing"),
    ("judge", "judge/recusals", {"entry": str(uuid.uuid4()), "reason": "x"}, 404, "not_found"),
]


@pytest.mark.parametrize(("who", "path", "body", "status", "code"), OPEN_ROUND)
def test_refused_while_the_round_is_open(opened, door, who, path, body, status, code):
    where = (
        path(opened)
        if callable(path)
        else path.format(round=opened.round.uid, seat=opened.seats[0].uid)
    )
    sent = body(opened) if callable(body) else body
    before = snapshot()
    client = door(opened.judge(1) if who == "judge" else opened.by(who))
    answered, problem = client.post(where, sent)
    assert (answered, problem["code"]) == (status, code)
    assert snapshot() == before


def test_the_text_shown_is_not_the_one_in_force(final, door):
    answered, problem = door(final.judge(1)).post("judge/nda", {"version": 1, "hash": H})
    assert (answered, problem["code"]) == (400, "consent_text_stale")
    assert not Nda.objects.exists()


def test_a_statement_before_the_undertaking(final, door):
    answered, problem = door(final.judge(1)).post(
        "judge/conflicts", judged(final, has_conflict=False)
    )
    assert (answered, problem["code"]) == (403, "nda_required")


def test_two_people_and_one_hash(locked, door):
    organizer, verifier = door(locked.by("organizer")), door(locked.by("verifier"))
    _, prepared = organizer.post(f"rounds/{locked.round.uid}/publications", {"kind": "proposed"})
    where = f"publications/{prepared['id']}"
    before = snapshot()
    assert organizer.post(f"{where}/approve", {"hash": prepared["hash"]})[0] == 404
    answered, problem = verifier.post(f"{where}/approve", {"hash": H})
    assert (answered, problem["code"]) == (409, "publication_hash_changed")
    answered, problem = verifier.post(f"{where}/approve", {})
    assert (answered, problem["code"]) == (400, "field_invalid")
    answered, problem = organizer.post(f"{where}/open", {"hash": prepared["hash"]})
    assert (answered, problem["code"]) == (409, "publication_state_refused")
    assert snapshot() == before


def test_one_person_with_both_roles_is_still_one_person(locked, door):
    from tests.factories.judging import staff_member

    both = staff_member(locked.edition, "organizer", locked.by("verifier"))
    client = door(both)
    _, prepared = client.post(f"rounds/{locked.round.uid}/publications", {"kind": "proposed"})
    answered, problem = client.post(
        f"publications/{prepared['id']}/approve", {"hash": prepared["hash"]}
    )
    assert (answered, problem["code"]) == (403, "two_person_required")


def test_an_unknown_query_and_a_crooked_seat(opened, door):
    judge = door(opened.judge(1))
    assert judge.get("judge/queue", ordering="score")[1]["code"] == "filter_unknown"
    assert judge.get("judge/queue", seat="7")[1]["code"] == "field_invalid"
    assert judge.get("judge/queue", seat=str(uuid.uuid4()))[0] == 404
