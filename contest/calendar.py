"""The days of an edition, in its own zone."""

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from contest.models import Edition

# As long as nobody has named the last day: a final within a month after entries close.
UNNAMED: Final = timedelta(days=30)
# Whoever judged until late may still look at what they signed; then devices and links end.
AFTERWARDS: Final = timedelta(hours=24)


def edition_ends_at(edition: Edition) -> datetime:
    """Midnight after the edition's last day."""
    zone = ZoneInfo(edition.time_zone)
    last_day = edition.last_day or (edition.closes_at.astimezone(zone) + UNNAMED).date()
    return datetime.combine(last_day + timedelta(days=1), time(), tzinfo=zone)


def devices_end_at(edition: Edition) -> datetime:
    """When judges' links, devices and sessions of the edition end."""
    return edition_ends_at(edition) + AFTERWARDS
