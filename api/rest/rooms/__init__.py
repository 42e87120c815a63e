"""`rooms`: what is done to a room as a whole."""

from api.rest.rooms.urls import urlpatterns

__all__ = ["urlpatterns"]
