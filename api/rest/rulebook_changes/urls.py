"""Where changes of rulebooks are."""

from django.urls import path

from api.rest.rulebook_changes.views import ApproveChange, RoundRulebookChanges

urlpatterns = [
    path(
        "rounds/<uuid:round_id>/rulebook-changes",
        RoundRulebookChanges.as_view(),
        name="round-rulebook-changes",
    ),
    path(
        "rulebook-changes/<uuid:change_id>/approve",
        ApproveChange.as_view(),
        name="rulebook-change-approve",
    ),
]
