"""A deliberation through the doors: secret until the count, covered for the recused, once."""

import pytest

from judging.models import Recusal, Vote
from judging.selectors import motions
from judging.services.recusals import recusal_declare


@pytest.fixture
def talked(opened, door):
    """Counted; judge 3 is recused from the first entry, a deliberation is open."""
    first = opened.slots()[0]
    recusal_declare(
        seat=opened.seats[2], entry=first.entry, source="self", reason="任职", at=opened.tick()
    )
    for slot in opened.slots():
        opened.to_scoring(slot)
        opened.sign_all(slot)
        opened.command(slot, "seal")
    opened.close()
    opened.compute()
    return Talked(opened, door, first.entry)


class Talked:
    """The organizer's door, the judges', and a motion about the first entry."""

    def __init__(self, final, door, entry, mode="attributed"):
        self.final, self.entry = final, entry
        self.at = f"rounds/{final.round.uid}/deliberation"
        self.organizer = door(final.by("organizer"))
        self.judges = [door(seat.expert.person) for seat in final.seats]
        self.witness = door(final.by("witness"))
        self.say(self.organizer, "", {"mode": mode}, 201)
        body = {"entry": str(entry.uid), "kind": "keep", "text": "维持原结果"}
        self.motion = self.say(self.organizer, "/motions", body, 201)["motions"][0]

    def say(self, who, tail, body=None, status=200):
        got, answer = who.post(self.at + tail, body)
        assert got == status, answer
        return answer

    def vote(self, judge, choice, status=200):
        tail = f"/motions/{self.motion['id']}/vote"
        return self.say(self.judges[judge - 1], tail, {"choice": choice}, status)

    def count(self):
        return self.say(self.organizer, f"/motions/{self.motion['id']}/close")["motions"][0]

    def seen(self, who):
        """What this door gets of everything around the round's end."""
        around = (
            self.at,
            f"rounds/{self.final.round.uid}/results",
            f"rounds/{self.final.round.uid}",
        )
        return [who.get(path) for path in around]


def everybody(talked):
    return [talked.organizer, talked.witness, talked.judges[0], talked.judges[2]]


def test_an_answer_that_changes_is_seen_by_nobody_else(talked):
    talked.vote(1, "for")
    talked.vote(2, "for")
    before = [talked.seen(each) for each in everybody(talked)]
    assert talked.vote(2, "against")["motions"][0]["own_choice"] == "against"
    assert [talked.seen(each) for each in everybody(talked)] == before
    [motion] = talked.organizer.get(talked.at)[1]["motions"]
    assert (motion["voted"], motion["may_vote"]) == (["1", "2"], 2)
    assert (motion["counted"], motion["votes"]) == (None, [])


def test_a_planted_leak_is_seen(talked, monkeypatch):
    """Counts before the close: the comparison above would be red."""
    monkeypatch.setattr(
        motions, "_counted", lambda motion: {"ayes": motion.votes.filter(choice="for").count()}
    )
    talked.vote(2, "for")
    before = talked.seen(talked.witness)
    talked.vote(2, "against")
    assert talked.seen(talked.witness) != before


def test_the_recused_see_a_cover_and_have_no_vote(talked):
    recused = talked.judges[2]
    cover = {"id": talked.motion["id"], "state": "open", "covered": True}
    assert recused.get(talked.at)[1]["motions"] == [cover]
    assert talked.vote(3, "for", 403)["code"] == "recused"
    assert talked.say(
        talked.witness, f"/motions/{talked.motion['id']}/vote", {"choice": "for"}, 403
    )
    talked.vote(1, "for")
    talked.vote(2, "for")
    talked.count()
    assert recused.get(talked.at)[1]["motions"] == [{**cover, "state": "counted"}]


def test_after_the_count_an_attributed_vote_has_its_judges(talked):
    talked.vote(1, "for")
    talked.vote(2, "abstain")
    motion = talked.count()
    assert motion["votes"] == [
        {"judge": "1", "choice": "for"},
        {"judge": "2", "choice": "abstain"},
    ]
    assert {key: motion["counted"][key] for key in ("ayes", "noes", "abstain", "outcome")} == {
        "ayes": 1, "noes": 0, "abstain": 1, "outcome": "carried",
    }  # fmt: skip
    assert talked.vote(1, "against", 409)["code"] == "motion_state_refused"
    path = f"/motions/{talked.motion['id']}/record"
    assert talked.say(talked.organizer, path)["motions"][0]["state"] == "recorded"
    # Again, with another key: nothing more happens.
    assert talked.say(talked.judges[0], path)["motions"][0]["state"] == "recorded"
    assert talked.say(talked.judges[0], "/close")["state"] == "closed"


def test_letters_have_counts_and_no_answers(talked, door):
    talked.vote(1, "for")
    talked.vote(2, "for")
    talked.count()
    talked.say(talked.organizer, f"/motions/{talked.motion['id']}/record")
    talked.say(talked.organizer, "/close")
    veiled = Talked(talked.final, door, talked.entry, mode="anonymous")
    veiled.vote(1, "for")
    own = veiled.vote(2, "for")
    body = veiled.organizer.get(veiled.at)[1]
    letters = {each["seat"]: each["called"] for each in body["judges"]}
    assert sorted(letters.values()) == ["A", "B", "C"]
    assert own["own"] == letters["2"]
    assert body["motions"][0]["voted"] == sorted([letters["1"], letters["2"]])
    assert {(each["name"], each["chair"]) for each in body["judges"]} == {(None, None)}
    assert veiled.count()["votes"] == []
    assert Vote.objects.count() == 4


def test_a_chair_leads_but_not_where_she_is_recused(talked):
    chair = talked.judges[0]
    third = talked.final.slots()[2].entry
    body = {"entry": str(third.uid), "kind": "keep", "text": "x"}
    assert talked.say(chair, "/motions", body, 201)["motions"][1]["has_vote"] is True
    assert talked.say(talked.judges[1], "/motions", body, 403)["code"] == "not_allowed"
    # A conflict that is found after the sheets were sealed.
    Recusal.objects.create(
        seat=talked.final.seats[0],
        entry=talked.entry,
        source="system",
        declared_at=talked.final.tick(),
    )
    path = f"/motions/{talked.motion['id']}"
    for tail in ("/close", "/record"):
        assert talked.say(chair, path + tail, {}, 403)["code"] == "recused"


def test_words_that_a_judge_shows_reach_whoever_sees_the_motion(talked):
    """Not who is recused; too many of them change nothing."""
    words, tail = "三个示范站有实测数据", f"/motions/{talked.motion['id']}/note"
    before = talked.judges[2].get(talked.at)
    [mine] = talked.say(talked.judges[0], tail, {"text": words})["motions"]
    assert mine["own_note"] == words
    talked.say(talked.judges[2], tail, {"text": words}, 403)
    talked.say(talked.judges[0], tail, {"text": "x" * 4001}, 400)
    for who in (talked.organizer, talked.witness, talked.judges[1]):
        [seen] = who.get(talked.at)[1]["motions"]
        assert seen["notes"] == [{"judge": "1", "text": words}]
    assert talked.judges[2].get(talked.at) == before
    [back] = talked.say(talked.judges[0], tail, {"text": ""})["motions"]
    assert (back["notes"], back["own_note"]) == ([], "")
