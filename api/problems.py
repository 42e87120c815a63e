"""Every refusal leaves as `application/problem+json` in the reader's language."""

import math
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext
from rest_framework import exceptions
from rest_framework.response import Response

from core.constraints import problem_of_integrity_error
from core.db.faults import store_problem
from core.errors import REGISTRY, Problem

CONTENT_TYPE = "application/problem+json"
# What one person is answered must not wait in a cache for the next one.
KEPT_BY_NOBODY = "private, no-store"
_FRAMEWORK: dict[type[Exception], str] = {
    exceptions.NotAuthenticated: "sign_in_required",
    exceptions.AuthenticationFailed: "sign_in_required",
    exceptions.PermissionDenied: "not_allowed",
    exceptions.NotFound: "not_found",
    Http404: "not_found",
    exceptions.MethodNotAllowed: "method_refused",
    exceptions.ParseError: "request_malformed",
    exceptions.UnsupportedMediaType: "media_type_refused",
    exceptions.Throttled: "too_many_requests",
}


def problem_body(problem: Problem) -> dict[str, Any]:
    """The object that REST and sockets send for a problem."""
    registered = REGISTRY[problem.code]
    return {
        "code": problem.code,
        "status": registered.status,
        "title": gettext(registered.title_key),
        "detail": gettext(registered.detail_key).format_map(_Params(problem.params)),
        "params": problem.params,
        "fields": problem.fields,
        **problem.extra,
    }


class _Params(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def problem_of(error: Exception) -> Problem | None:
    """The problem that an exception stands for, or None for a fault of ours."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, exceptions.ValidationError):
        return Problem("field_invalid", fields=_fields(error.detail))
    if failed := store_problem(error):
        return failed
    for kind, code in _FRAMEWORK.items():
        if isinstance(error, kind):
            return Problem(code)
    return problem_of_integrity_error(error)


def _fields(detail: Any, prefix: str = "") -> dict[str, list[str]]:
    if isinstance(detail, dict):
        found: dict[str, list[str]] = {}
        for name, inner in detail.items():
            found.update(_fields(inner, f"{prefix}.{name}" if prefix else str(name)))
        return found
    if isinstance(detail, list) and any(isinstance(item, dict) for item in detail):
        found = {}
        for index, inner in enumerate(detail):
            found.update(_fields(inner, f"{prefix}.{index}" if prefix else str(index)))
        return found
    items = detail if isinstance(detail, list) else [detail]
    return {prefix or "non_field": [str(getattr(item, "code", item)) for item in items]}


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler."""
    problem = problem_of(error)
    if problem is None:
        return None
    return Response(
        problem_body(problem),
        status=problem.status,
        headers=_again(problem, error),
        content_type=CONTENT_TYPE,
    )


def _again(problem: Problem, error: Exception) -> dict[str, str] | None:
    """When asking again is worth it, in seconds."""
    if problem.status == 503:
        return {"Retry-After": "2"}
    wait = getattr(error, "wait", None)  # DRF's throttles name it
    if wait is not None:
        return {"Retry-After": str(math.ceil(wait))}
    return None


def problem_http(problem: Problem) -> HttpResponse:
    """The same answer outside DRF."""
    return JsonResponse(
        problem_body(problem),
        status=problem.status,
        content_type=CONTENT_TYPE,
        headers={"Cache-Control": KEPT_BY_NOBODY, **(_again(problem, problem) or {})},
    )
