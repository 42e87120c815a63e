"""`hosts/{id}/departures`: somebody's last day, in one press, with its report."""

from api.rest.departures.urls import urlpatterns

__all__ = ["urlpatterns"]
