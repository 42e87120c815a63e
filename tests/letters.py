"""What was sent: the outbox's job is done first, as a worker would."""

from __future__ import annotations

from collections.abc import Sequence

from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from core.jobs.worker import drain


def letters() -> list[EmailMessage]:
    """Every message of this test so far, in order."""
    drain()
    return mail.outbox


class BySmtp(EmailBackend):
    """Sends by the SMTP server of the run; what it took is what `letters` tells."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        taken = super().send_messages(email_messages)
        if taken:
            mail.outbox.extend(email_messages)
        return taken
