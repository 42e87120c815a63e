"""How many of a list go on, and how many of the groups in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from judging.tally.outcome.quotas import Cap, caps_cross


@dataclass(frozen=True, slots=True)
class Limits:
    """How many of a list go on, and how many of groups in it; ``by_rank`` where these cross."""

    quota: int | None
    caps: tuple[Cap, ...] = ()
    by_rank: bool = False

    def crosses(self, first: int, last: int) -> bool:
        """Whether somebody may be cut between two ranks of the list."""
        if self.caps:
            return first < last
        return self.quota is not None and first <= self.quota < last

    def told(self, taken: Sequence[str]) -> dict[str, Any]:
        """How full each limit is; told where limits cross, where they are the reason for much."""
        if not caps_cross(self.caps):
            return {}
        going = set(taken)
        return {
            "limits": [
                {"limit": cap.name, "places": cap.places, "taken": len(cap.members & going)}
                for cap in self.caps
            ]
        }
