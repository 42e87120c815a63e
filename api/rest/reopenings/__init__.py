"""`reopenings`: a locked result is taken up again by two people."""

from api.rest.reopenings.urls import urlpatterns

__all__ = ["urlpatterns"]
