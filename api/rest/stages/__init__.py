"""`pipeline/stages`: the stages that this installation follows."""

from api.rest.stages.urls import urlpatterns

__all__ = ["urlpatterns"]
