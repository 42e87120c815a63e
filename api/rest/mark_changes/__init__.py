"""`mark_changes`: marks that judges changed, for themselves and for the staff."""

from api.rest.mark_changes.urls import urlpatterns

__all__ = ["urlpatterns"]
