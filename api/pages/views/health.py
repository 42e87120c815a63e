"""For the proxy and the operator: alive, and able to work."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


def database_answers() -> bool:
    """Whether a statement comes back."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except DatabaseError:
        return False


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return _plain("ok", 200)


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers too, so that traffic may come."""
    return _plain("ok", 200) if database_answers() else _plain("database", 503)


def _plain(word: str, status: int) -> HttpResponse:
    response = HttpResponse(word + "\n", content_type="text/plain; charset=utf-8", status=status)
    response["Cache-Control"] = "no-store"
    return response
