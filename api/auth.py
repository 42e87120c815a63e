"""Session cookie with CSRF; refusals are problems."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from rest_framework.authentication import SessionAuthentication
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from core.errors import Problem

if TYPE_CHECKING:  # the framework loads this module while it loads its views
    from rest_framework.views import APIView


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def _nothing(_request: HttpRequest) -> HttpResponse:
    """The view that the check stands before; it is never called."""
    return HttpResponse()


class SessionWithProblems(SessionAuthentication):
    """Django's session; a missing or wrong CSRF token is the problem `csrf_failed`."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        """The session's account. A session ends with its device, or where it has no person."""
        from api.viewers import viewer_of  # reads models; the framework loads us before them

        found: tuple[Any, Any] | None = super().authenticate(request)
        django_request = request._request  # noqa: SLF001 - DRF names no public way
        if found is None or viewer_of(django_request).signed_in:
            return found
        logout(django_request)
        return None

    def authenticate_header(self, request: Request) -> str:
        """Makes an anonymous refusal a 401 instead of a 403."""
        return "Session"

    def enforce_csrf(self, request: Any) -> None:
        """Check the token of an authenticated unsafe request."""
        check = _Check(lambda _request: None)  # type: ignore[arg-type]
        check.process_request(request)
        if check.process_view(request, _nothing, (), {}):
            raise Problem("csrf_failed")


class SignedIn(BasePermission):
    """The default door: a person stands behind the session."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Anonymous requests are refused with 401."""
        return bool(request.user.is_authenticated)


class Anyone(BasePermission):
    """Public routes say so by name."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Everybody may."""
        return True
