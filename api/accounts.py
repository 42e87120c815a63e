"""How allauth speaks for us: through the outbox, never past it."""

import uuid
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings

from core import clock
from core.services.notices import notice_queue


class YisaiAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by core's service; this only words the mail and queues it."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue a message; a code also gets the address where a button confirms it.

        What carries a code is secret and of no use once the code has expired.
        """
        at, coded = clock.now(), "code" in context
        if coded:
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
