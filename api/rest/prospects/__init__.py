"""`prospects`: consenting entries, from acceptance on."""

from api.rest.prospects.urls import urlpatterns

__all__ = ["urlpatterns"]
