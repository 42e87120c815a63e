"""`transfers`: teams that are heard in another room than they drew."""

from api.rest.transfers.urls import urlpatterns

__all__ = ["urlpatterns"]
