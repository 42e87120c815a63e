"""Morning and afternoon are signed and sealed apart; what was signed together stays together."""

import json
from uuid import UUID

import pytest
from django.db import transaction

from core.errors import Problem
from core.invariants import violations_find
from core.models import LogOpening
from judging.models import Room, ScoreSheet, SheetState, Slot, SlotState
from judging.selectors.room_state import Audience, room_state
from judging.selectors.witness_room import witness_rooms
from judging.services.breaks import break_add, break_remove, break_set
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import SeenSheet
from tests.factories.papers import printed
from tests.factories.sessions import final_by_session, half_sign_op, room_of, seal, typed
from tests.judging.services.paper_texts import pages_of
from tests.judging.services.test_moves import undo

pytestmark = pytest.mark.django_db
LUNCH = {"zh": "午休", "en": "Lunch"}
FULL = {"technology": "50", "market": "30"}
MORNING, AFTERNOON = (0, 1), (2,)


def act(command, made, **more):
    return command(room=room_of(made), actor=made.by("organizer"), at=made.tick(), **more)


def lunch(made, after=2, **more):
    return act(
        break_add, made, after=after, minutes=60, words=LUNCH, **{"ends_session": True, **more}
    )


@pytest.fixture
def day(db):
    """Two teams, lunch, one team; the round is open."""
    made = final_by_session()
    made.prepare()
    lunch(made)
    return made


def hear(made, *places):
    for place in places:
        made.to_scoring(made.slots()[place])
        for seat in range(3):
            typed(made, seat, place, **FULL)


def sign(made, seat, *places):
    """What becomes of a judge's signature of these teams' sheets."""
    [outcome] = score_ops_apply(ops=[half_sign_op(made, seat, places)], at=made.tick())
    return outcome.code or outcome.outcome


def all_sign(made, *places, seats=(0, 1, 2)):
    assert {sign(made, seat, *places) for seat in seats} == {"applied"}


def refusal(call, *given, **more):
    with pytest.raises(Problem) as found, transaction.atomic():
        call(*given, **more)
    return found.value.code


def states(made):
    return [slot.state for slot in made.slots()]


def body(made, kind):
    return room_state(room_id=room_of(made).uid, audience=Audience(kind))


def lunch_id(made):
    return UUID(room_of(made).breaks[0]["id"])


def test_a_judge_signs_before_lunch_and_after(day):
    hear(day, 0)
    assert sign(day, 0, 0) == "session_running", "the second team of the morning is ahead"
    hear(day, 1)
    assert sign(day, 0, 0) == "session_incomplete"
    assert sign(day, 0, 0, 1, 2) == "session_incomplete", "the afternoon is signed for itself"
    assert sign(day, 0, 0, 2) == "session_incomplete", "as many as are open, but not those"
    assert ScoreSheet.objects.filter(state=SheetState.SIGNED).count() == 0
    all_sign(day, *MORNING)
    assert sign(day, 0, 2) == "session_running"
    hear(day, 2)
    all_sign(day, *AFTERNOON)


def test_the_afternoon_can_be_signed_first_and_is_sealed_last(day):
    hear(day, 0, 1, 2)
    all_sign(day, *AFTERNOON)
    assert refusal(seal, day) == "sheets_missing"
    all_sign(day, *MORNING)
    seal(day)
    assert states(day) == [SlotState.SEALED, SlotState.SEALED, SlotState.SCORING]
    seal(day)
    assert states(day) == [SlotState.SEALED] * 3
    assert refusal(seal, day) == "session_sealed"


