"""Where an account is signed in: what the server's own sessions do not say."""

from django.db import models

from core.models.base import Row
from core.models.people import Account


class SignIn(Row):
    """One browser that signed in whole. It ends with its session, or its session with it.

    A judge's link makes none: what it opens ends with the device.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    agent = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.uid)
