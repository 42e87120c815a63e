"""Addresses of a team's turns."""

from django.urls import path

from api.rest.turns.views import EntryTurns

urlpatterns = [
    path("entries/<uuid:entry_id>/turns", EntryTurns.as_view(), name="entry-turns"),
]
