"""From a proposed result to projects with a running clock; from a final one to firm ranks."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from contest.models import EntryFile, EntryState
from core.services.log import LogEvent, log_append
from core.tokens import LEGIBLE
from judging.models import Publication, PublicationTodo
from judging.ports import PublishedRow
from pipeline.gates import facts_missing
from pipeline.models import Project, Prospect, ScreeningCheck, StageEvent
from pipeline.selectors.decks import decks_of_entries
from pipeline.selectors.managers import manager_loads
from pipeline.selectors.projects import project_facts, projects_of_entries
from pipeline.selectors.prospects import prospects_of_entries
from pipeline.stages import template

SOURCE: Final = "contest_entry"
_STEP: Final = "projects_open"


def projects_open_step(
    *, publication: Publication, rows: Sequence[PublishedRow], at: datetime
) -> None:
    """Make a lead of each ranked entry whose team consented; rank marked provisional.

    Step of `judging.published_proposed`. Entries that withdrew, without consent, with a project
    already or without a manager leave a to-do.
    """
    ranked = [row for row in rows if row.rank is not None]
    entry_ids = [row.entry.pk for row in ranked]
    prospects = prospects_of_entries(entry_ids)
    existing = projects_of_entries(entry_ids)
    codes = {row.entry.pk: "consent_missing" for row in ranked if row.entry.pk not in prospects}
    codes |= dict.fromkeys(existing, "project_exists")
    gone = [row for row in ranked if row.entry.state != EntryState.ACCEPTED]
    codes |= {row.entry.pk: "entry_not_standing" for row in gone}
    fresh = [row for row in ranked if row.entry.pk not in codes]
    projects = _projects(fresh, prospects, at=at)
    sound = [project for project in projects if not _lead_missing(project)]
    codes |= {_entry_id(project): "lead_incomplete" for project in projects if project not in sound}
    codes |= {_entry_id(project): "project_unassigned" for project in sound if not project.owner_id}
    PublicationTodo.objects.bulk_create(
        PublicationTodo(publication=publication, step=_STEP, entry_id=entry_id, code=code)
        for entry_id, code in sorted(codes.items())
    )
    if sound:
        _insert(sound, at=at)


def projects_confirm_step(
    *, publication: Publication, rows: Sequence[PublishedRow], at: datetime
) -> None:
    """Make the ranks of the publication's projects firm, as the final list says them.

    Step of `judging.published_final`.
    """
    projects = projects_of_entries([row.entry.pk for row in rows])
    confirmed = []
    for row in rows:
        project = projects.get(row.entry.pk)
        if project is not None and project.rank_provisional:
            project.contest_final, project.contest_rank = row.final or "", row.rank
            project.rank_provisional = False
            project.rev += 1
            confirmed.append(project)
    Project.objects.bulk_update(
        confirmed, ["contest_final", "contest_rank", "rank_provisional", "rev"]
    )
    if confirmed:
        events = [
            LogEvent(
                "project.confirm",
                {"project": str(project.uid), "publication": str(publication.uid)},
            )
            for project in confirmed
        ]
        log_append(owner=("host", confirmed[0].host.uid), events=events, at=at)


def _insert(projects: list[Project], *, at: datetime) -> None:
    made = Project.objects.bulk_create(projects)
    checks = template().screening_checks
    ScreeningCheck.objects.bulk_create(
        ScreeningCheck(project=project, code=check.id, position=position)
        for project in made
        for position, check in enumerate(checks, start=1)
    )
    StageEvent.objects.bulk_create(
        StageEvent(project=project, verb="open", to_stage=project.stage, at=at) for project in made
    )
    events = [
        LogEvent(
            "project.open",
            {"project": str(project.uid), "code": project.code, "stage": project.stage},
        )
        for project in made
    ]
    log_append(owner=("host", made[0].host.uid), events=events, at=at)


def _lead_missing(project: Project) -> list[str]:
    return facts_missing(template().first.gate, project_facts(project, checks=()))


def _entry_id(project: Project) -> int:
    assert project.prospect is not None, "every project of this step comes from a prospect"
    return project.prospect.entry_id


def _projects(
    rows: Sequence[PublishedRow], prospects: dict[int, Prospect], *, at: datetime
) -> list[Project]:
    """New leads, best rank first; each goes to the manager with the fewest open projects."""
    if not rows:
        return []
    decks = decks_of_entries([row.entry.pk for row in rows])
    loads = manager_loads(prospects[rows[0].entry.pk].host_id, at=at)
    made = []
    for row in sorted(rows, key=lambda row: (row.rank or 0, row.entry.pk)):
        owner = min(loads, key=lambda person: loads[person], default=None)
        if owner is not None:
            loads[owner] += 1
        made.append(_project(row, prospects[row.entry.pk], decks.get(row.entry.pk), owner, at=at))
    return made


def _project(
    row: PublishedRow,
    prospect: Prospect,
    deck: EntryFile | None,
    owner_id: int | None,
    *,
    at: datetime,
) -> Project:
    entry, first = prospect.entry, template().first
    return Project(
        host=prospect.entry.edition.contest.host,
        code=_code(at),
        name=entry.team.name,
        prospect=prospect,
        source=SOURCE,
        stage=first.id,
        stage_since=at,
        due_at=None if first.due_days is None else at + timedelta(days=first.due_days),
        owner_id=owner_id,
        deck_id=None if deck is None else deck.file_id,
        planned_investment_minor=entry.planned_investment_minor,
        contest_final=row.final or "",
        contest_rank=row.rank,
    )


def _code(at: datetime) -> str:
    """A number for people to quote; the national project code comes with the filing."""
    letters = [secrets.choice(LEGIBLE) for _ in range(8)]
    return f"P{at.year}-{''.join(letters[:4])}-{''.join(letters[4:])}"
