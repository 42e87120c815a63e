"""Screens: a browser offers itself, the desk takes it in, it learns which room it shows."""

from api.rest.screens.urls import urlpatterns

__all__ = ["urlpatterns"]
