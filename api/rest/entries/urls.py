"""Addresses of entries."""

from django.urls import path

from api.rest.entries.views import EntryList, OneEntry, Receipts, Submit, Withdraw

urlpatterns = [
    path("entries", EntryList.as_view(), name="entries"),
    path("entries/<uuid:entry_id>", OneEntry.as_view(), name="entry"),
    path("entries/<uuid:entry_id>/submit", Submit.as_view(), name="entry-submit"),
    path("entries/<uuid:entry_id>/withdraw", Withdraw.as_view(), name="entry-withdraw"),
    path("entries/<uuid:entry_id>/receipts", Receipts.as_view(), name="entry-receipts"),
]
