"""`rulebook_changes`: another version of a round's rules, by two people once there are sheets."""

from api.rest.rulebook_changes.urls import urlpatterns

__all__ = ["urlpatterns"]
