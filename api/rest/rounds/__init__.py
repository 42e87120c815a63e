"""`rounds`: a round as its staff sees it, its draw, its opening and closing, its room."""

from api.rest.rounds.urls import urlpatterns

__all__ = ["urlpatterns"]
