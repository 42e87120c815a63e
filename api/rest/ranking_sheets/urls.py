"""Where the spreadsheet is."""

from django.urls import path

from api.rest.ranking_sheets.views import RankingSheet

urlpatterns = [
    path("rounds/<uuid:round_id>/ranking.xlsx", RankingSheet.as_view(), name="round-ranking-sheet"),
]
