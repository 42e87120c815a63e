"""`papers`: what a round printed, what came back signed, whether its result waits for that."""

from api.rest.papers.urls import urlpatterns

__all__ = ["urlpatterns"]
