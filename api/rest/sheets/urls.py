"""Where sheets are."""

from django.urls import path

from api.rest.sheets.views import OneSheet, RoundSheets

urlpatterns = [
    path("sheets/<uuid:sheet_id>", OneSheet.as_view(), name="sheet"),
    path("rounds/<uuid:round_id>/sheets", RoundSheets.as_view(), name="round-sheets"),
]
