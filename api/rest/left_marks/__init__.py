"""`left_marks`: what a judge's former tablet had not sent."""

from api.rest.left_marks.urls import urlpatterns

__all__ = ["urlpatterns"]
