"""Where sealing without a judge is proposed and decided."""

from django.urls import path

from api.rest.overrides.views import Decide, Propose, RoundOverrides, Withdraw

urlpatterns = [
    path("rounds/<uuid:round_id>/overrides", RoundOverrides.as_view(), name="round-overrides"),
    path("slots/<uuid:slot_id>/overrides", Propose.as_view(), name="override-propose"),
    path("overrides/<uuid:override_id>/decide", Decide.as_view(), name="override-decide"),
    path("overrides/<uuid:override_id>/withdraw", Withdraw.as_view(), name="override-withdraw"),
]
