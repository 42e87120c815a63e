"""Who is in charge of a project, and which way it takes after registration."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from core.errors import Problem
from core.models import Person
from core.services.log import LogEvent, log_append
from pipeline.models import Project
from pipeline.selectors.managers import manager_find
from pipeline.selectors.projects import project_locked
from pipeline.stages import template

# The way is chosen before the stages that belong to one of the two.
_BRANCH_OPEN_UNTIL: Final = "registered"


@transaction.atomic
def project_edit(
    *,
    project: Project,
    changes: Mapping[str, Any],
    base_rev: int,
    actor: Person,
    at: datetime,
) -> Project:
    """Change `owner` (a person's public id or None) and `branch`.

    Raises edit_stale, field_invalid for someone who may not own projects of this host,
    state_conflict for a branch after it was taken.
    """
    locked = project_locked(project.pk)
    if locked.rev != base_rev:
        raise Problem("edit_stale")
    if "branch" in changes:
        _branch_set(locked, changes["branch"])
    if "owner" in changes:
        _owner_set(locked, changes["owner"], at=at)
    locked.rev += 1
    locked.save(update_fields=["owner", "branch", "rev"])
    body = {
        "project": str(locked.uid),
        "owner": None if locked.owner is None else str(locked.owner.uid),
        "branch": locked.branch,
        "by": str(actor.uid),
    }
    log_append(owner=("host", locked.host.uid), events=[LogEvent("project.assign", body)], at=at)
    return locked


def _owner_set(project: Project, owner: UUID | None, *, at: datetime) -> None:
    person = None if owner is None else manager_find(project.host_id, owner, at=at)
    if owner is not None and person is None:
        raise Problem("field_invalid", fields={"owner": ["no_manager"]})
    project.owner = person


def _branch_set(project: Project, branch: str) -> None:
    here, last = template().stage(project.stage), template().stage(_BRANCH_OPEN_UNTIL)
    if branch != project.branch and (here is None or last is None or here.seq > last.seq):
        raise Problem("state_conflict", params={"state": project.stage})
    project.branch = branch
