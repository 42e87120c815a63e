"""Help, privacy, accessibility, and how the service is."""

from datetime import timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from api.pages.page import page
from core import clock
from core.db.durability import database_refusal
from core.jobs.runs import runs_overdue

# Far beyond a busy minute of the workers: most jobs begin within a second.
BEHIND: Final = timedelta(minutes=2)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to take part, to judge, to object."""
    return page(request, "help")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, who sees it, how long."""
    return page(request, "privacy")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, and what does not yet."""
    return page(request, "accessibility")


@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """Whether the service can keep what it is given, and whether work waits that nobody does."""
    now = clock.now()
    facts = {"database": not database_refusal(), "behind": False, "now": now}
    if facts["database"]:
        facts["behind"] = runs_overdue(since=now - BEHIND) > 0
    return page(request, "status", facts, status=200 if facts["database"] else 503)
