"""Addresses of last days."""

from django.urls import path

from api.rest.departures.views import Departures, OneDeparture

_HOST = "hosts/<uuid:host_id>/departures"

urlpatterns = [
    path(_HOST, Departures.as_view(), name="departures"),
    path(f"{_HOST}/<uuid:departure_id>", OneDeparture.as_view(), name="departure"),
]
