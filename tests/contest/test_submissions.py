"""Submitting: what is frozen, what is signed, what is refused and then unchanged."""

import json
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import DatabaseError, transaction

from contest.models import EntryState, EntryVersion
from contest.selectors.content import changed_since_submit
from contest.services.consents import consent_withdraw
from contest.services.editions import edition_move
from contest.services.eligibility import entry_decide
from contest.services.entries import entry_edit
from contest.services.submissions import entry_submit
from core import signing
from core.canonical import canonical_hash
from core.errors import Problem
from core.models import LogLeaf
from tests.factories import contest, core
from tests.factories.moments import CLOSES, LATER, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def cup():
    return contest.edition()


def decide(made, cup, decision, at=NOW, reason=""):
    officer = core.person_of(core.staff(cup.host, "eligibility_officer"))
    return entry_decide(entry=made.entry, decision=decision, reason=reason, actor=officer, at=at)


def test_a_submission_is_frozen_checked_and_receipted(cup):
    made = contest.complete(cup)
    version = contest.submit(made)
    entry = cup.fresh(made.entry)
    assert (entry.state, entry.submitted_at) == (EntryState.IN_CHECK, NOW)
    assert version.receipt_number == "QM-2026-0001"
    assert version.content["title"] == "流光芯片"
    assert [item["ok"] for item in version.checks.get().items] == [True] * 5
    assert LogLeaf.objects.filter(type="entry.submit").count() == 1


def test_the_receipt_proves_content_and_arrival(cup):
    version = contest.submit(contest.complete(cup))
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signing.public_key()))
    key.verify(bytes.fromhex(version.signature), version.receipt.encode())
    receipt = json.loads(version.receipt)
    assert receipt["content_hash"] == canonical_hash(version.content)
    assert receipt["arrived_at"] == "2026-11-20T04:00:00.000000Z"
    assert receipt["files"][0]["sha256"] == version.content["files"][0]["sha256"]


def test_the_content_hash_does_not_depend_on_the_order_of_keys(cup):
    content = contest.submit(contest.complete(cup)).content
    assert canonical_hash(dict(reversed(content.items()))) == canonical_hash(content)


def test_resubmitting_before_the_deadline_makes_a_new_version(cup):
    made = contest.submitted(cup)
    actor = core.person_of(made.leader)
    entry_edit(
        entry=made.entry, base_rev=made.entry.rev, changes={"title": "新名"}, actor=actor, at=NOW
    )
    second = contest.submit(made)
    assert (second.number, second.receipt_number) == (2, "QM-2026-0002")
    first = EntryVersion.objects.get(entry=made.entry, number=1)
    assert (first.content["title"], second.content["title"]) == ("流光芯片", "新名")


def test_a_version_cannot_be_changed_in_the_database(cup):
    version = contest.submit(contest.complete(cup))
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        EntryVersion.objects.filter(pk=version.pk).update(number=7)


@pytest.mark.parametrize(
    ("offset", "refused"), [(timedelta(0), False), (timedelta(microseconds=1), True)]
)
def test_the_deadline_is_compared_with_the_arrival_to_the_microsecond(cup, offset, refused):
    made = contest.complete(cup)
    actor = core.person_of(made.leader)
    if not refused:
        entry_submit(entry=made.entry, actor=actor, at=CLOSES + offset)
        return
    with pytest.raises(Problem, match="deadline_passed"):
        entry_submit(entry=made.entry, actor=actor, at=CLOSES + offset)
    assert cup.fresh(made.entry).state == EntryState.DRAFT
    assert not EntryVersion.objects.exists()


def test_the_deadline_is_read_again_when_it_is_moved(cup):
    made = contest.complete(cup)
    stale = cup.fresh(made.entry)
    cup.edition.closes_at = NOW - timedelta(minutes=1)
    cup.edition.save()
    with pytest.raises(Problem, match="deadline_passed"):
        entry_submit(entry=stale, actor=core.person_of(made.leader), at=NOW)


def test_an_empty_form_names_all_that_is_missing(cup):
    made = contest.draft(cup)
    with pytest.raises(Problem, match="entry_incomplete") as refused:
        contest.submit(made)
    assert set(refused.value.fields) == {
        "title",
        "summary",
        "track",
        "division",
        "deck",
        "consents.rules",
        "consents.data_use",
    }
    assert not EntryVersion.objects.exists()


def test_a_missing_consent_alone_has_its_own_code(cup):
    made = contest.complete(cup)
    consent_withdraw(entry=made.entry, kind="rules", actor=core.person_of(made.leader), at=NOW)
    with pytest.raises(Problem, match="consent_missing") as refused:
        contest.submit(made)
    assert refused.value.fields == {"consents.rules": ["missing"]}
    assert cup.fresh(made.entry).state == EntryState.DRAFT


def test_an_accepted_entry_is_locked(cup):
    made = contest.accepted(cup)
    with pytest.raises(Problem, match="entry_locked"):
        contest.submit(made)


def test_a_returned_entry_may_come_back_after_the_deadline_until_judging_begins(cup):
    made = contest.submitted(cup)
    decide(made, cup, "return", at=LATER, reason="请更换演示文稿")
    edition_move(edition=cup.edition, verb="close", at=LATER)
    actor = core.person_of(made.leader)
    assert entry_submit(entry=made.entry, actor=actor, at=LATER).number == 2
    with pytest.raises(Problem, match="entry_state_refused"):
        decide(made, cup, "return", at=LATER + timedelta(hours=1), reason="再改")
    assert cup.fresh(made.entry).state == EntryState.IN_CHECK


def test_a_returned_entry_is_too_late_once_judging_runs(cup):
    made = contest.submitted(cup)
    decide(made, cup, "return", reason="请更换演示文稿")
    for verb in ("close", "run"):
        edition_move(edition=cup.edition, verb=verb, at=LATER)
    with pytest.raises(Problem, match="deadline_passed"):
        entry_submit(entry=made.entry, actor=core.person_of(made.leader), at=LATER)


def test_a_change_after_sending_is_known_until_it_is_sent(cup):
    """The team sees that what stands in the form is not what was sent."""
    made = contest.complete(cup)
    assert changed_since_submit(entry=cup.fresh(made.entry)) is False
    contest.submit(made)
    assert changed_since_submit(entry=cup.fresh(made.entry)) is False
    entry = cup.fresh(made.entry)
    leader = entry.team.members.get(role="leader").person
    entry_edit(entry=entry, base_rev=entry.rev, changes={"title": "新标题"}, actor=leader, at=NOW)
    assert changed_since_submit(entry=cup.fresh(made.entry)) is True
    contest.submit(made)
    assert changed_since_submit(entry=cup.fresh(made.entry)) is False
