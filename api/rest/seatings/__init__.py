"""`seatings`: an alternate takes a judge's place."""

from api.rest.seatings.urls import urlpatterns

__all__ = ["urlpatterns"]
