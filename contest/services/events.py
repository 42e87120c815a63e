"""How contest and judging write into an edition's log."""

from datetime import datetime
from typing import Any

from contest.models import Edition
from core.services.log import LeafRef, LogEvent, log_append


def edition_log(*, edition: Edition, event: str, body: dict[str, Any], at: datetime) -> LeafRef:
    """Append one event to the edition's tree: the last thing a command does."""
    events = [LogEvent(event, body)]
    return log_append(owner=("edition", edition.uid), events=events, at=at)[0]
