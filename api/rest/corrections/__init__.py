"""`corrections`: a judge asks for another mark on a signed sheet."""

from api.rest.corrections.urls import urlpatterns

__all__ = ["urlpatterns"]
