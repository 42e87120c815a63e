"""`ranking`: a round's places with what they hang on, for those who answer for the result."""

from api.rest.ranking.urls import urlpatterns

__all__ = ["urlpatterns"]
