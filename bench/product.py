"""The product without its guard against floods: a bench types faster than any hand."""

from api.live import budget

budget.FRAMES_PER_SECOND = budget.BURST = 1e12

from config.asgi import application  # noqa: E402 - the guard is lifted first

__all__ = ["application"]
