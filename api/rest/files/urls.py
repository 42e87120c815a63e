"""Addresses of an entry's files."""

from django.urls import path

from api.rest.files.views import EntryFiles

urlpatterns = [
    path("entries/<uuid:entry_id>/files", EntryFiles.as_view(), name="entry-files"),
]
