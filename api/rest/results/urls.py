"""Where results are."""

from django.urls import path

from api.rest.results.views import Lock, Results, Tally

urlpatterns = [
    path("rounds/<uuid:round_id>/results", Results.as_view(), name="round-results"),
    path("rounds/<uuid:round_id>/tally", Tally.as_view(), name="round-tally"),
    path("rounds/<uuid:round_id>/lock", Lock.as_view(), name="round-lock"),
]
