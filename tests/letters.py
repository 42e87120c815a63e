"""What was sent: the outbox's job is done first, as a worker would."""

from __future__ import annotations

from django.core import mail
from django.core.mail import EmailMessage

from core.jobs.worker import drain


def letters() -> list[EmailMessage]:
    """Every message of this test so far, in order."""
    drain()
    return mail.outbox
