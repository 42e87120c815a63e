"""`hosts/{id}/memberships`: who holds which role, who is offered one."""

from api.rest.memberships.urls import urlpatterns

__all__ = ["urlpatterns"]
