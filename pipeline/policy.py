"""Who may see and do what with prospects and projects: zone roles of the host, nobody else."""

from typing import Final

from core.policy import HIDDEN, Decision, Refused, allow_if
from core.viewer import Viewer
from pipeline.models import Project
from pipeline.stages import template

READERS: Final = (
    "investment_manager",
    "project_lead",
    "review_secretary",
    "decision_member",
    "fund_officer",
    "zone_leader",
)
MOVERS: Final = ("investment_manager", "project_lead", "zone_leader")
MANAGERS: Final = ("investment_manager", "project_lead")


def steward_stages() -> tuple[str, ...]:
    """The stages whose projects a steward looks after: from signed on."""
    shipped = template()
    signed = shipped.stage("signed")
    return tuple(each.id for each in shipped.stages if signed and each.seq >= signed.seq)


def template_visible(*, viewer: Viewer) -> Decision:
    """Whoever has a zone role anywhere."""
    return allow_if(bool(viewer.hosts_with(*READERS, "steward")), HIDDEN)


def prospects_listable(*, viewer: Viewer) -> Decision:
    """Whoever has a zone role that sees prospects; what they see is up to the selector."""
    return allow_if(bool(viewer.hosts_with(*READERS)), HIDDEN)


def projects_listable(*, viewer: Viewer) -> Decision:
    """Whoever has a zone role; what they see is up to the selector."""
    return template_visible(viewer=viewer)


def project_visible(*, viewer: Viewer, project: Project) -> Decision:
    """Zone roles of the project's host; a steward from signed on."""
    reader = project.host_id in viewer.hosts_with(*READERS)
    steward = project.stage in steward_stages() and project.host_id in viewer.hosts_with("steward")
    return allow_if(reader or steward, HIDDEN)


def project_changeable(*, viewer: Viewer, project: Project) -> Decision:
    """Managers, project leads and the zone's leader; other readers see that they may not."""
    visible = project_visible(viewer=viewer, project=project)
    if not visible:
        return visible
    return allow_if(project.host_id in viewer.hosts_with(*MOVERS), Refused("not_allowed", 403))


def deck_readable(*, viewer: Viewer, project: Project) -> Decision:
    """Whoever sees the project, as long as the team's consent to the zone stands."""
    visible = project_visible(viewer=viewer, project=project)
    if not visible:
        return visible
    prospect = project.prospect
    return allow_if(prospect is None or prospect.until is None)
