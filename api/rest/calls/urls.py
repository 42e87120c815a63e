"""Where calls are."""

from django.urls import path

from api.rest.calls.views import CallAnswer, OwnCalls

urlpatterns = [
    path("judge/calls", OwnCalls.as_view(), name="judge-calls"),
    path(
        "rooms/<uuid:room_id>/calls/<uuid:call_id>/answer",
        CallAnswer.as_view(),
        name="room-call-answer",
    ),
]
