"""`door`: teams come, are called, are ready."""

from api.rest.door.urls import urlpatterns

__all__ = ["urlpatterns"]
