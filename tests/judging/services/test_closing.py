"""Ten seconds' notice when a team's scoring closes: told to its judges, and nothing is cut off."""

import uuid
from datetime import timedelta

import pytest

from core import clock, tempo
from judging.models import Room, ScoreOperation
from judging.selectors.room_state import Audience, room_state
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import ScoreOp
from tests.judging.services.test_moves import undo

NOTICE = timedelta(seconds=tempo.TEMPO.closing_s)


def closing(kind="judge", hidden=frozenset()):
    room = Room.objects.get().uid
    return room_state(room_id=room, audience=Audience(kind, hidden)).get("closing")


@pytest.fixture
def scored(opened):
    """The first team is being scored."""
    return opened, opened.to_scoring(opened.slots()[0])


def notice_of(slot, at):
    return {
        "entry": str(slot.entry.uid),
        "at": clock.instant_text(at),
        "until": clock.instant_text(at + NOTICE),
        "sealing": False,
    }


def test_putting_a_team_on_hold_gives_ten_seconds_notice(scored):
    final, slot = scored
    assert timedelta(seconds=10) == NOTICE
    assert closing() is None
    final.command(slot, "hold")
    assert closing() == notice_of(slot, final.now)
    assert closing("stage") is closing("console") is None, "the hall and the console are not asked"


def test_so_does_calling_the_next_team_while_one_is_scored(scored):
    final, slot = scored
    final.command(final.slots()[1], "call")
    assert closing() == notice_of(slot, final.now)


def test_scoring_that_goes_on_takes_it_back(scored):
    final, slot = scored
    final.command(slot, "hold", "start_scoring")
    assert closing() is None
    final.command(slot, "hold")
    undo(final)
    assert closing() is None
    final.command(slot, "hold")
    assert closing() == notice_of(slot, final.now)
    final.sign_all(slot)
    final.command(slot, "seal")
    assert closing() is None


def test_whoever_is_recused_hears_nothing_of_it(scored):
    final, slot = scored
    final.command(slot, "hold")
    assert closing(hidden=frozenset({slot.entry_id})) is None


def test_after_the_notice_marks_and_signatures_are_still_taken(scored):
    """Never cut mid-digit: the sheet waits for its signature until the seal."""
    final, slot = scored
    seat = final.seats[0]
    final.command(slot, "hold")
    final.tick(60)
    op = ScoreOp(
        seat.expert.person_id,
        uuid.uuid4(),
        final.device(seat.expert.person).uid,
        final.next(),
        "",
        final.sheet(seat, slot).uid,
        "technology",
        "40",
        0,
    )
    assert score_ops_apply(ops=[op], at=final.now)[0].outcome == "applied"
    assert final.sign(seat, slot, technology="41", market="30").state == "signed"
    assert not ScoreOperation.objects.filter(outcome__in=["held", "refused"]).exists()
