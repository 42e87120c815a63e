"""Two people, one hash, one transaction."""

import copy

import pytest
from django.db import IntegrityError, transaction

from contest.models import EditionState, Entry, EntryState, TeamMember
from core.canonical import canonical_hash
from core.errors import Problem
from core.models import LogLeaf
from core.tokens import LEGIBLE
from judging.models import (
    Award,
    Certificate,
    Publication,
    PublicationState,
    PublicationTodo,
    Recusal,
)
from judging.services.publications import (
    MACHINE,
    publication_approve,
    publication_cancel,
    publication_open,
    publication_prepare,
)

ALLOWED = {
    ("prepared", "approve"): "approved",
    ("approved", "open"): "opened",
    ("prepared", "cancel"): "cancelled",
    ("approved", "cancel"): "cancelled",
}


@pytest.fixture
def locked(opened):
    opened.finish()
    return opened


@pytest.fixture
def proposed(locked):
    """The proposed list is out and its publicity over."""
    publication = locked.publish("proposed")
    locked.now = publication.publicity_until
    return locked


def prepare(final, kind="proposed", role="organizer"):
    return publication_prepare(round=final.round, kind=kind, actor=final.by(role), at=final.tick())


def approve(final, publication, role="verifier", **more):
    given = {"hash": publication.hash, **more}
    return publication_approve(
        publication=publication, actor=final.by(role), at=final.tick(), **given
    )


def open_(final, publication, role="organizer", **more):
    given = {"hash": publication.hash, **more}
    return publication_open(publication=publication, actor=final.by(role), at=final.tick(), **given)


def test_the_machine_is_this_table():
    assert dict(MACHINE.moves) == ALLOWED


def test_the_document_says_what_will_be_seen_and_made(locked):
    publication = prepare(locked)
    rows = publication.document["rows"]
    assert [(row["rank"], row["final"], row["award"]) for row in rows] == [
        (1, "78.50", "first"),
        (2, "75.50", "second"),
        (3, "72.50", None),
    ]
    assert publication.document["publicity"] == {"seconds": 5}
    assert publication.hash == canonical_hash(copy.deepcopy(publication.document))
    assert not Award.objects.exists()


def test_a_final_document_holds_numbers_and_codes(proposed):
    steps = prepare(proposed, "final").document["steps"]
    assert [step["step"] for step in steps][:2] == ["awards_make", "certificates_issue"]
    planned = steps[1]["inserts"]
    assert [row["number"] for row in planned] == ["QM-2026-C-001", "QM-2026-C-002"]
    assert all(set(row["code"]) <= set(LEGIBLE) for row in planned)
    assert len({row["code"] for row in planned}) == 2


def test_opening_the_final_issues_what_was_approved(proposed):
    publication = proposed.publish("final")
    planned = publication.document["steps"][1]["inserts"]
    issued = Certificate.objects.order_by("number").values_list("number", "code")
    assert list(issued) == [(row["number"], row["code"]) for row in planned]
    proposed.edition.refresh_from_db()
    assert proposed.edition.state == EditionState.AWARDED
    assert LogLeaf.objects.filter(type="certificate.issue").count() == 2


def test_a_winner_who_no_longer_stands_becomes_a_todo(proposed):
    Entry.objects.filter(result_rows__rank=1).update(state=EntryState.DISQUALIFIED)
    proposed.publish("final")
    assert list(Award.objects.values_list("level", flat=True)) == ["second"]
    assert PublicationTodo.objects.filter(code="entry_not_standing").count() == 1


def test_a_round_that_is_not_locked(opened):
    with pytest.raises(Problem) as refused:
        prepare(opened)
    assert refused.value.code == "publication_state_refused"


def test_final_waits_for_proposed_and_for_publicity(locked):
    with pytest.raises(Problem) as refused:
        prepare(locked, "final")
    assert refused.value.code == "publication_state_refused"
    publication = locked.publish("proposed")
    with pytest.raises(Problem) as refused:
        prepare(locked, "final")
    assert refused.value.code == "publicity_running"
    locked.now = publication.publicity_until
    assert prepare(locked, "final").state == PublicationState.PREPARED


def test_one_live_publication_of_a_kind(locked):
    first = prepare(locked)
    with pytest.raises(Problem) as refused:
        prepare(locked)
    assert refused.value.code == "publication_state_refused"
    publication_cancel(
        publication=first, actor=locked.by("organizer"), reason="typo", at=locked.tick()
    )
    prepare(locked)
    assert Publication.objects.count() == 2


