"""`fairness`: the report of a round's locked result, made, published or kept."""

from api.rest.fairness.urls import urlpatterns

__all__ = ["urlpatterns"]
