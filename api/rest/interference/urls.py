"""The interference register."""

from django.urls import path

from api.rest.interference.views import Interference, Receipts

urlpatterns = [
    path("editions/<uuid:edition_id>/interference", Interference.as_view(), name="interference"),
    path(
        "editions/<uuid:edition_id>/interference/own",
        Receipts.as_view(),
        name="interference-receipts",
    ),
]
