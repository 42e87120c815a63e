"""`editions/{id}/teams`, and a team's people and invitations by its entry."""

from api.rest.teams.urls import urlpatterns

__all__ = ["urlpatterns"]
