"""`registers`: phones handed in, people in the closed room, secrecy statements."""

from api.rest.registers.urls import urlpatterns

__all__ = ["urlpatterns"]
