"""One violation of each invariant of what was published, and of projects."""

from __future__ import annotations

from judging.models import Certificate, FairnessReport, Publication
from pipeline.models import Project
from tests.system.invariants.plants import plants
from tests.worlds import Day


@plants("publication_two_persons")
def _alone(_world: Day) -> str:
    row = Publication.objects.get(kind="final")
    Publication.objects.filter(pk=row.pk).update(approved_by=None)
    return str(row.uid)


@plants("publication_unconflicted")
def _judge_publishes(world: Day) -> str:
    row = Publication.objects.get(kind="final")
    Publication.objects.filter(pk=row.pk).update(approved_by=world.person("judge_1"))
    return str(row.uid)


@plants("publication_of_locked_result")
def _changed_document(_world: Day) -> str:
    row = Publication.objects.get(kind="final")
    document = {**row.document, "rows": row.document["rows"][::-1]}
    Publication.objects.filter(pk=row.pk).update(document=document)
    return str(row.uid)


@plants("fairness_report_as_logged")
def _report(_world: Day) -> str:
    row = FairnessReport.objects.order_by("pk")[0]
    FairnessReport.objects.filter(pk=row.pk).update(facts={**(row.facts or {}), "report": 2})
    return str(row.uid)


@plants("certificate_of_final")
def _certificate(_world: Day) -> str:
    row = Certificate.objects.order_by("pk")[0]
    Certificate.objects.filter(pk=row.pk).update(number="QM-2026-C999")
    return str(row.uid)


@plants("project_rank_published")
def _rank(_world: Day) -> str:
    project = Project.objects.order_by("pk")[0]
    Project.objects.filter(pk=project.pk).update(contest_rank=9)
    return str(project.uid)


@plants("project_stage_has_event")
def _stage(_world: Day) -> str:
    project = Project.objects.order_by("pk")[0]
    Project.objects.filter(pk=project.pk).update(stage="production")
    return str(project.uid)
