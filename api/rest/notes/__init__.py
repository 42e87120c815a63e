"""`notes`: what a judge writes down for herself."""

from api.rest.notes.urls import urlpatterns

__all__ = ["urlpatterns"]
