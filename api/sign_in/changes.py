"""What follows a change of how an account signs in: a message, and the end of other sessions."""

from typing import Final, Literal, cast

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext

from core.models import Account
from core.services.sign_ins import sign_ins_end

Change = Literal["factor_added", "factor_removed", "password_set"]
# Whoever is signed in elsewhere may be the one against whom the change is made.
_ENDS_OTHERS: Final[tuple[Change, ...]] = ("factor_removed", "password_set")


@transaction.atomic
def sign_in_changed(request: HttpRequest, change: Change) -> None:
    """Tell the account's own address; after some changes only this session goes on."""
    account = cast("Account", request.user)
    if change in _ENDS_OTHERS:
        sign_ins_end(account=account, but=request.session.session_key or "")
    if account.email:
        with translation.override(account.language or translation.get_language()):
            get_adapter().send_mail(
                "account/email/sign_in_changed",
                account.email,
                {"what": gettext(f"mail.sign_in_changed.{change}")},
            )
