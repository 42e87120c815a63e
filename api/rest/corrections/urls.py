"""Where requests for a correction are."""

from django.urls import path

from api.rest.corrections.views import CorrectionWithdraw, OwnCorrections, SheetCorrections

urlpatterns = [
    path("judge/corrections", OwnCorrections.as_view(), name="judge-corrections"),
    path(
        "judge/corrections/<uuid:correction_id>/withdraw",
        CorrectionWithdraw.as_view(),
        name="judge-correction-withdraw",
    ),
    path(
        "sheets/<uuid:sheet_id>/corrections",
        SheetCorrections.as_view(),
        name="sheet-corrections",
    ),
]
