"""`calls`: a judge calls staff."""

from api.rest.calls.urls import urlpatterns

__all__ = ["urlpatterns"]
