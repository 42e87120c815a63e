"""`judge`: what a judge signs, states and works through."""

from api.rest.judge.urls import urlpatterns

__all__ = ["urlpatterns"]
