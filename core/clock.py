"""The server's clock: the only place that asks what time it is.

Times are aware and in UTC. The outermost layer (a view, a consumer, a job, a command)
stamps `at = now()` once and hands it down; services never call this.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_frozen: ContextVar[datetime | None] = ContextVar("frozen_time", default=None)


def now() -> datetime:
    """The moment of arrival, aware, in UTC, to the microsecond."""
    return _frozen.get() or datetime.now(tz=UTC)


def require_aware(moment: datetime) -> datetime:
    """Return `moment`; raise ValueError if it carries no zone: naive times compare wrongly."""
    if moment.tzinfo is None:
        raise ValueError("naive datetime")
    return moment


def instant_text(moment: datetime) -> str:
    """A moment on the wire and in documents: RFC 3339, UTC, always with microseconds."""
    return require_aware(moment).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment` inside the block (tests, simulations)."""
    token = _frozen.set(require_aware(moment))
    try:
        yield
    finally:
        _frozen.reset(token)
