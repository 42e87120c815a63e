"""Roles are held at an edition's host: for all of it or for the edition."""

from contest.models import Edition
from core.viewer import Viewer


def holds(viewer: Viewer, edition: Edition, *roles: str) -> bool:
    """Whether the viewer has one of the roles for the edition at its host."""
    return viewer.holds(*roles, host_id=edition.contest.host_id, edition_id=edition.uid)
