"""`uploads`: a file on its way; its parts arrive by a route of their own."""

from api.rest.uploads.urls import urlpatterns

__all__ = ["urlpatterns"]