def test_the_morning_is_sealed_while_the_afternoon_goes_on_and_its_scores_are_opened(day):
    hear(day, 0, 1)
    first, _, third = day.slots()
    assert refusal(seal, day) == "sheets_missing"
    day.command(third, "call")  # lunch is over: the hall does not wait for a signature
    all_sign(day, *MORNING)
    assert refusal(day.command, first, "reveal") == "slot_state_refused"
    seal(day)
    assert states(day) == [SlotState.SEALED, SlotState.SEALED, SlotState.CALLED]
    assert room_of(day).current_slot == third, "who is on stage stays there"
    opening = LogOpening.objects.get(leaf__type="session.seal")
    told = json.loads(opening.body)["body"]
    assert told["session"] == [1, 2]
    assert len(told["slots"]) == 2
    undo(day)
    assert states(day)[:2] == [SlotState.HELD, SlotState.HELD]
    seal(day)
    assert typed(day, 0, 0, market="31")[0].outcome == "held", "the morning takes no more marks"
    assert refusal(seal, day) == "session_running"
    day.command(first, "reveal")
    assert states(day)[0] == SlotState.REVEALED


def test_console_and_judges_are_told_of_each(day):
    hear(day, 0, 1)
    sign(day, 1, *MORNING)
    shown = body(day, "console")["session"]
    assert (shown["ahead"], shown["due"]) == (0, 2), "of the session that is due"
    uids = [str(slot.uid) for slot in day.slots()]
    assert [part["slots"] for part in shown["parts"]] == [uids[:2], uids[2:]]
    assert [part["ahead"] for part in shown["parts"]] == [0, 1]
    assert [judge["signed"] for judge in shown["parts"][0]["judges"]] == [0, 2, 0]
    entries = [str(slot.entry.uid) for slot in day.slots()]
    assert body(day, "judge")["session"] == {
        "ahead": 1,
        "sealed": False,
        "parts": [
            {"entries": entries[:2], "ahead": 0, "sealed": False},
            {"entries": entries[2:], "ahead": 1, "sealed": False},
        ],
    }


def test_what_was_signed_as_a_session_stays_one(day):
    words = {"minutes": 60, "words": LUNCH}
    hear(day, 0)
    act(break_set, day, uid=lunch_id(day), after=1, skipped=False, **words)
    assert room_of(day).breaks[0]["ends_session"] is True, "it stays so where nobody says otherwise"
    act(break_set, day, uid=lunch_id(day), after=2, skipped=False, **words)
    hear(day, 1)
    sign(day, 2, *MORNING)
    before = room_of(day).breaks
    gone = {"uid": lunch_id(day), **words}
    for change in (
        {"after": 3, "skipped": False},
        {"after": 2, "skipped": True},
        {"after": 2, "skipped": False, "ends_session": False},
    ):
        assert refusal(act, break_set, day, **gone, **change) == "break_session_signed"
    assert refusal(act, break_remove, day, uid=lunch_id(day)) == "break_session_signed"
    assert room_of(day).breaks == before
    # Length and words are nobody's signature.
    act(break_set, day, uid=lunch_id(day), after=2, skipped=False, minutes=90, words=LUNCH)
    # What nobody has signed may still be parted.
    lunch(day, after=3)


def test_a_session_of_which_one_was_signed_is_not_parted():
    made = final_by_session()
    made.prepare()
    hear(made, 0, 1, 2)
    assert refusal(lunch, made, after=1) == "break_place_passed"
    sign(made, 0, 0, 1, 2)
    lunch(made, after=3)  # after it: nothing is parted
    assert ScoreSheet.objects.filter(state=SheetState.SIGNED).count() == 3


def test_who_has_left_the_order_is_of_no_session():
    made = final_by_session()
    made.prepare()
    hear(made, 0, 1)
    made.command(made.slots()[2], "withdraw")
    sign(made, 0, 0, 1)
    lunch(made, after=2)
    all_sign(made, *MORNING, seats=(1, 2))
    seal(made)
    assert states(made) == [SlotState.SEALED, SlotState.SEALED, SlotState.WITHDRAWN]


def test_only_rules_that_sign_by_session_have_such_breaks(opened):
    assert refusal(lunch, opened, after=1) == "session_per_slot"
    lunch(opened, after=1, ends_session=False)
    assert "ends_session" not in room_of(opened).breaks[0], "as it always was"
    given = {"uid": lunch_id(opened), "after": 1, "minutes": 5, "words": LUNCH, "skipped": False}
    assert refusal(act, break_set, opened, ends_session=True, **given) == "session_per_slot"


