"""A judge shows the panel what she wrote about an entry, or takes it back."""

from datetime import datetime

from django.db import transaction

from judging.models import Motion, MotionNote, PanelSeat
from judging.selectors.motions import motion_voters, seat_label
from judging.services.deliberations import (
    deliberation_log,
    deliberation_take,
    deliberation_touch,
)
from judging.services.motions import MACHINE, motion_take, require_vote


@transaction.atomic
def note_share(*, motion: Motion, seat: PanelSeat, text: str, at: datetime) -> Motion:
    """Show these words with the motion instead of earlier ones; none takes them back.

    The same words again change nothing. Raises motion_state_refused once the motion is recorded,
    recused, not_allowed for a seat without a vote.
    """
    deliberation = deliberation_take(deliberation=motion.deliberation)
    locked = motion_take(motion)
    MACHINE.step(locked.state, "share")
    require_vote(motion_voters(locked), seat)
    words = text.strip()
    found = MotionNote.objects.filter(motion=locked, seat=seat)
    shown = found.first()
    if words == (shown.text if shown else ""):
        return locked
    if words:
        MotionNote.objects.update_or_create(
            motion=locked, seat=seat, defaults={"text": words, "shared_at": at}
        )
    else:
        found.delete()
    deliberation_touch(deliberation=deliberation)
    facts = {"motion": str(locked.uid), "judge": seat_label(deliberation, seat)}
    event = "motion.note" if words else "motion.note_back"
    deliberation_log(deliberation=deliberation, event=event, facts=facts, at=at)
    return locked
