"""The ranking of a round as a spreadsheet."""

from api.rest.ranking_sheets.urls import urlpatterns

__all__ = ["urlpatterns"]
