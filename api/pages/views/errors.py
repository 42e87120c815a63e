"""What a reader sees when there is nothing, no right, or a fault of ours."""

import sys
from typing import Final

from django.http import HttpRequest, HttpResponse

from api.pages.basic.base import refused
from api.pages.page import page
from api.problems import problem_http
from core.db.faults import store_problem
from core.errors import Problem

_MACHINES: Final = ("/api/", "/_allauth/", "/files/")
_FORMS: Final = ("/judge/basic",)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: for programs a problem, for people a page."""
    return _answer(request, "not_found", 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _answer(request, "not_allowed", 403)


def fault(request: HttpRequest) -> HttpResponse:
    """500, or what a failed store says; the template asks the database for nothing.

    Django calls this while it handles the exception that nobody else did.
    """
    problem = store_problem(sys.exception()) or Problem("server_fault")
    return _answer(request, problem.code, problem.status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF middleware refuses through here: for people where people send forms."""
    if request.path.startswith(_FORMS):
        return refused(request, Problem("csrf_failed"))
    return problem_http(Problem("csrf_failed"))


def _answer(request: HttpRequest, code: str, status: int) -> HttpResponse:
    if request.path.startswith(_MACHINES):
        return problem_http(Problem(code))
    return page(request, "error", {"code": code, "status": status}, status=status)
