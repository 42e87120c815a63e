"""`slots`: the commands of the running order."""

from api.rest.slots.urls import urlpatterns

__all__ = ["urlpatterns"]
