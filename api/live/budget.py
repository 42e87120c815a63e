"""How many frames a socket may send: far above any hand, far below a flood."""

from enum import Enum

FRAMES_PER_SECOND = 40.0
BURST = 200.0
# A tablet that comes back sends its outbox in batches: one frame holds 200 operations.
REFUSED_AT_MOST = 200.0


class Verdict(Enum):
    """What becomes of a frame."""

    TAKE = "take"
    REFUSE = "refuse"
    CLOSE = "close"


class Budget:
    """A bucket that refills with time. Above it frames are refused, far above the socket ends."""

    __slots__ = ("_at", "_left")

    def __init__(self, now: float) -> None:
        self._left = BURST
        self._at = now

    def spend(self, now: float) -> Verdict:
        """Account for one frame at `now` (seconds of a clock that only rises)."""
        self._left = min(BURST, self._left + (now - self._at) * FRAMES_PER_SECOND)
        self._at = now
        self._left -= 1
        if self._left < -REFUSED_AT_MOST:
            return Verdict.CLOSE
        return Verdict.TAKE if self._left >= 0 else Verdict.REFUSE