def test_nobody_approves_what_they_prepared(locked):
    publication = prepare(locked)
    with pytest.raises(Problem) as refused:
        approve(locked, publication, role="organizer")
    assert refused.value.code == "two_person_required"
    publication.refresh_from_db()
    assert publication.state == PublicationState.PREPARED


def test_the_database_refuses_one_person_in_both_places(locked):
    publication = prepare(locked)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=publication.pk).update(approved_by=publication.prepared_by)


def test_opening_needs_the_approval(locked):
    publication = prepare(locked)
    with pytest.raises(Problem) as refused:
        open_(locked, publication)
    assert refused.value.code == "publication_state_refused"


@pytest.mark.parametrize("act", [approve, open_])
def test_another_hash_than_the_one_looked_at(locked, act):
    publication = prepare(locked)
    if act is open_:
        approve(locked, publication)
    with pytest.raises(Problem) as refused:
        act(locked, publication, hash="0" * 64)
    assert refused.value.code == "publication_hash_changed"


def retitle(final):
    Entry.objects.filter(number="QM-001").update(title="改名")


def rename_team(final):
    team = final.entries[0].team
    team.name = {"zh": "新队名", "en": "New"}
    team.save()


def disqualify(final):
    Entry.objects.filter(number="QM-001").update(state=EntryState.DISQUALIFIED)


@pytest.mark.parametrize("move", [retitle, rename_team, disqualify])
@pytest.mark.parametrize("act", [approve, open_])
def test_what_moved_since_is_not_published(locked, act, move):
    publication = prepare(locked)
    if act is open_:
        approve(locked, publication)
    move(locked)
    with pytest.raises(Problem) as refused:
        act(locked, publication)
    assert refused.value.code == "publication_hash_changed"
    publication.refresh_from_db()
    assert publication.opened_at is None


def seat_of_the_round(final, person):
    seat = final.seats[0]
    seat.expert.person = person
    seat.expert.save()


def recused_from_an_entry(final, person):
    other_seat = final.alternate
    other_seat.expert.person = person
    other_seat.expert.save()
    Recusal.objects.create(
        seat=other_seat, entry=final.entries[0], source="system", declared_at=final.now
    )


def member_of_a_team(final, person):
    TeamMember.objects.create(
        team=final.entries[0].team, person=person, role="member", joined_at=final.now
    )


CONFLICTS = [seat_of_the_round, recused_from_an_entry, member_of_a_team]


@pytest.mark.parametrize("conflict", CONFLICTS)
def test_a_conflicted_person_prepares_nothing(locked, conflict):
    conflict(locked, locked.by("organizer"))
    with pytest.raises(Problem) as refused:
        prepare(locked)
    assert refused.value.code == "publisher_conflicted"
    assert not Publication.objects.exists()


@pytest.mark.parametrize("conflict", CONFLICTS)
def test_a_conflicted_person_approves_and_opens_nothing(locked, conflict):
    publication = prepare(locked)
    conflict(locked, locked.by("verifier"))
    with pytest.raises(Problem) as refused:
        approve(locked, publication)
    assert refused.value.code == "publisher_conflicted"


def test_cancelling_needs_a_reason_and_an_unopened_list(locked):
    publication = prepare(locked)
    with pytest.raises(Problem) as refused:
        publication_cancel(
            publication=publication, actor=locked.by("organizer"), reason=" ", at=locked.tick()
        )
    assert refused.value.code == "reason_missing"
    approve(locked, publication)
    open_(locked, publication)
    with pytest.raises(Problem) as refused:
        publication_cancel(
            publication=publication, actor=locked.by("organizer"), reason="no", at=locked.tick()
        )
    assert refused.value.code == "publication_state_refused"


def test_a_step_that_fails_opens_nothing(locked, monkeypatch):
    publication = prepare(locked)
    approve(locked, publication)

    def broken(**_facts):
        raise RuntimeError("step")

    broken.__name__ = "projects_open_step"
    monkeypatch.setattr("judging.services.publications.publication_steps", lambda kind: (broken,))
    with pytest.raises(RuntimeError), transaction.atomic():
        open_(locked, publication)
    publication.refresh_from_db()
    assert publication.state == PublicationState.APPROVED
    locked.edition.refresh_from_db()
    assert locked.edition.state == EditionState.RUNNING
