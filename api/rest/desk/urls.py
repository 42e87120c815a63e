"""Addresses of the desk."""

from django.urls import path

from api.rest.desk.views import Eligibility

urlpatterns = [
    path("entries/<uuid:entry_id>/eligibility", Eligibility.as_view(), name="entry-eligibility"),
]