def test_a_team_put_off_past_lunch_holds_nobody_up_and_is_signed_with_the_last(day):
    first, _, third = day.slots()
    hear(day, 1)
    day.command(first, "defer")
    assert sign(day, 0, 1) == "applied", "the morning is what was heard in it"
    day.command(first, "call")
    assert Slot.objects.get(pk=first.pk).put_off, "it comes after a signature of the morning"
    undo(day)
    assert Slot.objects.get(pk=first.pk).put_off
    all_sign(day, 1, seats=(1, 2))
    seal(day)
    hear(day, 2)
    assert sign(day, 0, 2) == "session_running"
    hear_late(day, first)
    all_sign(day, 0, 2)
    seal(day)
    assert states(day) == [SlotState.SEALED] * 3
    assert third.pk


def hear_late(made, slot):
    made.command(slot, "call", "start_pitch", "start_questions", "start_scoring")
    for seat in range(3):
        typed(made, seat, 0, **FULL)


def test_a_team_put_off_within_the_morning_is_signed_with_the_morning(day):
    first = day.slots()[0]
    day.command(first, "call")
    day.command(first, "defer")
    assert Slot.objects.get(pk=first.pk).put_off
    undo(day)
    assert not Slot.objects.get(pk=first.pk).put_off
    day.command(first, "defer")
    hear(day, 1)
    hear_late(day, first)
    assert not Slot.objects.get(pk=first.pk).put_off
    assert sign(day, 0, 1) == "session_incomplete"
    all_sign(day, *MORNING)


def test_a_seal_names_the_teams_of_one_session(day):
    hear(day, 0, 1, 2)
    all_sign(day, *MORNING)
    seal(day)
    all_sign(day, *AFTERNOON)
    seal(day)
    assert broken() == []
    Room.objects.update(breaks=[{**room_of(day).breaks[0], "after": 1}])
    assert len(broken()) == 4, "a seal and three signatures"


def broken():
    names = ("session", "score", "sheet")
    return [each for each in violations_find() if each.invariant.startswith(names)]


def test_papers_name_the_session_and_each_is_signed_on_a_page_of_its_own(day):
    hear(day, 0, 1, 2)
    for places in (MORNING, AFTERNOON):
        all_sign(day, *places)
        seal(day)
    day.close()
    day.compute()
    paper = printed(day, "sheets")
    own = [page for page in paper.facts["pages"] if page["kind_of_page"] == "judge"]
    assert [(page["seat"], page["session"], len(page["rows"])) for page in own[:2]] == [
        (1, [1, 2], 2),
        (1, [2, 2], 1),
    ]
    assert [(page["part"], page["parts"]) for page in own[:2]] == [(1, 2), (2, 2)]
    words = pages_of(paper)
    assert "第 1 场，共 2 场" in words[0]
    assert "第 2 场，共 2 场" in words[1]
    day.lock()
    protocol = "".join(pages_of(printed(day, "protocol")))
    assert "第 2 场" in protocol
    assert "单独签名封存" in protocol


def test_the_witness_sees_which_teams_are_sealed_together(day):
    [room] = witness_rooms(day.edition, at=day.tick())
    assert [slot["session"] for slot in room["slots"]] == [1, 1, 2]
    act(break_remove, day, uid=lunch_id(day))
    [room] = witness_rooms(day.edition, at=day.tick())
    assert "session" not in room["slots"][0]


def test_seen_revisions_count_for_the_half_day(day):
    hear(day, 0, 1)
    early = half_sign_op(day, 0, MORNING)
    typed(day, 0, 0, market="33.3")
    [outcome] = score_ops_apply(ops=[early], at=day.tick())
    assert outcome.code == "cell_stale"
    assert all(isinstance(each, SeenSheet) for each in early.seen)
