"""Who sees an entry, its people, its files: by team, by role at the host, by grant."""

from typing import Any

import pytest

from contest import policy
from contest.models import Capability, Edition
from contest.selectors.editions import editions_visible_to
from contest.selectors.entries import entries_visible_to
from contest.selectors.standings import standing_of
from contest.services.editions import edition_move
from contest.services.grants import grant_end, grant_give, grants_end, grants_give
from core.models import Membership, Role
from core.policy import HIDDEN, Refused
from core.services.memberships import membership_grant
from core.viewer import ANONYMOUS, SYSTEM
from tests.factories import contest, core
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
OFFICE = {"organizer", "eligibility_officer"}
WATCH = {"verifier", "witness"}


@pytest.fixture
def cup():
    return contest.edition()


def sees(account, entry) -> bool:
    viewer = core.viewer(account)
    listed = entries_visible_to(viewer).filter(pk=entry.pk).exists()
    assert listed == bool(policy.entry_read(viewer=viewer, entry=entry))
    return listed


def field_set(account, entry):
    viewer = core.viewer(account)
    standing = standing_of(viewer=viewer, entry=entry)
    return policy.entry_field_set(viewer=viewer, entry=entry, standing=standing)


@pytest.mark.parametrize("role", [role.value for role in Role if role != Role.PLATFORM_ADMIN])
def test_each_role_over_an_entrys_life(cup, role):
    account = core.staff(cup.host, role)
    draft = contest.draft(cup, "草稿").entry
    assert not sees(account, draft)
    entry = contest.submitted(cup).entry
    assert sees(account, entry) == (role in OFFICE)
    accepted = contest.accepted(cup, "沃野").entry
    assert sees(account, accepted) == (role in OFFICE)
    edition_move(edition=cup.edition, verb="close", at=NOW)
    accepted = cup.fresh(accepted)
    assert sees(account, accepted) == (role in OFFICE | WATCH)
    assert sees(account, cup.fresh(entry)) == (role in OFFICE)


@pytest.mark.parametrize("role", sorted(OFFICE | WATCH))
def test_a_role_at_another_host_sees_nothing(cup, role):
    stranger = core.staff(contest.edition("other").host, role)
    entry = contest.accepted(cup).entry
    edition_move(edition=cup.edition, verb="close", at=NOW)
    assert not sees(stranger, cup.fresh(entry))


def test_a_scope_from_another_host_opens_nothing(cup):
    account, elsewhere = core.account(), core.host()
    membership_grant(
        person=core.person_of(account),
        host=elsewhere,
        role=Role.ORGANIZER,
        scope=("edition", cup.edition.uid),
        at=NOW,
    )
    assert not sees(account, contest.submitted(cup).entry)


def test_a_scoped_role_sees_its_edition_only(cup):
    account = core.account()
    membership_grant(
        person=core.person_of(account),
        host=cup.host,
        role=Role.ORGANIZER,
        scope=("edition", cup.edition.uid),
        at=NOW,
    )
    other = contest.edition("other")
    assert sees(account, contest.submitted(cup).entry)
    assert not sees(account, contest.submitted(other).entry)


def test_team_members_see_their_own_and_leave_with_it(cup):
    made, foreign = contest.draft(cup, "甲"), contest.draft(cup, "乙")
    member = contest.member(made)
    assert field_set(member, made.entry) == "full"
    assert not sees(member, foreign.entry)
    made.entry.team.members.filter(person=member.person).update(left_at=NOW)
    assert not sees(member, made.entry)


def test_a_judge_sees_by_grant_only_and_only_while_it_lives(cup):
    entry, judge = contest.accepted(cup).entry, core.account("judge")
    person = core.person_of(judge)
    assert not sees(judge, entry)
    grant_give(entry=entry, person=person, capability=Capability.READ, source="nda", at=NOW)
    assert field_set(judge, entry) == "judge"
    files = policy.entry_files_read(viewer=core.viewer(judge), entry=entry)
    assert files == Refused("nda_required", 403)
    grant_give(entry=entry, person=person, capability=Capability.FILES, source="nda", at=NOW)
    assert policy.entry_files_read(viewer=core.viewer(judge), entry=entry)
    assert not policy.entry_people_read(viewer=core.viewer(judge), entry=entry)
    assert grant_end(entry=entry, person=person, at=NOW) == 2
    assert not sees(judge, entry)


