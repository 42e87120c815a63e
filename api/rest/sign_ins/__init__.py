"""`sign-ins`: where one is signed in."""

from api.rest.sign_ins.urls import urlpatterns

__all__ = ["urlpatterns"]
