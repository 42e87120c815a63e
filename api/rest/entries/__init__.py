"""`entries`: the list, the page, the form, submitting and taking back, receipts."""

from api.rest.entries.urls import urlpatterns

__all__ = ["urlpatterns"]
