"""`rooms`: what the hall sees."""

from api.rest.rooms.urls import urlpatterns

__all__ = ["urlpatterns"]
