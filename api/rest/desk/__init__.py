"""`entries/{id}/eligibility`: the machine's findings and the desk's decision."""

from api.rest.desk.urls import urlpatterns

__all__ = ["urlpatterns"]
