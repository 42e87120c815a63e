"""Where what-ifs are."""

from django.urls import path

from api.rest.what_ifs.views import Attest, Opening, WhatIfLook

urlpatterns = [
    path("rounds/<uuid:round_id>/what-if", WhatIfLook.as_view(), name="round-what-if"),
    path(
        "rounds/<uuid:round_id>/what-if-opening",
        Opening.as_view(),
        name="round-what-if-opening",
    ),
    path(
        "rounds/<uuid:round_id>/what-if-opening/attest",
        Attest.as_view(),
        name="round-what-if-attest",
    ),
]
