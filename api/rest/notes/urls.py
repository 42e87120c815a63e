"""Where notes are."""

from django.urls import path

from api.rest.notes.views import OneNote, OwnNotes

urlpatterns = [
    path("judge/notes", OwnNotes.as_view(), name="judge-notes"),
    path("judge/notes/<uuid:entry_id>", OneNote.as_view(), name="judge-note"),
]
