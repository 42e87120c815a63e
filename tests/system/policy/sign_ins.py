"""Where somebody of the world is signed in beside the browser of their column."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.test import Client

from core.services.sign_ins import sign_in_record
from tests.worlds import Day, seeded


def other_browser(day: Day, at: datetime) -> UUID:
    """The organizer's other browser: the id of its sign-in."""
    account = day.account("organizer")
    with seeded(f"{day.name}-other-browser"):
        other = Client()
        other.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        key = other.session.session_key or ""
        return sign_in_record(account=account, session_key=key, agent="", at=at).uid
