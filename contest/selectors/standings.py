"""How a viewer stands to one entry: the facts that policy decides on."""

from collections.abc import Sequence
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
    return standings_of(viewer=viewer, entries=[entry])[entry.pk]


def standings_of(*, viewer: Viewer, entries: Sequence[Entry]) -> dict[int, Standing]:
    """The viewer's standing to each entry, by its key; two statements for any number."""
    if viewer.person_id is None:
        return {entry.pk: NOWHERE for entry in entries}
    roles = {} if viewer.member_id is None else _team_roles(viewer.member_id, entries)
    granted: dict[int, set[str]] = {}
    live = EntryGrant.objects.filter(
        entry__in=entries, person_id=viewer.person_id, until__isnull=True
    )
    for entry_id, capability in live.values_list("entry_id", "capability"):
        granted.setdefault(entry_id, set()).add(capability)
    return {
        entry.pk: Standing(roles.get(entry.team_id, ""), frozenset(granted.get(entry.pk, ())))
        for entry in entries
    }


def _team_roles(person_id: int, entries: Sequence[Entry]) -> dict[int, str]:
    teams = [entry.team_id for entry in entries]
    places = TeamMember.objects.filter(team__in=teams, person_id=person_id, left_at__isnull=True)
    return dict(places.values_list("team_id", "role"))
