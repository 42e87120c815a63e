"""`sheets`: the judge's own, and progress without a value."""

from api.rest.sheets.urls import urlpatterns

__all__ = ["urlpatterns"]
