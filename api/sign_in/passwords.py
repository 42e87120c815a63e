"""A password beside the codes by e-mail: set, and signed in with."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_change import change_password
from allauth.headless.account.views import LoginView
from allauth.headless.base.response import AuthenticationResponse
from allauth.headless.base.views import AuthenticatedAPIView
from allauth.headless.internal.restkit import inputs
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse

from api.sign_in.changes import sign_in_changed
from api.sign_in.gates import Proven, require_own
from core.services.sign_ins import sign_in_moved


class _Password(inputs.Input):  # type: ignore[misc]
    """The new password."""

    password = inputs.CharField(max_length=200)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_password(self) -> str:
        """Long enough, not a common one, unlike the address."""
        password: str = self.cleaned_data["password"]
        return str(get_adapter().clean_password(password, user=self._user))


class PasswordSet(Proven, AuthenticatedAPIView):  # type: ignore[misc]
    """`account/password`: who has just shown more than a password needs no old one."""

    input_class = _Password

    def get_input_kwargs(self) -> dict[str, Any]:
        """What the form looks at."""
        return {"user": self.request.user}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Set it; every other browser is signed out."""
        account = require_own(request)
        change_password(account, self.input.cleaned_data["password"])
        key = request.session.session_key
        update_session_auth_hash(request, account)
        sign_in_moved(old=key or "", new=request.session.session_key or "")
        sign_in_changed(request, "password_set")
        answer: HttpResponse = AuthenticationResponse(request)
        return answer


class PasswordSignIn(LoginView):  # type: ignore[misc]
    """`auth/login`: the address and the password; a second factor is asked for as well."""
