"""`overrides`: two people seal a team although a judge's sheet is missing."""

from api.rest.overrides.urls import urlpatterns

__all__ = ["urlpatterns"]
