"""Sign-in by e-mail code through allauth's headless flow; an unknown address signs up by it.

The answer to a request for a code is the same for every address. The account and its person
come into being when the code is confirmed, so nobody fills the table by asking.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import EmailAddress, Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.headless.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.headless.base.response import AuthenticationResponse
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from core.models import Account
from core.services.people import account_for_email


class CodeProcess(LoginCodeVerificationProcess):  # type: ignore[misc]
    """A code for any address: known ones sign in, unknown ones sign up."""

    @classmethod
    def begin(cls, *, request: HttpRequest, account: Account | None, email: str) -> None:
        """Send a code and remember it in the session."""
        pending = Login(user=account, email=email)
        pending.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, pending), request, pending)
        stage.state.update(cls.initial_state(user=account, email=email))
        stage.state["initiated_by_user"] = True
        process = cls(stage=stage)
        process.send()
        process.persist()

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        """One mail for everybody, in the account's language if it has chosen one."""
        code = self.generate_code()
        chosen = getattr(self.user, "language", "") or translation.get_language()
        with translation.override(chosen):
            get_adapter().send_mail(
                "account/email/login_code", email, {"request": self.request, "code": code}
            )

    def finish(self, redirect_url: str | None) -> Any:
        """The code was right: the address is proven, whoever had none has an account now."""
        with transaction.atomic():
            account = self.user or account_for_email(email=self.state["email"])
            self._user = account
            _address_prove(account=account, email=self.state["email"])
        return super().finish(redirect_url)


def _address_prove(*, account: Account, email: str) -> None:
    """Allauth's own note that the account can read mail at the address."""
    EmailAddress.objects.update_or_create(
        user=account, email=email.lower(), defaults={"verified": True, "primary": True}
    )


class CodeRequest(RequestLoginCodeView):  # type: ignore[misc]
    """`code/request`."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a code; answers 401 with the pending step, the same for every address."""
        email = self.input.cleaned_data["email"]
        CodeProcess.begin(request=request, account=self.input._user, email=email)  # noqa: SLF001 - allauth's form keeps what it found there
        answer: HttpResponse = AuthenticationResponse(request)
        return answer


class CodeConfirm(ConfirmLoginCodeView):  # type: ignore[misc]
    """`code/confirm`."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open the session, or ask for the second factor. A wrong code never gets here."""
        self.process = CodeProcess(stage=self.stage)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer
