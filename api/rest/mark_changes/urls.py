"""Where changed marks are read."""

from django.urls import path

from api.rest.mark_changes.views import OwnChanges, RoundChanges

urlpatterns = [
    path("judge/changes", OwnChanges.as_view(), name="judge-changes"),
    path("rounds/<uuid:round_id>/mark-changes", RoundChanges.as_view(), name="mark-changes"),
]
