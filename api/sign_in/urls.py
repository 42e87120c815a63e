"""The doors of allauth that the product uses; the others are not mounted."""

from collections.abc import Callable
from typing import Any

from allauth.headless.account.views import SessionView
from allauth.headless.constants import Client
from django.http import HttpResponseBase
from django.urls import path

from api.sign_in.codes import CodeConfirm, CodeRequest
from api.sign_in.email_proof import ProofConfirm, ProofRequest
from api.sign_in.factors import Factors, Passkeys, RecoveryCodes, Totp
from api.sign_in.passwords import PasswordSet, PasswordSignIn
from api.sign_in.second_step import PasskeyAgain, PasskeyStep, SecondStep, StepUp


def _door(view: Any) -> Callable[..., HttpResponseBase]:
    door: Callable[..., HttpResponseBase] = view.as_api_view(client=Client.BROWSER)
    return door


urlpatterns = [
    path("auth/session", _door(SessionView), name="sign-in-session"),
    path("auth/code/request", _door(CodeRequest), name="sign-in-code-request"),
    path("auth/code/confirm", _door(CodeConfirm), name="sign-in-code-confirm"),
    path("auth/login", _door(PasswordSignIn), name="sign-in-password"),
    path("auth/2fa/authenticate", _door(SecondStep), name="sign-in-second-step"),
    path("auth/2fa/reauthenticate", _door(StepUp), name="step-up"),
    path("auth/webauthn/authenticate", _door(PasskeyStep), name="sign-in-passkey-step"),
    path("auth/webauthn/reauthenticate", _door(PasskeyAgain), name="step-up-passkey"),
    path("auth/email/request", _door(ProofRequest), name="email-proof-request"),
    path("auth/email/confirm", _door(ProofConfirm), name="email-proof-confirm"),
    path("account/password", _door(PasswordSet), name="password"),
    path("account/authenticators", _door(Factors), name="factors"),
    path("account/authenticators/totp", _door(Totp), name="factor-totp"),
    path("account/authenticators/webauthn", _door(Passkeys), name="factor-passkeys"),
    path("account/authenticators/recovery-codes", _door(RecoveryCodes), name="factor-recovery"),
]
