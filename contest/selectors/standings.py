"""How a viewer stands to one entry: the facts that policy decides on."""

from dataclasses import dataclass

from contest.models import Capability, Entry, EntryGrant, MemberRole, TeamMember
from core.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Standing:
    """Place in the team (empty if none) and live capabilities by grant."""

    team_role: str = ""
    capabilities: frozenset[str] = frozenset()

    @property
    def leads(self) -> bool:
        """Whether the viewer leads the team."""
        return self.team_role == MemberRole.LEADER

    @property
    def reads(self) -> bool:
        """Whether a grant lets the viewer read."""
        return bool(self.capabilities)

    @property
    def opens_files(self) -> bool:
        """Whether a grant lets the viewer open files."""
        return Capability.FILES in self.capabilities


NOWHERE = Standing()


def standing_of(*, viewer: Viewer, entry: Entry) -> Standing:
    """The viewer's standing; two statements."""
    if viewer.person_id is None:
        return NOWHERE
    role = (
        TeamMember.objects.filter(
            team_id=entry.team_id, person_id=viewer.person_id, left_at__isnull=True
        )
        .values_list("role", flat=True)
        .first()
    )
    grants = EntryGrant.objects.filter(
        entry=entry, person_id=viewer.person_id, until__isnull=True
    ).values_list("capability", flat=True)
    return Standing(role or "", frozenset(grants))
