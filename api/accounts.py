"""How allauth makes our accounts: every account has its person from the start."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from core.models import Account
from core.services.people import person_create


class YisaiAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up by e-mail code; the person is called by the address until they say their name."""

    def save_user(
        self, request: HttpRequest, user: Account, form: Any, commit: bool = True
    ) -> Account:
        """Give a new account its person."""
        saved: Account = super().save_user(request, user, form, commit=False)
        if saved.person_id is None:
            saved.person = person_create(name=(saved.email or "").partition("@")[0])
        if commit:
            saved.save()
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Add the address where the code can be confirmed by a button."""
        if "code" in context:
            context = {**context, "link": f"{settings.SITE_URL}/login/link/{context['code']}"}
        super().send_mail(template_prefix, email, context)
