"""Where rankings are."""

from django.urls import path

from api.rest.ranking.views import RankedEntry, RankedJudges, RoundRanking

urlpatterns = [
    path("rounds/<uuid:round_id>/ranking", RoundRanking.as_view(), name="round-ranking"),
    path(
        "rounds/<uuid:round_id>/ranking/entries/<uuid:entry_id>",
        RankedEntry.as_view(),
        name="ranking-entry",
    ),
    path(
        "rounds/<uuid:round_id>/ranking/judges",
        RankedJudges.as_view(),
        name="ranking-judges",
    ),
]
