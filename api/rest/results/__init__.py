"""`results`: tally, lock, and what of it each audience sees."""

from api.rest.results.urls import urlpatterns

__all__ = ["urlpatterns"]
