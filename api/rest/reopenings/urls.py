"""Where it is asked for and decided."""

from django.urls import path

from api.rest.reopenings.views import Decide, RoundReopenings

urlpatterns = [
    path("rounds/<uuid:round_id>/reopenings", RoundReopenings.as_view(), name="round-reopenings"),
    path("reopenings/<uuid:reopening_id>/decide", Decide.as_view(), name="reopening-decide"),
]
