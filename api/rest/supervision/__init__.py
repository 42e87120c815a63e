"""`supervision`: the witness's page, her notes and what the committee answers."""

from api.rest.supervision.urls import urlpatterns

__all__ = ["urlpatterns"]
