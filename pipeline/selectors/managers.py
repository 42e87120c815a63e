"""Who can be in charge of a project, and how much each already has."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from core.models import Host, Membership, Person
from core.selectors.people import memberships_live
from pipeline.models import Project
from pipeline.policy import MANAGERS
from pipeline.stages import template


def managers_of(host_id: int, *, at: datetime) -> QuerySet[Person]:
    """People who may own projects of the host at this moment, in the order they came."""
    return Person.objects.filter(pk__in=_holders(host_id, at, *MANAGERS)).order_by("pk")


def manager_find(host_id: int, person_uid: UUID, *, at: datetime) -> Person | None:
    """The person if they may own projects of the host, else None."""
    return managers_of(host_id, at=at).filter(uid=person_uid).first()


def manager_loads(host_id: int, *, at: datetime) -> dict[int, int]:
    """Open projects of each investment manager of the host, by the person's key."""
    shipped = template()
    ended = [each.id for each in shipped.terminals if not each.returns]
    loads = dict.fromkeys(_holders(host_id, at, "investment_manager").order_by("person_id"), 0)
    counted = (
        Project.objects.filter(host_id=host_id, owner_id__in=list(loads))
        .exclude(stage__in=[*ended, shipped.stages[-1].id])
        .values_list("owner_id")
        .annotate(open=Count("pk"))
    )
    return {**loads, **dict(counted)}


def projects_owned(*, host: Host, people: Collection[Person]) -> list[Project]:
    """The people's open projects at a host, locked in the order of their keys."""
    ended = [each.id for each in template().terminals if not each.returns]
    rows = Project.objects.select_for_update().filter(host=host, owner__in=people)
    return list(rows.exclude(stage__in=ended).order_by("pk"))


def _holders(host_id: int, at: datetime, *roles: str) -> QuerySet[Membership, int]:
    live = memberships_live(at=at).filter(host_id=host_id, role__in=roles, scope_id__isnull=True)
    return live.values_list("person_id", flat=True)
