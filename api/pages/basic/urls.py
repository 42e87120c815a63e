"""Where the basic card lives, the same at every door that has it."""

from django.urls import URLPattern, path

from api.pages.basic.calls import BasicCall
from api.pages.basic.card import BasicCard, BasicConflict, BasicRecusal
from api.pages.basic.entrance import BasicCode, BasicLink, BasicSeat
from api.pages.basic.queue import Basic, BasicLead, BasicNda
from api.pages.basic.session import BasicSession
from api.pages.basic.signing import BasicSign

_ENTRY = "judge/basic/entries/<uuid:entry_id>"

urlpatterns: list[URLPattern] = [
    path("judge/basic", Basic.as_view(), name="page-basic"),
    path("judge/basic/join/<str:token>", BasicLink.as_view(), name="page-basic-link"),
    path("judge/basic/code", BasicCode.as_view(), name="page-basic-code"),
    path("judge/basic/code/seat", BasicSeat.as_view(), name="page-basic-seat"),
    path("judge/basic/nda", BasicNda.as_view(), name="page-basic-nda"),
    path("judge/basic/call", BasicCall.as_view(), name="page-basic-call"),
    path("judge/basic/session", BasicSession.as_view(), name="page-basic-session"),
    path(_ENTRY, BasicCard.as_view(), name="page-basic-entry"),
    path(f"{_ENTRY}/conflict", BasicConflict.as_view(), name="page-basic-conflict"),
    path(f"{_ENTRY}/recusal", BasicRecusal.as_view(), name="page-basic-recusal"),
    path(f"{_ENTRY}/sign", BasicSign.as_view(), name="page-basic-sign"),
    # Last: the panel's script appends the address that it could not show.
    path("judge/basic/<path:rest>", BasicLead.as_view(), name="page-basic-lead"),
]
