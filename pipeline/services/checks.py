"""The six questions of the screening stage."""

from datetime import datetime
from typing import Final

from django.db import transaction

from core.errors import Problem
from core.models import Person
from core.services.log import LogEvent, log_append
from pipeline.models import Project, ScreeningCheck
from pipeline.selectors.projects import check_locked, project_locked

OPEN_IN: Final = ("lead", "screening")


@transaction.atomic
def check_set(
    *, project: Project, code: str, done: bool, note: str, actor: Person, at: datetime
) -> ScreeningCheck:
    """Answer a screening question, or take the answer back; saying it again changes nothing.

    Raises not_found for an unknown check, state_conflict once screening is over.
    """
    locked = project_locked(project.pk)
    check = check_locked(locked, code)
    if check is None:
        raise Problem("not_found")
    if locked.stage not in OPEN_IN:
        raise Problem("state_conflict", params={"state": locked.stage})
    if (check.done_at is not None, check.note) == (done, note):
        return check
    check.note = note
    check.done_by = actor if done else None
    check.done_at = at if done else None
    check.save(update_fields=["note", "done_by", "done_at"])
    locked.rev += 1
    locked.save(update_fields=["rev"])
    body = {"project": str(locked.uid), "check": code, "done": done, "by": str(actor.uid)}
    log_append(owner=("host", locked.host.uid), events=[LogEvent("project.check", body)], at=at)
    return check
