"""A code by e-mail for who is signed in already: asked before the first factor is added."""

import math
import secrets
from typing import Any, Final

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.core.ratelimit import consume
from allauth.headless.base.response import AuthenticationResponse
from allauth.headless.base.views import AuthenticatedAPIView
from allauth.headless.internal.restkit import inputs
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from api.sign_in.gates import Own, require_own
from core import clock
from core.errors import Problem

_KEY: Final = "email-proof"
_TRIES: Final = 3


class ProofRequest(Own, AuthenticatedAPIView):  # type: ignore[misc]
    """`email/request`: send a code to the account's own address."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it; an earlier one counts no more. Raises not_allowed, too_many_requests."""
        account = require_own(request)
        address = account.email
        if not address:
            raise Problem("not_allowed")
        if not consume(request, action="request_login_code", key=address.lower()):
            raise Problem("too_many_requests")
        code = f"{secrets.randbelow(10**6):06d}"
        ends = clock.now().timestamp() + settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
        request.session[_KEY] = {"hash": _hash(code), "ends": math.floor(ends), "tries": _TRIES}
        with translation.override(account.language or translation.get_language()):
            get_adapter().send_mail("account/email/email_proof", address, {"proof": code})
        answer: HttpResponse = AuthenticationResponse(request)
        return answer


class _Proof(inputs.Input):  # type: ignore[misc]
    """The code that was typed."""

    code = inputs.CharField()

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._session = request.session

    def clean_code(self) -> str:
        """Right, in time and within three tries; right once."""
        code: str = self.cleaned_data["code"]
        waiting = self._session.get(_KEY)
        if not waiting or waiting["tries"] < 1 or waiting["ends"] < clock.now().timestamp():
            raise get_adapter().validation_error("incorrect_code")
        if not constant_time_compare(waiting["hash"], _hash(code)):
            self._session[_KEY] = {**waiting, "tries": waiting["tries"] - 1}
            raise get_adapter().validation_error("incorrect_code")
        del self._session[_KEY]
        return code


class ProofConfirm(Own, AuthenticatedAPIView):  # type: ignore[misc]
    """`email/confirm`: the code came back."""

    input_class = _Proof

    def get_input_kwargs(self) -> dict[str, Any]:
        """What the form looks at."""
        return {"request": self.request}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record it: from now on it is fresh for five minutes."""
        account = require_own(request)
        record_authentication(request, account, method="code", email=account.email)
        answer: HttpResponse = AuthenticationResponse(request)
        return answer


def _hash(code: str) -> str:
    return salted_hmac("yisai.email-proof", normalize_user_code(code)).hexdigest()
