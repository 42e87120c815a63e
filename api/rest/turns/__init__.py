"""`turns`: where and when a team is heard, for its own page."""

from api.rest.turns.urls import urlpatterns

__all__ = ["urlpatterns"]
