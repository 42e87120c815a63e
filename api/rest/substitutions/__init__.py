"""`substitutions`: the next one takes the place of an entry that left."""

from api.rest.substitutions.urls import urlpatterns

__all__ = ["urlpatterns"]
