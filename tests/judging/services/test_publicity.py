"""When publicity ends."""

from datetime import UTC, datetime

import pytest

from contest.rulebook.rulebook import Publicity
from judging.services.publicity import publicity_end

ZONE = "Asia/Shanghai"


@pytest.mark.parametrize(
    ("opened", "days", "end"),
    [
        # Wednesday morning in Shanghai; the days are Thursday and Friday.
        (datetime(2026, 11, 25, 1, tzinfo=UTC), 2, datetime(2026, 11, 27, 16, tzinfo=UTC)),
        # Five working days cross a weekend.
        (datetime(2026, 11, 25, 1, tzinfo=UTC), 5, datetime(2026, 12, 2, 16, tzinfo=UTC)),
        # Late on Friday in UTC it is Saturday there; the first day is Monday.
        (datetime(2026, 11, 27, 20, tzinfo=UTC), 1, datetime(2026, 11, 30, 16, tzinfo=UTC)),
    ],
)
def test_working_days_in_the_editions_zone(opened, days, end):
    publicity = Publicity(working_days=days, seconds=None)
    assert publicity_end(opened_at=opened, publicity=publicity, zone=ZONE) == end


def test_seconds_of_a_demo():
    opened = datetime(2026, 11, 25, 1, tzinfo=UTC)
    publicity = Publicity(working_days=None, seconds=3)
    assert publicity_end(opened_at=opened, publicity=publicity, zone=ZONE) == datetime(
        2026, 11, 25, 1, 0, 3, tzinfo=UTC
    )
