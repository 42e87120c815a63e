"""How allauth speaks for us: through the outbox, never past it."""

import uuid
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from api.viewers import session_prove
from core import clock
from core.models import Account
from core.sealed import seal, unseal
from core.services.notices import notice_queue
from core.services.sign_ins import sign_in_record


class YisaiAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by core's service; this words the mail, queues it, and signs in."""

    def login(self, request: HttpRequest, user: Account) -> None:
        """Everything that was asked for was shown: the session is the person's own."""
        super().login(request, user)
        session_prove(request)
        sign_in_record(
            account=user,
            session_key=request.session.session_key or "",
            agent=request.headers.get("User-Agent", ""),
            at=clock.now(),
        )

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Never by allauth's own count: a recovery code is enough for it (api.sign_in.gates)."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue a message; a sign-in code also gets the address where a button confirms it.

        What carries a code is secret and of no use once the code has expired.
        """
        at, coded = clock.now(), bool({"code", "proof"} & context.keys())
        if "code" in context:
            context = {**context, "link": f"{settings.SITE_URL}/login/link/{context['code']}"}
        words = self.render_mail(template_prefix, email, {"email": email, **context})
        kind = template_prefix.rpartition("/")[2]
        life = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        notice_queue(
            key=f"{kind}:{uuid.uuid4()}",  # asking again makes another code, and another message
            kind=kind,
            to=email,
            subject=str(words.subject),
            body=str(words.body),
            at=at,
            secret=coded,
            expires_at=at + life if coded else None,
        )


class YisaiFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: their secrets are sealed; our words leave by mail, allauth's do not."""

    def encrypt(self, text: str) -> str:
        """An app's secret or the seed of recovery codes, as the database may hold it."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The same again."""
        return unseal(encrypted_text)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: one message per change is enough (api.sign_in.changes)."""
