"""Judges show the panel what they wrote, take it back, and the log never holds their words."""

import json

import pytest

from core.models import LogOpening
from core.viewer import Viewer
from judging.models import JudgeNote, MotionNote, Recusal
from judging.selectors.motions import Sight, deliberation_body
from judging.selectors.motions_checked import notes_unlike_log
from judging.services.motion_notes import note_share
from tests.judging.services.test_deliberations import Talk, counted, refused

WORDS = "三个示范站有实测数据"
# What the log says of a note: no words among it.
KEYS = {"deliberation", "round", "motion", "judge"}


@pytest.fixture
def talk(db):
    return Talk(counted())


def share(talk, motion, seat, text=WORDS):
    return note_share(motion=motion, seat=talk.final.seats[seat], text=text, at=talk.final.tick())


def shown(talk, *, seat=None):
    """The first motion as its staff sees it, or a judge."""
    person = talk.final.by("organizer") if seat is None else talk.final.seats[seat].expert.person
    sight: Sight = "full" if seat is None else "panel"
    body = deliberation_body(talk.deliberation, sight=sight, viewer=Viewer(person_id=person.pk))
    return body["motions"][0]


def motion_of(talk):
    return talk.put(talk.final.slots()[0].entry)


def test_what_a_judge_shows_everybody_at_the_motion_sees(talk):
    motion = motion_of(talk)
    share(talk, motion, 1, f" {WORDS}\n")
    share(talk, motion, 0, "a")
    told = [{"judge": "1", "text": "a"}, {"judge": "2", "text": WORDS}]
    assert shown(talk)["notes"] == shown(talk, seat=2)["notes"] == told
    assert [shown(talk, seat=each)["own_note"] for each in range(3)] == ["a", WORDS, ""]
    assert "own_note" not in shown(talk)
    assert list(notes_unlike_log()) == []
    share(talk, motion, 0, "b")
    assert [each["text"] for each in shown(talk)["notes"]] == ["b", WORDS]
    # The note that she wrote for herself is another one.
    assert not JudgeNote.objects.exists()
    # A row that is gone without a word of the log is missed.
    MotionNote.objects.filter(text="b").delete()
    assert list(notes_unlike_log()) == [str(motion.uid)]


def test_it_is_taken_back_and_the_log_says_so_without_words(talk):
    motion = motion_of(talk)
    share(talk, motion, 0)
    share(talk, motion, 0)
    share(talk, motion, 0, "  ")
    share(talk, motion, 0, "")
    assert (shown(talk)["notes"], MotionNote.objects.count()) == ([], 0)
    said = LogOpening.objects.filter(leaf__type__startswith="motion.note").order_by("leaf__seq")
    assert list(notes_unlike_log()) == []
    assert [each.leaf.type for each in said] == ["motion.note", "motion.note_back"]
    assert all(json.loads(each.body)["body"].keys() == KEYS for each in said)


def test_letters_stand_beside_the_words_where_judges_are_letters(db):
    talk = Talk(counted(), mode="anonymous")
    share(talk, motion_of(talk), 0)
    letter = talk.deliberation.letters[str(talk.final.seats[0].uid)]
    assert shown(talk)["notes"] == [{"judge": letter, "text": WORDS}]


def test_who_has_no_vote_shows_nothing_and_sees_nothing(talk):
    motion = motion_of(talk)
    share(talk, motion, 0)
    share(talk, motion, 1, "b")
    Recusal.objects.create(
        seat=talk.final.seats[1], entry=motion.entry, source="system", declared_at=talk.final.tick()
    )
    assert refused(share, talk, motion, 1) == "recused"
    assert shown(talk, seat=1)["covered"]
    # What she had shown goes with her.
    assert shown(talk)["notes"] == [{"judge": "1", "text": WORDS}]


def test_nothing_is_shown_or_taken_back_once_it_is_recorded(talk):
    motion = motion_of(talk)
    talk.vote(motion, "for", "for", "for")
    talk.count(motion)
    share(talk, motion, 0)
    talk.record(motion)
    assert refused(share, talk, motion, 0, "") == "motion_state_refused"
    assert shown(talk)["notes"] == [{"judge": "1", "text": WORDS}]
