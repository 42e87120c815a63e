"""Where deliberations are."""

from django.urls import path

from api.rest.deliberations.views import (
    Deliberation,
    DeliberationClose,
    MotionClose,
    MotionNote,
    MotionRecord,
    Motions,
    MotionVote,
    RescoreEnd,
)

_OF = "rounds/<uuid:round_id>/deliberation"
_MOTION = f"{_OF}/motions/<uuid:motion_id>"

urlpatterns = [
    path(_OF, Deliberation.as_view(), name="deliberation"),
    path(f"{_OF}/close", DeliberationClose.as_view(), name="deliberation-close"),
    path(f"{_OF}/motions", Motions.as_view(), name="motions"),
    path(f"{_MOTION}/vote", MotionVote.as_view(), name="motion-vote"),
    path(f"{_MOTION}/note", MotionNote.as_view(), name="motion-note"),
    path(f"{_MOTION}/close", MotionClose.as_view(), name="motion-close"),
    path(f"{_MOTION}/record", MotionRecord.as_view(), name="motion-record"),
    path(f"{_MOTION}/rescore/end", RescoreEnd.as_view(), name="rescore-end"),
]
