"""Where late changes are read and decided."""

from django.urls import path

from api.rest.late_changes.views import Decide, OwnLateChanges, RoundLateChanges

urlpatterns = [
    path(
        "rounds/<uuid:round_id>/late-changes", RoundLateChanges.as_view(), name="round-late-changes"
    ),
    path("sheets/<uuid:sheet_id>/late-changes", Decide.as_view(), name="late-change-decide"),
    path("judge/late-changes", OwnLateChanges.as_view(), name="judge-late-changes"),
]
