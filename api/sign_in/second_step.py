"""The second factor: at sign-in, and again before what cannot be taken back."""

from typing import Any, Final

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.headless.mfa.inputs import (
    ActivateTOTPInput,
    AuthenticateInput,
    ReauthenticateInput,
)
from allauth.headless.mfa.views import (
    AuthenticateView,
    AuthenticateWebAuthnView,
    ReauthenticateView,
    ReauthenticateWebAuthnView,
)
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import check_rate_limit
from django.core.cache import cache

from api.sign_in.gates import Own

# A code is right from one period before to one after its own: longer than allauth remembers it.
_REMEMBERED_S: Final = 120


class _CountsOnce:
    """A code that was right once is never right again. The cache remembers, for every process."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        """The code, if it is right and new."""
        code = self.cleaned_data["code"]
        key = f"factor-code-{self.user.pk}-{normalize_user_code(code)}"
        if cache.get(key):
            check_rate_limit(self.user)  # a known code must not clear the count of wrong ones
            raise get_adapter().validation_error("incorrect_code")
        right: str = super().clean_code()  # type: ignore[misc]
        if not cache.add(key, 1, timeout=_REMEMBERED_S):
            raise get_adapter().validation_error("incorrect_code")
        return right


class _StepCode(_CountsOnce, AuthenticateInput):  # type: ignore[misc]
    """The code at sign-in."""


class _AgainCode(_CountsOnce, ReauthenticateInput):  # type: ignore[misc]
    """The code of a step-up."""


class FirstCode(_CountsOnce, ActivateTOTPInput):  # type: ignore[misc]
    """The code that shows that the app was set up."""


class SecondStep(AuthenticateView):  # type: ignore[misc]
    """`2fa/authenticate`: a code of the app, or a recovery code."""

    input_class = _StepCode


class PasskeyStep(AuthenticateWebAuthnView):  # type: ignore[misc]
    """`webauthn/authenticate`: the passkey at sign-in."""


class StepUp(Own, ReauthenticateView):  # type: ignore[misc]
    """`2fa/reauthenticate`: a code of the app. A recovery code is taken and is no step-up."""

    input_class = _AgainCode


class PasskeyAgain(Own, ReauthenticateWebAuthnView):  # type: ignore[misc]
    """`webauthn/reauthenticate`: the passkey before what cannot be taken back."""
