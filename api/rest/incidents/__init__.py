"""`incidents`: what went wrong in a room, who stands for it, how it ended."""

from api.rest.incidents.urls import urlpatterns

__all__ = ["urlpatterns"]
