"""`session`: who is signed in here."""

from api.rest.session.urls import urlpatterns

__all__ = ["urlpatterns"]
