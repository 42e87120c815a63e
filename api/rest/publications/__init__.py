"""`publications`: prepared, approved and opened by two people."""

from api.rest.publications.urls import urlpatterns

__all__ = ["urlpatterns"]
