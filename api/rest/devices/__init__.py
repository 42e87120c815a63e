"""Seats, their devices and table codes, for whoever hands out tablets."""

from api.rest.devices.urls import urlpatterns

__all__ = ["urlpatterns"]
