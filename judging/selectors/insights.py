"""What was last counted beside a result, by all that went in: screens ask again and again.

A ranking of 100 entries by 15 judges takes over a second to count; nothing of it changes before a
sheet does. Kept in this process only: who has not got it counts it.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Final

import rfc8785

from judging.insight.room import RoomScores
from judging.insight.standing import Insight, insight_of

_KEPT: Final = 16
_insights: OrderedDict[str, Insight] = OrderedDict()
_lock = Lock()


def insight_kept(room: RoomScores, *, tracks: Mapping[str, str] | None) -> Insight:
    """As ``insight_of``; the same sheets are counted once. Raises ``TallyRefused``."""
    asked = {"room": room.document(), "tracks": None if tracks is None else dict(tracks)}
    key = hashlib.sha256(rfc8785.dumps(asked)).hexdigest()
    with _lock:
        known = _insights.get(key)
        if known is not None:
            _insights.move_to_end(key)
            return known
    found = insight_of(room, tracks=tracks)
    with _lock:
        _insights[key] = found
        while len(_insights) > _KEPT:
            _insights.popitem(last=False)
    return found
