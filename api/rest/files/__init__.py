"""`entries/{id}/files`, and the bytes under `/files/{id}`."""

from api.rest.files.urls import urlpatterns

__all__ = ["urlpatterns"]
