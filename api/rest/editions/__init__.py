"""`editions`: what may be entered, and under which words and rules."""

from api.rest.editions.urls import urlpatterns

__all__ = ["urlpatterns"]
