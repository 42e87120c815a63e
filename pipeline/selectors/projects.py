"""Projects with what their cards and pages show."""

from collections.abc import Iterable, Mapping

from django.db.models import Count, Prefetch, Q, QuerySet

from core.viewer import SYSTEM, System, Viewer
from pipeline.gates import Facts
from pipeline.models import Project, ScreeningCheck, StageEvent
from pipeline.policy import READERS, steward_stages


def projects_visible_to(viewer: Viewer | System) -> QuerySet[Project]:
    """Projects of the hosts where the viewer has a zone role; stewards see from signed on."""
    rows = Project.objects.select_related(
        "owner", "prospect__entry__edition", "prospect__entry__track", "prospect__entry__team"
    ).annotate(
        checks_total=Count("checks"),
        checks_done=Count("checks", filter=Q(checks__done_at__isnull=False)),
    )
    if viewer == SYSTEM:
        return rows
    return rows.filter(
        Q(host_id__in=viewer.hosts_with(*READERS))
        | Q(host_id__in=viewer.hosts_with("steward"), stage__in=steward_stages())
    )


def project_pages_visible_to(viewer: Viewer | System) -> QuerySet[Project]:
    """The same projects, each with its whole record."""
    return (
        projects_visible_to(viewer)
        .select_related("deck", "prospect__entry__team__organization")
        .prefetch_related(
            Prefetch(
                "checks", ScreeningCheck.objects.select_related("done_by").order_by("position")
            ),
            Prefetch("events", StageEvent.objects.select_related("by").order_by("pk")),
        )
    )


def project_locked(pk: int) -> Project:
    """The project under its row lock; nobody else can move it meanwhile."""
    return Project.objects.select_for_update().get(pk=pk)


def check_locked(project: Project, code: str) -> ScreeningCheck | None:
    """A screening check of a project that is already locked."""
    return ScreeningCheck.objects.filter(project=project, code=code).first()


def stage_events(project: Project) -> list[StageEvent]:
    """The project's moves, the newest first."""
    return list(StageEvent.objects.filter(project=project).order_by("-pk"))


def projects_of_entries(entry_ids: Iterable[int]) -> dict[int, Project]:
    """Projects by the entry that they came from, locked in the order of their keys."""
    rows = (
        Project.objects.select_for_update(of=("self",))
        .filter(prospect__entry_id__in=list(entry_ids))
        .select_related("prospect", "host")
        .order_by("pk")
    )
    return {row.prospect.entry_id: row for row in rows if row.prospect is not None}


def project_facts(
    project: Project, *, checks: Iterable[ScreeningCheck], proof: Mapping[str, str] | None = None
) -> Facts:
    """What the gates ask about, read off the rows.

    Reviews and fair-competition checks have no record yet, so their gates stay shut.
    """
    return Facts(
        source=project.source,
        investor=bool(project.name.get("zh")),
        need=project.deck_id is not None or project.planned_investment_minor is not None,
        manager=project.owner_id is not None,
        checks_open=tuple(check.code for check in checks if check.done_at is None),
        branch=project.branch,
        proof=proof or {},
    )
