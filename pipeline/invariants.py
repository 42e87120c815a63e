"""What must hold between pipeline's rows."""

from collections.abc import Mapping
from typing import Final

from core.invariants import Check
from pipeline.selectors import checked

INVARIANTS: Final[Mapping[str, Check]] = {
    "project_rank_published": checked.ranks_unlike_publication,
    "project_stage_has_event": checked.stages_unlike_events,
}


def invariants() -> Mapping[str, Check]:
    """The invariants of pipeline; wired to `core.invariants`."""
    return INVARIANTS
