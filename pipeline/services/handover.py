"""Projects whose manager leaves the host."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from core.models import Host, Person
from core.steps import Handed
from pipeline.selectors.managers import manager_find, projects_owned
from pipeline.services.assignment import project_edit


@transaction.atomic
def projects_hand_over(
    *, host: Host, people: Sequence[Person], successor: Person | None, by: Person, at: datetime
) -> dict[int, list[Handed]]:
    """A step of core's port: each open project goes to the successor, if they may own one.

    Else it is nobody's, and stands on the board as such.
    """
    to = None if successor is None else manager_find(host.pk, successor.uid, at=at)
    heir = None if to is None else to.uid
    handed: dict[int, list[Handed]] = {}
    for project in projects_owned(host=host, people=people):
        owner = project.owner_id
        project_edit(
            project=project, changes={"owner": heir}, base_rev=project.rev, actor=by, at=at
        )
        handed.setdefault(owner or 0, []).append(Handed("project", project.uid, heir))
    return handed
