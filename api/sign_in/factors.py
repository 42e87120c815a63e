"""The account's own second factors: seen, added, removed."""

import json
from typing import Any

from allauth.headless.base.response import ConflictResponse
from allauth.headless.mfa.views import (
    AuthenticatorsView,
    ManageRecoveryCodesView,
    ManageTOTPView,
    ManageWebAuthnView,
)
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse

from api.proofs import forget_factors
from api.sign_in.changes import sign_in_changed
from api.sign_in.gates import Own, Proven, require_own
from api.sign_in.second_step import FirstCode
from core.selectors.factors import newest_passkey


class Factors(Own, AuthenticatorsView):  # type: ignore[misc]
    """What the account has, without secrets."""


class Totp(Proven, ManageTOTPView):  # type: ignore[misc]
    """The authenticator app: a new secret, its first code, its end."""

    input_class = {"POST": FirstCode}  # noqa: RUF012 - as allauth declares it

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What there is, or a new secret, also as a picture: no other site draws it."""
        answer: HttpResponse = super().get(request, *args, **kwargs)
        said = json.loads(answer.content)
        if address := said.get("meta", {}).get("totp_url"):
            said["meta"]["totp_svg"] = get_adapter().build_totp_svg(address)
            answer.content = json.dumps(said).encode()
        return answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The first code was right: the app counts from now on, also for this session."""
        if self._get_authenticator() is not None:
            conflict: HttpResponse = ConflictResponse(request)
            return conflict
        answer: HttpResponse = super().post(request, *args, **kwargs)
        _added(request, self._get_authenticator())
        return answer

    def delete(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The app no longer counts."""
        answer: HttpResponse = super().delete(request, *args, **kwargs)
        _removed(request)
        return answer


class Passkeys(Proven, ManageWebAuthnView):  # type: ignore[misc]
    """Passkeys: added, renamed, removed."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add one; having just made it counts as showing it."""
        answer: HttpResponse = super().post(request, *args, **kwargs)
        _added(request, newest_passkey(account_id=require_own(request).pk))
        return answer

    def delete(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remove some."""
        answer: HttpResponse = super().delete(request, *args, **kwargs)
        _removed(request)
        return answer


class RecoveryCodes(Proven, ManageRecoveryCodesView):  # type: ignore[misc]
    """Ten codes for the day the factor is lost; shown once, made anew on demand."""


def _added(request: HttpRequest, factor: Authenticator | None) -> None:
    if factor is not None:
        post_authentication(request, factor, reauthenticated=True)
    sign_in_changed(request, "factor_added")


def _removed(request: HttpRequest) -> None:
    forget_factors(request)
    sign_in_changed(request, "factor_removed")
