"""Who may touch how an account signs in. Refusals are problems, as everywhere."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponseBase

from api.problems import problem_http
from api.proofs import proven_freshly
from api.viewers import viewer_of
from core import clock
from core.errors import Problem
from core.models import Account
from core.policy import stepped_up
from core.selectors.factors import has_factor


class Own:
    """A door to one's own account. A judge's link opens none: nobody proved who they are."""

    def handle(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in, or say what is missing."""
        try:
            self.admit(request)
            answer: HttpResponseBase = super().handle(request, *args, **kwargs)  # type: ignore[misc]
        except Problem as problem:
            return problem_http(problem)
        return answer

    def admit(self, request: HttpRequest) -> None:
        """Raises sign_in_required."""
        require_own(request)


class Proven(Own):
    """A door that changes how the account signs in."""

    def admit(self, request: HttpRequest) -> None:
        """Raises sign_in_required, email_code_required or step_up_required."""
        require_own(request)
        require_proof(request)


def require_own(request: HttpRequest) -> Account:
    """The account whose person proved who they are. Raises sign_in_required."""
    if viewer_of(request).member_id is None:
        raise Problem("sign_in_required")
    return cast("Account", request.user)


def require_proof(request: HttpRequest) -> None:
    """Ask for the strongest thing that the account has.

    Without a second factor a code by e-mail, a moment old; with one the factor itself. Who lost
    the factor shows a recovery code and a code by e-mail instead: that changes the factors and
    is no step-up for anything else. Raises email_code_required or step_up_required.
    """
    at, viewer = clock.now(), viewer_of(request)
    by_mail = proven_freshly(request, "email", at=at)
    if viewer.account_id is None or not has_factor(account_id=viewer.account_id):
        if not by_mail:
            raise Problem("email_code_required")
        return
    if not (by_mail and proven_freshly(request, "recovery", at=at)):
        stepped_up(viewer=viewer, at=at).enforce()
