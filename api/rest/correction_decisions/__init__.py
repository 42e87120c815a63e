"""`correction_decisions`: two people decide on what a judge wants corrected."""

from api.rest.correction_decisions.urls import urlpatterns

__all__ = ["urlpatterns"]