def test_giving_a_grant_again_changes_nothing(cup):
    entry, person = contest.accepted(cup).entry, core.person_of(core.account())
    facts: dict[str, Any] = {"person": person, "source": "assignment", "at": NOW}
    first = grants_give(entries=[entry], capabilities=["read", "score"], **facts)
    assert grants_give(entries=[entry], capabilities=["read", "score"], **facts) == first
    assert grants_end(entries=[entry], person=person, source="other", at=NOW) == 0
    assert grants_end(entries=[entry], source="assignment", capabilities=["score"], at=NOW) == 1
    assert standing_of(viewer=_viewer(person), entry=entry).capabilities == {"read"}


def _viewer(person):
    return core.viewer(person.accounts.get())


def test_fifty_grants_cost_five_statements(cup, django_assert_max_num_queries):
    entries = [contest.draft(cup, f"队{number}").entry for number in range(50)]
    person = core.person_of(core.account())
    with django_assert_max_num_queries(7):  # five, and the savepoint of the test
        grants_give(
            entries=entries, person=person, capabilities=["read", "files"], source="x", at=NOW
        )


def test_a_judge_reads_only_the_live_file(cup):
    made = contest.submitted(cup)
    replaced = made.entry.files.get(until__isnull=True).file
    contest.deck(made, text="second")
    live = made.entry.files.get(until__isnull=True).file
    judge = core.account("judge")
    for capability in (Capability.READ, Capability.FILES):
        grant_give(
            entry=made.entry,
            person=core.person_of(judge),
            capability=capability,
            source="nda",
            at=NOW,
        )
    assert policy.file_read(viewer=core.viewer(judge), file=live)
    assert not policy.file_read(viewer=core.viewer(judge), file=replaced)
    assert policy.file_read(viewer=core.viewer(made.leader), file=replaced)
    assert not policy.file_read(viewer=core.viewer(core.account()), file=live)
    assert not policy.file_read(viewer=ANONYMOUS, file=live)


def test_only_the_office_decides_and_never_over_its_own_team(cup):
    made = contest.submitted(cup)
    officer = core.staff(cup.host, "eligibility_officer")
    assert policy.entry_decide(viewer=core.viewer(officer), entry=made.entry)
    own = policy.entry_decide(viewer=core.viewer(made.leader), entry=made.entry)
    assert own == policy.NOT_ALLOWED
    # The command refuses that; rows of before it did may still be there.
    Membership.objects.create(
        person=core.person_of(made.leader), host=cup.host, role=Role.ORGANIZER, since=NOW
    )
    assert not policy.entry_decide(viewer=core.viewer(made.leader), entry=made.entry)
    hidden = policy.entry_decide(viewer=core.viewer(core.account()), entry=made.entry)
    assert hidden == HIDDEN


def test_members_edit_and_only_the_leader_submits(cup):
    made = contest.draft(cup)
    member, stranger = core.viewer(contest.member(made)), core.viewer(core.account())
    assert policy.entry_edit(viewer=member, entry=made.entry)
    assert policy.entry_lead(viewer=member, entry=made.entry) == policy.NOT_ALLOWED
    assert policy.entry_lead(viewer=core.viewer(made.leader), entry=made.entry)
    assert policy.entry_edit(viewer=stranger, entry=made.entry) == HIDDEN


def test_a_draft_edition_is_seen_by_its_staff_only(cup):
    hidden = contest.edition("hidden", opened=False)
    organizer = core.viewer(core.staff(hidden.host, "organizer"))
    assert hidden.edition in editions_visible_to(organizer)
    for viewer in (ANONYMOUS, core.viewer(core.staff(cup.host, "organizer"))):
        assert list(editions_visible_to(viewer)) == [cup.edition]
    assert editions_visible_to(SYSTEM).count() == Edition.objects.count()


def test_the_program_itself_sees_all_and_nobody_nothing(cup):
    contest.draft(cup)
    assert entries_visible_to(SYSTEM).count() == 1
    assert entries_visible_to(ANONYMOUS).count() == 0
