"""A locked result is taken up again by two people, and only before it is published."""

import pytest

from contest.models import RoundState
from core.errors import Problem
from judging.models import ReopeningState, ResultState, ScoreSheet, SheetState
from judging.selectors.publications import publication_waits
from judging.services.publications import publication_cancel
from judging.services.reopenings import reopening_decide, reopening_propose
from tests.factories.late import accepted, arrives
from tests.judging.services.test_correction_decisions import broken, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def locked(opened):
    opened.finish()
    return opened


def propose(final, reason="计票有误"):
    return reopening_propose(
        round=final.round, reason=reason, actor=final.by("organizer"), at=final.tick()
    )


def decide(final, asked, *, approves=True, words="", by="verifier"):
    return reopening_decide(
        reopening=asked, approves=approves, words=words, actor=final.by(by), at=final.tick()
    )


def refused(call, *given, **asked):
    with pytest.raises(Problem) as found:
        call(*given, **asked)
    return found.value.code


def states(final):
    result = final.round.result_sets.order_by("-version").first()
    final.round.refresh_from_db()
    return final.round.state, result.state, set(ScoreSheet.objects.values_list("state", flat=True))


def test_the_round_is_closed_again_and_counts_and_locks_anew(locked):
    asked = propose(locked)
    assert states(locked)[:2] == (RoundState.LOCKED, ResultState.LOCKED), "it waits"
    assert decide(locked, asked).state == ReopeningState.APPROVED
    assert states(locked) == (RoundState.CLOSED, ResultState.SUPERSEDED, {SheetState.SIGNED})
    arrives(locked, ("market", "24"))
    accepted(locked)
    anew = locked.compute()
    locked.lock()
    assert anew.version == 2
    assert broken() == []
    [proposed], [decided] = told("reopening.propose"), told("reopening.decide")
    assert (proposed["reason"], decided["approves"]) == ("计票有误", True)


def test_a_no_says_why_and_leaves_it_locked(locked):
    asked = propose(locked)
    assert refused(propose, locked) == "state_conflict", "one waits at a time"
    assert refused(decide, locked, asked, approves=False) == "reason_missing"
    decide(locked, asked, approves=False, words="依据不足")
    assert states(locked)[:2] == (RoundState.LOCKED, ResultState.LOCKED)
    assert refused(decide, locked, asked) == "state_conflict"


def test_two_people(locked):
    assert refused(propose, locked, " ") == "reason_missing"
    assert refused(decide, locked, propose(locked), by="organizer") == "two_person_required"


def test_not_once_it_is_published_or_about_to_be(opened):
    assert refused(propose, opened) == "result_state_refused"
    opened.finish()
    asked = propose(opened)
    prepared = opened.prepare_publication("proposed")
    assert refused(decide, opened, asked) == "publication_waits"
    opened.open_publication(prepared)
    assert refused(decide, opened, asked) == "result_published"
    assert states(opened)[:2] == (RoundState.LOCKED, ResultState.LOCKED)


def test_a_cancelled_publication_is_none(locked):
    prepared = locked.prepare_publication("proposed")
    by, at = locked.by("organizer"), locked.tick()
    publication_cancel(publication=prepared, reason="有误", actor=by, at=at)
    assert not publication_waits(locked.round)
    decide(locked, propose(locked))
    assert broken() == []
