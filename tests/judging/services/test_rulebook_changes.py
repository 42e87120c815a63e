"""Another version of the rules: one person before sheets, two afterwards, the sheet untouched."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from core.errors import Problem
from core.models import LogLeaf
from judging.invariants import INVARIANTS
from judging.models import ResultSet, RulebookChange
from judging.services.rulebook_changes import rulebook_change_approve, rulebook_change_propose
from tests.factories import judging
from tests.factories.judging import rulebook_document

pytestmark = pytest.mark.django_db
CUT_TWO = rulebook_document(cut_after=2)


def propose(final, document=CUT_TWO, *, role="organizer", reason="晋级名额有误"):
    return rulebook_change_propose(
        round=final.round, document=document, reason=reason, actor=final.by(role), at=final.tick()
    )


def approve(final, change, role="verifier"):
    return rulebook_change_approve(change=change, actor=final.by(role), at=final.tick())


def events() -> list[str]:
    return list(LogLeaf.objects.order_by("pk").values_list("type", flat=True))


def test_before_any_sheet_one_person_changes_the_rules_at_once():
    final = judging.final()
    change = propose(final)
    final.round.refresh_from_db()
    assert (change.state, change.approved_by, final.round.rulebook.version) == ("applied", None, 2)
    assert events()[-1] == "rulebook_change.apply"
    final.prepare()
    change.after.refresh_from_db()
    assert change.after.frozen_at is not None


@pytest.fixture
def closed():
    """Three entries played under a cut after three, counted once."""
    final = judging.final()
    final.prepare()
    final.play_all()
    final.close()
    final.compute()
    return final


def test_with_sheets_the_round_keeps_its_version_until_another_person_approves(closed):
    change = propose(closed)
    closed.round.refresh_from_db()
    assert (change.state, closed.round.rulebook_id) == ("proposed", change.before_id)
    with pytest.raises(Problem) as alone:
        approve(closed, change, role="organizer")
    assert alone.value.code == "two_person_required"
    approve(closed, change)
    closed.round.refresh_from_db()
    assert closed.round.rulebook_id == change.after_id
    assert closed.round.rulebook.frozen_at is not None
    assert events()[-2:] == ["rulebook.freeze", "rulebook_change.apply"]


def test_results_are_counted_anew_under_the_approved_version(closed):
    before = ResultSet.objects.get()
    assert [row.outcome for row in before.rows.order_by("rank")] == ["award", "award", "passed"]
    change = approve(closed, propose(closed))
    with pytest.raises(Problem) as stale:
        closed.lock()
    assert stale.value.code == "result_state_refused"
    after = closed.compute()
    assert after.rulebook_hash == change.after.hash != before.rulebook_hash
    assert [row.outcome for row in after.rows.order_by("rank")] == ["award", "award", "below_cut"]
    closed.lock()
    broken = {name: list(check()) for name, check in INVARIANTS.items()}
    assert {name: found for name, found in broken.items() if found} == {}


def test_the_sheet_itself_stays_once_there_are_sheets(closed):
    document = rulebook_document()
    document["criteria"][0]["step"] = "1"
    with pytest.raises(Problem) as refused:
        propose(closed, document)
    assert refused.value.code == "rulebook_sheet_differs"
    assert not RulebookChange.objects.exists()
    assert closed.edition.rulebooks.count() == 1


def test_a_newer_proposal_drops_the_one_that_waits(closed):
    first = propose(closed)
    second = propose(closed, rulebook_document(cut_after=3, publicity={"seconds": 9}))
    first.refresh_from_db()
    assert first.state == "dropped"
    with pytest.raises(Problem) as refused:
        approve(closed, first)
    assert refused.value.code == "state_conflict"
    assert approve(closed, second).state == "applied"


def test_a_reason_is_asked_and_a_locked_result_stands(closed):
    with pytest.raises(Problem) as silent:
        propose(closed, reason="  ")
    assert silent.value.code == "reason_missing"
    change = propose(closed)
    closed.lock()
    for again in (lambda: propose(closed), lambda: approve(closed, change)):
        with pytest.raises(Problem) as refused:
            again()
        assert refused.value.code == "round_state_refused"


def test_the_database_refuses_one_person_twice(closed):
    change = propose(closed)
    with pytest.raises(IntegrityError, match="two_persons|CHECK"), transaction.atomic():
        RulebookChange.objects.filter(pk=change.pk).update(approved_by=change.proposed_by)
