"""`draws`: how the running order of a round comes about, and its record."""

from api.rest.draws.urls import urlpatterns

__all__ = ["urlpatterns"]
