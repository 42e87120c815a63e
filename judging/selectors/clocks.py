"""The wire form of a slot's clock."""

from typing import Any

from core.clock import instant_text
from judging.models import Slot


def clock_body(slot: Slot) -> dict[str, Any] | None:
    """The server's clock of the running phase; None where none runs."""
    if slot.clock_started_at is None:
        return None
    return {
        "started_at": instant_text(slot.clock_started_at),
        "paused_ms": slot.paused_ms,
        "paused_at": instant_text(slot.paused_at) if slot.paused_at else None,
        "duration_s": slot.duration_s,
    }
