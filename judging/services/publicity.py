"""How long a proposed result hangs out."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from contest.rulebook.rulebook import Publicity

_SATURDAY: Final = 5


def publicity_end(*, opened_at: datetime, publicity: Publicity, zone: str) -> datetime:
    """The moment after which a final publication may open, in UTC.

    The day of opening does not count; the last working day counts to its end in the edition's
    zone. Public holidays wait for the calendar.
    """
    if publicity.seconds is not None:
        return opened_at + timedelta(seconds=publicity.seconds)
    local = ZoneInfo(zone)
    day, left = opened_at.astimezone(local).date(), publicity.working_days or 0
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=local).astimezone(UTC)
