"""`deliberation`: the panel talks a result over, with motions and a vote that is secret."""

from api.rest.deliberations.urls import urlpatterns

__all__ = ["urlpatterns"]
