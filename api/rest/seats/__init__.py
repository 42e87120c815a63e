"""`seats`: links for judges, conflicts that were found."""

from api.rest.seats.urls import urlpatterns

__all__ = ["urlpatterns"]
