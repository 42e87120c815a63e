"""Addresses of consents."""

from django.urls import path

from api.rest.consents.views import OneConsent

urlpatterns = [
    path(
        "entries/<uuid:entry_id>/consents/<slug:kind>", OneConsent.as_view(), name="entry-consent"
    ),
]
