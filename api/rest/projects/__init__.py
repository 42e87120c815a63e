"""`projects`: the board's cards, a project's record, its checks and its moves."""

from api.rest.projects.urls import urlpatterns

__all__ = ["urlpatterns"]
