"""`late_changes`: two people decide on what came after the seal, and its judge reads it."""

from api.rest.late_changes.urls import urlpatterns

__all__ = ["urlpatterns"]
