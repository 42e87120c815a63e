"""Where transfers are."""

from django.urls import path

from api.rest.transfers.views import RoundTransfers, TransferDecide

urlpatterns = [
    path("rounds/<uuid:round_id>/transfers", RoundTransfers.as_view(), name="round-transfers"),
    path("transfers/<uuid:transfer_id>/decide", TransferDecide.as_view(), name="transfer-decide"),
]
