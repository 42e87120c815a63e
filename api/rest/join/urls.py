"""Addresses of links and codes. A token has 32 letters: it is never the word `code`."""

from django.urls import path

from api.rest.join.codes import JoinCode, JoinCodeSeat
from api.rest.join.views import Join

urlpatterns = [
    path("join/code", JoinCode.as_view(), name="join-code"),
    path("join/code/seat", JoinCodeSeat.as_view(), name="join-code-seat"),
    path("join/<str:token>", Join.as_view(), name="join"),
]
