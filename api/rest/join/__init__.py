"""`join/{token}`: what a link opens, and its button."""

from api.rest.join.urls import urlpatterns

__all__ = ["urlpatterns"]
