"""Where draws are."""

from django.urls import path

from api.rest.draws.papers import PaperConfirm, PaperType
from api.rest.draws.views import DrawRecord, DrawReveal, LotTake, RoundDraw

urlpatterns = [
    path("rounds/<uuid:round_id>/draw", RoundDraw.as_view(), name="round-draw"),
    path("rounds/<uuid:round_id>/draw/reveal", DrawReveal.as_view(), name="round-draw-reveal"),
    path("rounds/<uuid:round_id>/draw/lots", LotTake.as_view(), name="draw-lot"),
    path("rounds/<uuid:round_id>/draw/paper", PaperType.as_view(), name="draw-paper"),
    path(
        "rounds/<uuid:round_id>/draw/paper/confirm",
        PaperConfirm.as_view(),
        name="draw-paper-confirm",
    ),
    path("rounds/<uuid:round_id>/draw/record", DrawRecord.as_view(), name="draw-record"),
]
