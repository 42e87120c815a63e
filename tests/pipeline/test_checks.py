"""Screening questions and assignment, every exit."""

import uuid
from datetime import timedelta

import pytest

from core.errors import Problem
from core.models import LogLeaf, Membership
from pipeline.services.assignment import project_edit
from pipeline.services.checks import check_set
from tests.factories.pipeline import NOW, project_make, zone_make

pytestmark = pytest.mark.django_db


@pytest.fixture
def zone():
    return zone_make()


def answer(zone, project, code="market", *, done=True, note="看好"):
    actor = zone.person("investment_manager")
    return check_set(project=project, code=code, done=done, note=note, actor=actor, at=NOW)


def test_answering_a_check(zone):
    project = project_make(zone)
    check = answer(zone, project)
    assert (check.note, check.done_at) == ("看好", NOW)
    assert check.done_by == zone.person("investment_manager")
    project.refresh_from_db()
    assert project.rev == 2
    assert LogLeaf.objects.latest("pk").type == "project.check"


def test_taking_an_answer_back(zone):
    project = project_make(zone)
    answer(zone, project)
    check = answer(zone, project, done=False, note="")
    assert (check.done_at, check.done_by) == (None, None)


def test_the_same_answer_again_changes_nothing(zone):
    project = project_make(zone)
    answer(zone, project)
    leaves = LogLeaf.objects.count()
    answer(zone, project)
    project.refresh_from_db()
    assert (project.rev, LogLeaf.objects.count()) == (2, leaves)


def test_an_unknown_check(zone):
    with pytest.raises(Problem, match="not_found"):
        answer(zone, project_make(zone), "luck")


def test_screening_is_over(zone):
    with pytest.raises(Problem, match="state_conflict"):
        answer(zone, project_make(zone, stage="negotiation"))


def test_putting_somebody_in_charge(zone):
    project = project_make(zone, owned=False)
    lead = zone.person("project_lead")
    assigned = project_edit(
        project=project, changes={"owner": lead.uid}, base_rev=1, actor=lead, at=NOW
    )
    assert (assigned.owner, assigned.rev) == (lead, 2)
    assert LogLeaf.objects.latest("pk").type == "project.assign"
    gone = project_edit(project=project, changes={"owner": None}, base_rev=2, actor=lead, at=NOW)
    assert gone.owner is None


def test_a_stale_edit(zone):
    project = project_make(zone)
    with pytest.raises(Problem, match="edit_stale"):
        project_edit(
            project=project,
            changes={"owner": None},
            base_rev=9,
            actor=zone.person("project_lead"),
            at=NOW,
        )


@pytest.mark.parametrize("who", ["stranger", "organizer", "other_host", "former"])
def test_only_managers_of_the_host_own_projects(zone, who):
    project = project_make(zone)
    lead = zone.person("project_lead")
    if who == "stranger":
        owner = uuid.uuid4()
    elif who == "other_host":
        owner = zone_make().person("investment_manager").uid
    else:
        person = zone.person("organizer" if who == "organizer" else "investment_manager", who)
        owner = person.uid
        Membership.objects.filter(person=person).update(until=NOW - timedelta(days=1))
        if who == "organizer":
            Membership.objects.filter(person=person).update(until=None)
    with pytest.raises(Problem) as problem:
        project_edit(project=project, changes={"owner": owner}, base_rev=1, actor=lead, at=NOW)
    assert problem.value.fields == {"owner": ["no_manager"]}


def test_the_branch_is_chosen_before_it_is_taken(zone):
    actor = zone.person("project_lead")
    project = project_make(zone, stage="registered")
    edited = project_edit(
        project=project, changes={"branch": "land"}, base_rev=1, actor=actor, at=NOW
    )
    assert edited.branch == "land"
    edited.stage = "permitting"
    edited.save(update_fields=["stage"])
    with pytest.raises(Problem, match="state_conflict"):
        project_edit(
            project=project, changes={"branch": "light_asset"}, base_rev=2, actor=actor, at=NOW
        )
