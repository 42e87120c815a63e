"""`what_ifs`: other rules on a round's sheets, and the opening that they need before the list."""

from api.rest.what_ifs.urls import urlpatterns

__all__ = ["urlpatterns"]
