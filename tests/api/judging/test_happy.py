"""The day through the door: each route once, by the people who may."""

from core import clock
from tests.factories import judging


def test_draw_open_and_the_round_as_its_staff_sees_it(final, door):
    organizer = door(final.by("organizer"))
    path = f"rounds/{final.round.uid}"
    status, drawn = organizer.post(f"{path}/draw", {"seed": "01" * 32})
    assert status == 201
    assert set(drawn) >= {"commitment", "candidates_hash"}
    assert drawn["seed"] is None
    status, revealed = organizer.post(f"{path}/draw/reveal")
    assert status == 201
    assert [slot["position"] for slot in revealed["slots"]] == [1, 2, 3]
    status, body = organizer.post(f"{path}/open")
    assert (status, body["state"]) == (200, "open")
    status, body = door(final.by("witness")).get(path)
    assert status == 200
    assert body["draw"]["seed"] == "01" * 32
    assert len(body["panels"][0]["seats"]) == 4
    assert body["opened_at"].endswith("Z")


def test_a_judge_from_link_to_sheet(final, door):
    final.draw()
    final.open()
    status, link = door(final.by("event_desk")).post(f"seats/{final.seats[0].uid}/invitations")
    assert status == 201
    assert "/join/" in link["url"]
    judge = door(final.judge(1))
    status, queue = judge.get("judge/queue")
    assert status == 200
    assert queue["nda"]["signed_at"] is None
    assert {row["conflict"] for row in queue["entries"]} == {"open"}
    nda = {"version": queue["nda"]["version"], "hash": queue["nda"]["hash"]}
    status, queue = judge.post("judge/nda", nda)
    assert status == 200
    assert queue["nda"]["signed_at"] is not None
    first, second, third = queue["entries"]
    judge.post("judge/conflicts", {"entry": first["id"], "has_conflict": False})
    judge.post("judge/conflicts", {"entry": second["id"], "has_conflict": True, "detail": "kin"})
    status, queue = judge.post("judge/recusals", {"entry": third["id"], "reason": "kin"})
    assert status == 200
    # What she is recused from is no longer there.
    assert [(row["id"], row["conflict"]) for row in queue["entries"]] == [(first["id"], "none")]
    assert queue["entries"][0]["sheet"] is not None
    assert queue["entries"][0]["slot"] is not None
    status, sheet = judge.get(f"sheets/{queue['entries'][0]['sheet']}")
    assert status == 200
    assert sheet["cells"] == {
        "technology": {"value": None, "rev": 0, "committed_at": None},
        "market": {"value": None, "rev": 0, "committed_at": None},
    }


def test_the_organizer_enters_a_conflict(opened, door):
    status, body = door(opened.by("organizer")).post(
        f"seats/{opened.seats[0].uid}/recusals",
        {"entry": str(opened.entries[0].uid), "reason": "same employer"},
    )
    assert (status, body["source"]) == (201, "system")


def test_a_slot_through_the_door(opened, door):
    slot = opened.slots()[0]
    keeper = door(opened.by("timekeeper"))
    path = f"slots/{slot.uid}/commands"
    assert keeper.post(path, {"verb": "call"})[0] == 200
    status, body = keeper.post(path, {"verb": "start_pitch"})
    assert status == 200
    assert body["clock"]["duration_s"] == 480
    status, body = keeper.post(path, {"verb": "pause", "code": "venue_fault"})
    assert body["clock"]["paused_at"] is not None
    for verb in ("resume", "start_questions", "start_scoring"):
        keeper.post(path, {"verb": verb})
    opened.sign_all(slot)
    status, body = door(opened.by("scorekeeper")).post(path, {"verb": "seal"})
    assert (status, body["state"], body["clock"]) == (200, "sealed", None)
    status, progress = door(opened.by("witness")).get(f"rounds/{opened.round.uid}/sheets")
    assert {row["state"] for row in progress} == {"signed", "open"}
    status, room = door(opened.judge(1)).get(f"rounds/{opened.round.uid}/room")
    assert (status, room["body"]["slot"]["state"]) == (200, "sealed")


def test_results_and_two_publications(opened, door):
    opened.play_all()
    path = f"rounds/{opened.round.uid}"
    organizer, verifier = door(opened.by("organizer")), door(opened.by("verifier"))
    assert organizer.post(f"{path}/close")[0] == 200
    status, result = organizer.post(f"{path}/tally")
    assert (status, result["state"]) == (201, "provisional")
    status, result = verifier.post(f"{path}/lock")
    assert (status, result["state"]) == (200, "locked")
    assert [row["final"] for row in result["rows"]] == ["78.50", "75.50", "72.50"]
    assert len(result["rows"][0]["sheets"]) == 3
    status, prepared = organizer.post(f"{path}/publications", {"kind": "proposed"})
    assert status == 201
    status, other = organizer.post(f"{path}/publications", {"kind": "proposed"})
    assert (status, other["code"]) == (409, "publication_state_refused")
    where, proof = f"publications/{prepared['id']}", {"hash": prepared["hash"]}
    assert verifier.post(f"{where}/approve", proof)[1]["state"] == "approved"
    status, out = organizer.post(f"{where}/open", proof)
    assert (status, out["state"]) == (200, "opened")
    assert out["publicity_until"] is not None
    assert verifier.get(where)[1]["approved_by"]["id"] == str(opened.by("verifier").uid)
    opened.now = clock.now()
    status, second = organizer.post(f"{path}/publications", {"kind": "final"})
    assert (status, second["code"]) == (409, "publicity_running")


def test_a_publication_is_dropped_with_a_reason(locked, door):
    organizer = door(locked.by("organizer"))
    _, prepared = organizer.post(f"rounds/{locked.round.uid}/publications", {"kind": "proposed"})
    where = f"publications/{prepared['id']}/cancel"
    assert organizer.post(where, {"reason": ""})[1]["code"] == "reason_missing"
    assert organizer.post(where, {"reason": "wrong title"})[1]["state"] == "cancelled"


def test_a_judge_with_seats_in_two_rounds_says_which(final, door):
    other = judging.final(slug="other")
    person = final.judge(1)
    other.seats[0].expert.person = person
    other.seats[0].expert.save()
    judge = door(person)
    for each in (final, other):
        status, queue = judge.get("judge/queue", seat=str(each.seats[0].uid))
        assert (status, queue["round"]["id"]) == (200, str(each.round.uid))
