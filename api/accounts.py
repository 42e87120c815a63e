"""How allauth speaks for us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings


class YisaiAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by core's service; this only words the mail."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Add the address where the code can be confirmed by a button."""
        if "code" in context:
            context = {**context, "link": f"{settings.SITE_URL}/login/link/{context['code']}"}
        super().send_mail(template_prefix, email, context)
