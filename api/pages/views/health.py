"""For the proxy and the operator: alive, and able to work."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.db.durability import database_refusal


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return _plain("ok", 200)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and keeps what it acknowledges, so that traffic may come."""
    refusal = database_refusal()
    return _plain(refusal, 503) if refusal else _plain("ok", 200)


def _plain(word: str, status: int) -> HttpResponse:
    response = HttpResponse(word + "\n", content_type="text/plain; charset=utf-8", status=status)
    response["Cache-Control"] = "no-store"
    return response
