"""`interference`: who was asked for a favor; the witness alone reads it."""

from api.rest.interference.urls import urlpatterns

__all__ = ["urlpatterns"]
