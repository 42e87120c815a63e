"""Tally and lock."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from contest.models import RoundState
from core.errors import Problem
from core.models import LogLeaf
from judging.models import ResultRow, ResultSet, ResultState, ScoreCell, ScoreSheet, SheetState
from judging.selectors.rulebooks import rulebook_of
from judging.selectors.sheets import countable_sheets
from judging.services.results import result_compute, result_lock, result_recompute
from judging.tally.tally import tally
from tests.factories import judging


@pytest.fixture
def closed(opened):
    opened.play_all()
    opened.close()
    return opened


def test_the_body_is_the_tally(closed):
    result = closed.compute()
    body = json.loads(result.body)
    expected = tally(rulebook_of(closed.round), countable_sheets(closed.round))
    assert body == {**expected.document(), "absent": []}
    assert (result.state, result.version) == (ResultState.PROVISIONAL, 1)
    assert result.rulebook_hash == closed.round.rulebook.hash


def test_whoever_did_not_pitch_is_listed_without_a_rank(opened):
    first, second, third = opened.slots()
    opened.play(first)
    opened.command(second, "call", "no_show", code="team_said")
    opened.command(third, "withdraw")
    opened.close()
    opened.compute()
    rows = ResultRow.objects.order_by("entry__slots__position")
    assert list(rows.values_list("rank", "final", "outcome")) == [
        (1, 7850, "award"),
        (None, None, "no_show"),
        (None, None, "withdrawn"),
    ]


def test_only_a_closed_round_is_counted(opened):
    with pytest.raises(Problem) as refused:
        opened.compute()
    assert refused.value.code == "round_state_refused"
    assert not ResultSet.objects.exists()


def test_a_sheet_that_breaks_the_rules_is_never_counted(closed):
    ScoreCell.objects.filter(criterion="technology").update(value=6001)
    with pytest.raises(Problem) as refused:
        closed.compute()
    assert refused.value.code == "mark_out_of_range"
    assert not ResultSet.objects.exists()


def test_counting_again_supersedes_with_the_same_bytes(closed):
    first, second = closed.compute(), closed.compute()
    first.refresh_from_db()
    assert first.state == ResultState.SUPERSEDED
    assert (second.version, second.body, second.inputs_hash) == (2, first.body, first.inputs_hash)


def test_locking_counts_the_sheets_and_locks_the_round(closed):
    closed.compute()
    result = closed.lock()
    closed.round.refresh_from_db()
    assert closed.round.state == RoundState.LOCKED
    assert (result.state, result.locked_by) == (ResultState.LOCKED, closed.by("verifier"))
    assert set(ScoreSheet.objects.values_list("state", flat=True)) == {SheetState.COUNTED}
    assert result_recompute(round=closed.round) == result.body_hash


def test_nobody_locks_what_they_computed(closed):
    closed.compute()
    with pytest.raises(Problem) as refused:
        result_lock(round=closed.round, actor=closed.by("scorekeeper"), at=closed.tick())
    assert refused.value.code == "two_person_required"
    assert ResultSet.objects.get().locked_by is None


def test_the_database_refuses_one_person_in_both_places(closed):
    result = closed.compute()
    with pytest.raises(IntegrityError), transaction.atomic():
        ResultSet.objects.filter(pk=result.pk).update(locked_by=result.computed_by)


def test_there_is_something_to_lock(closed):
    with pytest.raises(Problem) as refused:
        closed.lock()
    assert refused.value.code == "result_state_refused"


def test_locking_twice_and_counting_after_the_lock(closed):
    closed.compute()
    closed.lock()
    for command in (closed.lock, closed.compute):
        with pytest.raises(Problem) as refused:
            command()
        assert refused.value.code == "result_state_refused"
    assert LogLeaf.objects.filter(type="result.lock").count() == 1


def test_marks_that_moved_after_the_tally_are_not_locked(closed):
    closed.compute()
    ScoreCell.objects.filter(criterion="market").update(value=F("value") - 100)
    with pytest.raises(Problem) as refused:
        closed.lock()
    assert refused.value.code == "result_state_refused"
    assert refused.value.params == {"state": "inputs_changed"}


def test_a_tie_that_waits_for_its_vote_is_not_locked(db):
    final = judging.final(entries=2, ties=[{"rule": "chair_vote"}])
    final.prepare()
    for slot in final.slots():
        final.play(slot)
    final.close()
    final.compute()
    with pytest.raises(Problem) as refused:
        final.lock()
    assert refused.value.params == {"state": "tie_waits"}


def test_the_time_of_counting_changes_no_byte(closed):
    first = closed.compute()
    later = result_compute(
        round=closed.round,
        actor=closed.by("organizer"),
        at=closed.now + timedelta(days=1),
    )
    assert later.body_hash == first.body_hash
