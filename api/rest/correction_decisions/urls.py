"""Where requests for a correction are decided."""

from django.urls import path

from api.rest.correction_decisions.views import Decide, RoundCorrections

urlpatterns = [
    path(
        "rounds/<uuid:round_id>/corrections", RoundCorrections.as_view(), name="round-corrections"
    ),
    path("corrections/<uuid:correction_id>/decide", Decide.as_view(), name="correction-decide"),
]
