"""`entries/{id}/consents/{kind}`: separate yes and no."""

from api.rest.consents.urls import urlpatterns

__all__ = ["urlpatterns"]
