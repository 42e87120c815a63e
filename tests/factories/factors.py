"""Second factors: an authenticator app of our own, and sessions that have just shown one."""

import base64
import hashlib
import hmac
import struct
import time
from datetime import datetime

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.test import Client

from core import clock
from core.models import Account

_USER_KEY = "account_authentication_methods_user"
PERIOD_S = 30


def totp_code(secret: str, *, ahead: int = 0) -> str:
    """The code that an app shows, `ahead` periods from now (RFC 6238)."""
    counter = int(time.time()) // PERIOD_S + ahead
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", counter), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06d}"


def factor_of(account: Account) -> Authenticator:
    """The account's authenticator app, made on first use."""
    found, _made = Authenticator.objects.get_or_create(
        user=account,
        type=Authenticator.Type.TOTP,
        defaults={"data": {"secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"}},
    )
    return found


def prove(
    client: Client, account: Account, method: str, kind: str | None, at: datetime | None = None
) -> None:
    """Write into the browser's session that this was shown at `at`, as allauth records it."""
    session = client.session
    record = {"method": method, "at": (at or clock.now()).timestamp()}
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        *records,
        record | ({"type": kind} if kind else {}),
    ]
    session[_USER_KEY] = str(account.pk)
    session.save()


def step_up(client: Client, account: Account, at: datetime | None = None) -> None:
    """The browser of a person with a second factor, shown at `at`."""
    factor_of(account)
    prove(client, account, "mfa", "totp", at)
