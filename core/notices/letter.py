"""A notice as an e-mail."""

import hashlib
from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from core.models import Notice


def letter_of(notice: Notice) -> EmailMessage:
    """The message; sent twice it is the same one, and mail readers show it once."""
    return EmailMessage(
        subject=notice.subject,
        body=notice.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[notice.to],
        headers={
            "Message-ID": f"<{_name(notice)}@{urlsplit(settings.SITE_URL).hostname}>",
            "Date": format_datetime(notice.created_at),
            # Keeps holiday answers from coming back (RFC 3834).
            "Auto-Submitted": "auto-generated",
        },
        connection=get_connection(settings.NOTICE_MAIL_BACKEND),
    )


def _name(notice: Notice) -> str:
    """The moment, so that files sort, and the key, so that a second sending is the same."""
    digest = hashlib.sha256(notice.key.encode()).hexdigest()[:16]
    return f"{notice.created_at:%Y%m%dT%H%M%S%f}-{digest}"
