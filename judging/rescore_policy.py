"""Who may end a re-marking before all judges have signed anew."""

from core.policy import Decision
from core.viewer import Viewer
from judging.models import Motion
from judging.policy import motion_decide


def rescore_finish(*, viewer: Viewer, motion: Motion) -> Decision:
    """Those who record the panel's decisions; a chair not where she is recused."""
    return motion_decide(viewer=viewer, motion=motion)
