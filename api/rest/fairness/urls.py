"""Where the report is."""

from django.urls import path

from api.rest.fairness.views import Fairness, Keep, Publish

urlpatterns = [
    path("rounds/<uuid:round_id>/fairness", Fairness.as_view(), name="round-fairness"),
    path("rounds/<uuid:round_id>/fairness/publish", Publish.as_view(), name="fairness-publish"),
    path("rounds/<uuid:round_id>/fairness/keep", Keep.as_view(), name="fairness-keep"),
]
