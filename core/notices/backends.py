"""How mail leaves, and how it does not.

`EMAIL_BACKEND` refuses, so that nothing leaves but what the outbox sends; the outbox itself
uses `NOTICE_MAIL_BACKEND`: files in the embedded profile, SMTP in production.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend


class MailOutsideOutbox(RuntimeError):
    """Somebody sends mail past the outbox: it could be lost, or sent although undone."""


class RefusingBackend(BaseEmailBackend):
    """Django's own door for mail, closed. Use `core.services.notices.notice_queue`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> NoReturn:
        """Raise MailOutsideOutbox, naming the subjects."""
        raise MailOutsideOutbox(", ".join(str(message.subject) for message in email_messages))


class EmlBackend(BaseEmailBackend):
    """Write each message as a file named after its Message-ID, whole or not at all.

    The same message sent again is the same file.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store the messages; returns how many."""
        folder = Path(settings.OUTBOX_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = message.extra_headers["Message-ID"].strip("<>").partition("@")[0]
            draft = folder / f".{name}.part"
            draft.write_bytes(message.message().as_bytes())
            draft.replace(folder / f"{name}.eml")
        return len(email_messages)


def mail_told() -> str:
    """What takes the outbox's messages, asked now. Raises what SMTP raises where it fails."""
    way = get_connection(settings.NOTICE_MAIL_BACKEND)
    if not isinstance(way, EmailBackend):
        return f"in this process: {settings.NOTICE_MAIL_BACKEND}"
    way.open()  # with its TLS and its sign-in, as for a message
    server = way.connection
    assert server is not None
    try:
        server.close()
        greeting = server.connect(way.host, way.port)[1]
    finally:
        server.close()
    return f"SMTP by {greeting.decode('ascii', 'replace')}"
