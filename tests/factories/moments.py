"""The moment at which factories act; an edition's window lies around it."""

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
OPENS = NOW - timedelta(days=10)
CLOSES = NOW + timedelta(days=3)
LATER = CLOSES + timedelta(hours=1)
