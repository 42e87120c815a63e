"""Where screens are."""

from django.urls import path

from api.rest.screens.views import OwnScreen, Pair, RoundScreens, ScreenEnd

urlpatterns = [
    path("pairing", Pair.as_view(), name="pairing"),
    path("screen", OwnScreen.as_view(), name="screen"),
    path("rounds/<uuid:round_id>/screens", RoundScreens.as_view(), name="round-screens"),
    path(
        "rounds/<uuid:round_id>/screens/<uuid:screen_id>",
        ScreenEnd.as_view(),
        name="round-screen",
    ),
]
