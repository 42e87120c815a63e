"""The form under one revision, and taking an entry back."""

import pytest

from contest.models import Entry, EntryGrant, EntryState
from contest.services.editions import edition_move
from contest.services.entries import MACHINE, entry_edit, entry_withdraw
from contest.services.grants import grant_give
from core.errors import Problem
from tests.factories import contest, core
from tests.factories.moments import LATER, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def cup():
    return contest.edition()


def edit(made, at=NOW, base_rev=None, **changes):
    rev = made.entry.rev if base_rev is None else base_rev
    actor = core.person_of(made.leader)
    return entry_edit(entry=made.entry, base_rev=rev, changes=changes, actor=actor, at=at)


def test_an_edit_changes_its_fields_and_raises_the_revision(cup):
    made = contest.complete(cup)
    edited = edit(made, title="新名", answers={"trl": "6"})
    assert (edited.title, edited.answers) == ("新名", {"trl": "6"})
    assert edited.rev == made.entry.rev + 1
    assert edited.summary == made.entry.summary


def test_a_stale_edit_changes_nothing(cup):
    made = contest.complete(cup)
    edit(made, title="先到")
    with pytest.raises(Problem, match="edit_stale"):
        edit(made, title="后到")
    assert cup.fresh(made.entry).title == "先到"


def test_fields_outside_the_form_are_refused(cup):
    made = contest.draft(cup)
    with pytest.raises(Problem, match="field_unknown") as refused:
        edit(made, state="accepted", number="QM-99")
    assert set(refused.value.fields) == {"state", "number"}
    assert cup.fresh(made.entry).state == EntryState.DRAFT


def test_a_track_of_another_edition_is_refused(cup):
    made, other = contest.draft(cup), contest.edition("other")
    with pytest.raises(Problem, match="field_invalid"):
        edit(made, track=other.track)
    assert cup.fresh(made.entry).track is None


def test_after_the_deadline_nothing_is_edited(cup):
    made = contest.complete(cup)
    with pytest.raises(Problem, match="deadline_passed"):
        edit(made, at=LATER, title="迟到")
    edition_move(edition=cup.edition, verb="close", at=NOW)
    with pytest.raises(Problem, match="deadline_passed"):
        edit(made, title="已截止")
    assert cup.fresh(made.entry).title == "流光芯片"


def test_a_withdrawn_entry_is_locked_and_nobody_keeps_a_grant(cup):
    made = contest.accepted(cup)
    judge = core.person_of(core.account("judge"))
    grant_give(entry=made.entry, person=judge, capability="read", source="assignment", at=NOW)
    actor = core.person_of(made.leader)
    entry_withdraw(entry=made.entry, reason="不能到场", actor=actor, at=NOW)
    assert cup.fresh(made.entry).state == EntryState.WITHDRAWN
    assert not EntryGrant.objects.filter(until__isnull=True).exists()
    with pytest.raises(Problem, match="entry_locked"):
        edit(made, title="再改")
    with pytest.raises(Problem, match="entry_state_refused"):
        entry_withdraw(entry=made.entry, reason="再来", actor=actor, at=NOW)


def test_a_withdrawal_needs_words(cup):
    made = contest.draft(cup)
    with pytest.raises(Problem, match="reason_missing"):
        entry_withdraw(entry=made.entry, reason=" ", actor=core.person_of(made.leader), at=NOW)
    assert cup.fresh(made.entry).state == EntryState.DRAFT


def test_after_the_awards_nobody_withdraws(cup):
    made = contest.accepted(cup)
    for verb in ("close", "run", "publicize", "award"):
        edition_move(edition=cup.edition, verb=verb, at=NOW)
    with pytest.raises(Problem, match="entry_state_refused"):
        entry_withdraw(entry=made.entry, reason="迟", actor=core.person_of(made.leader), at=NOW)


def test_every_state_of_the_model_is_a_state_of_the_machine():
    assert set(MACHINE.states) == set(EntryState.values)
    assert {state for state, _verb in MACHINE.moves} <= set(MACHINE.states)
    assert not MACHINE.verbs(EntryState.WITHDRAWN)


def test_a_negative_investment_is_refused_by_the_database_too(cup):
    made = contest.draft(cup)
    with pytest.raises(Exception, match="entry_investment_not_negative"):
        Entry.objects.filter(pk=made.entry.pk).update(planned_investment_minor=-1)
