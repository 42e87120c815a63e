"""Dates for readers: always absolute, always with the zone; the distance only beside them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext


def moment_text(moment: datetime, zone: str) -> str:
    """Day and time in the zone, as the reader's language writes them."""
    local = moment.astimezone(ZoneInfo(zone))
    return gettext("page.time.moment").format(
        day=date_format(local, gettext("page.time.day_format")), time=f"{local:%H:%M}"
    )


def second_text(moment: datetime | None, zone: str) -> str:
    """The time of day to the second: what a receipt says. Nothing where there is no moment."""
    return "" if moment is None else f"{moment.astimezone(ZoneInfo(zone)):%H:%M:%S}"


def zone_text(moment: datetime, zone: str) -> str:
    """`GMT+8`, named where people have a name for it."""
    local = moment.astimezone(ZoneInfo(zone))
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    sign = "+" if minutes >= 0 else "\N{MINUS SIGN}"
    hours, rest = divmod(abs(minutes), 60)
    offset = f"GMT{sign}{hours}" + (f":{rest:02}" if rest else "")
    if zone == "Asia/Shanghai":
        return gettext("page.time.zone_beijing").format(offset=offset)
    return offset


def left_text(until: datetime, *, at: datetime) -> str:
    """How far away a moment is: days and hours, or minutes at the end."""
    minutes = max(0, int((until - at).total_seconds()) // 60)
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return gettext("page.time.days_left").format(days=days, hours=hours)
    if hours:
        return gettext("page.time.hours_left").format(hours=hours, minutes=minutes % 60)
    return gettext("page.time.minutes_left").format(minutes=minutes)


def duration_text(seconds: int) -> str:
    """A length of time in minutes and seconds."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return gettext("page.time.seconds").format(seconds=rest)
    if not rest:
        return gettext("page.time.minutes").format(minutes=minutes)
    return gettext("page.time.minutes_seconds").format(minutes=minutes, seconds=rest)
