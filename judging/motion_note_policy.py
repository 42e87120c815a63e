"""Who may show the panel a note on a motion."""

from core.policy import Decision
from core.viewer import Viewer
from judging.models import Motion
from judging.policy import motion_vote


def motion_note(*, viewer: Viewer, motion: Motion) -> Decision:
    """Whoever has a vote on it: the judges of the entry's panel who are not recused from it."""
    return motion_vote(viewer=viewer, motion=motion)
