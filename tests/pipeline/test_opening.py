"""A proposed result opens projects; the final one makes their ranks firm."""

from datetime import timedelta

import pytest

from contest.models import Consent, EntryFile, EntryState
from core.models import LogLeaf
from judging.models import PublicationTodo
from pipeline.models import Project, ScreeningCheck, StageEvent
from pipeline.services.opening import projects_confirm_step, projects_open_step
from pipeline.services.prospects import prospect_follow_consent
from tests.factories.pipeline import (
    NOW,
    entry_make,
    project_make,
    publication_make,
    row_make,
    zone_make,
)

pytestmark = pytest.mark.django_db


def todos() -> list[tuple[int | None, str]]:
    return list(PublicationTodo.objects.order_by("pk").values_list("entry", "code"))


def log_types() -> list[str]:
    leaves = LogLeaf.objects.exclude(type__startswith="membership.").order_by("pk")
    return list(leaves.values_list("type", flat=True))


def test_a_ranked_consenting_entry_becomes_a_lead():
    zone = zone_make()
    manager = zone.person("investment_manager")
    entry = entry_make(zone)
    projects_open_step(publication=publication_make(zone), rows=[row_make(entry, 2)], at=NOW)

    project = Project.objects.get()
    assert (project.stage, project.stage_since) == ("lead", NOW)
    assert project.due_at == NOW + timedelta(days=1)
    assert project.owner == manager
    assert project.deck == EntryFile.objects.get(entry=entry).file
    assert project.planned_investment_minor == 30_000_000_000
    assert (project.contest_final, project.contest_rank) == ("86.50", 2)
    assert project.rank_provisional
    assert project.name == entry.team.name
    assert project.source == "contest_entry"
    assert ScreeningCheck.objects.filter(project=project, done_at=None).count() == 6
    event = StageEvent.objects.get()
    assert (event.verb, event.from_stage, event.to_stage, event.by) == ("open", "", "lead", None)
    assert log_types() == ["project.open"]
    assert todos() == []


def test_an_entry_without_consent_leaves_a_to_do():
    zone = zone_make()
    entry = entry_make(zone, consenting=False)
    projects_open_step(publication=publication_make(zone), rows=[row_make(entry, 1)], at=NOW)
    assert not Project.objects.exists()
    assert todos() == [(entry.pk, "consent_missing")]
    assert log_types() == []


def test_a_withdrawn_consent_opens_nothing():
    zone = zone_make()
    entry = entry_make(zone)
    Consent.objects.filter(entry=entry).update(withdrawn_at=NOW)
    prospect_follow_consent(entry=entry, at=NOW)
    projects_open_step(publication=publication_make(zone), rows=[row_make(entry, 1)], at=NOW)
    assert not Project.objects.exists()


def test_an_entry_that_withdrew_opens_nothing():
    zone = zone_make()
    entry = entry_make(zone)
    entry.state = EntryState.WITHDRAWN
    projects_open_step(publication=publication_make(zone), rows=[row_make(entry, 1)], at=NOW)
    assert not Project.objects.exists()
    assert todos() == [(entry.pk, "entry_not_standing")]


def test_an_entry_without_rank_opens_nothing():
    zone = zone_make()
    projects_open_step(
        publication=publication_make(zone), rows=[row_make(entry_make(zone), None, None)], at=NOW
    )
    assert not Project.objects.exists()
    assert todos() == []


def test_a_second_publication_makes_no_second_project():
    zone = zone_make()
    project = project_make(zone)
    assert project.prospect is not None
    entry = project.prospect.entry
    publication = zone.round.publications.get()
    projects_open_step(publication=publication, rows=[row_make(entry, 1)], at=NOW)
    assert Project.objects.get().contest_rank == 2
    assert todos() == [(entry.pk, "project_exists")]


def test_without_a_manager_the_project_opens_and_says_so():
    zone = zone_make()
    entry = entry_make(zone)
    projects_open_step(publication=publication_make(zone), rows=[row_make(entry, 1)], at=NOW)
    assert Project.objects.get().owner is None
    assert todos() == [(entry.pk, "project_unassigned")]


def test_a_lead_without_any_need_is_left_to_a_person():
    zone = zone_make()
    entry = entry_make(zone)
    EntryFile.objects.filter(entry=entry).update(until=NOW)
    entry.planned_investment_minor = None
    entry.save(update_fields=["planned_investment_minor"])
    projects_open_step(publication=publication_make(zone), rows=[row_make(entry, 1)], at=NOW)
    assert not Project.objects.exists()
    assert todos() == [(entry.pk, "lead_incomplete")]


def test_projects_go_to_whoever_has_the_fewest():
    zone = zone_make()
    busy, free = zone.person("investment_manager"), zone.person("investment_manager", "free")
    for project in [project_make(zone), project_make(zone)]:
        project.owner = busy
        project.save(update_fields=["owner"])
    rows = [row_make(entry_make(zone), rank) for rank in (1, 2, 3)]
    projects_open_step(publication=zone.round.publications.get(), rows=rows, at=NOW)
    owners = [project.owner for project in Project.objects.order_by("pk")[2:]]
    assert owners == [free, free, busy]


def test_ended_projects_do_not_count_as_load():
    zone = zone_make()
    busy = zone.person("investment_manager")
    zone.person("investment_manager", "free")
    project_make(zone)
    Project.objects.update(owner=busy, stage="lost")
    entry = entry_make(zone)
    projects_open_step(publication=zone.round.publications.get(), rows=[row_make(entry, 1)], at=NOW)
    assert Project.objects.get(prospect__entry=entry).owner == busy


def test_statements_do_not_grow_with_the_rows(django_assert_max_num_queries):
    zone = zone_make()
    zone.person("investment_manager")
    rows = [row_make(entry_make(zone), rank) for rank in range(1, 13)]
    publication = publication_make(zone)
    with django_assert_max_num_queries(18):
        projects_open_step(publication=publication, rows=rows, at=NOW)
    assert Project.objects.count() == 12


def test_the_final_list_makes_the_rank_firm():
    zone = zone_make()
    project = project_make(zone)
    assert project.prospect is not None
    rows = [row_make(project.prospect.entry, 1, "86.75")]
    projects_confirm_step(publication=publication_make(zone, "final"), rows=rows, at=NOW)
    project.refresh_from_db()
    assert (project.contest_final, project.contest_rank) == ("86.75", 1)
    assert not project.rank_provisional
    assert project.rev == 2
    assert log_types() == ["project.open", "project.confirm"]


def test_confirming_again_changes_nothing():
    zone = zone_make()
    project = project_make(zone)
    assert project.prospect is not None
    rows = [row_make(project.prospect.entry, 2)]
    final = publication_make(zone, "final")
    projects_confirm_step(publication=final, rows=rows, at=NOW)
    projects_confirm_step(publication=final, rows=rows, at=NOW)
    project.refresh_from_db()
    assert project.rev == 2


def test_confirming_entries_without_a_project_does_nothing():
    zone = zone_make()
    rows = [row_make(entry_make(zone), 1)]
    projects_confirm_step(publication=publication_make(zone, "final"), rows=rows, at=NOW)
    assert log_types() == []
