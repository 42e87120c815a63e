"""Signing in leaves a row; ending a row ends its session, and with it the sockets."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction

from core.errors import Problem
from core.models import Account, SignIn
from core.selectors.sign_ins import sign_ins_of

# How exact "last seen" is: a row is written once in this time, however much is asked.
SEEN_EVERY: Final = timedelta(minutes=1)


@transaction.atomic
def sign_in_record(*, account: Account, session_key: str, agent: str, at: datetime) -> SignIn:
    """Remember the browser; what is left of the account's older sessions is cleared away."""
    alive = [each.pk for each in sign_ins_of(account_id=account.pk, at=at)]
    SignIn.objects.filter(account=account).exclude(pk__in=alive).delete()
    made, _new = SignIn.objects.update_or_create(
        session_key=session_key,
        defaults={"account": account, "agent": agent[:200], "since": at, "seen_at": at},
    )
    return made


def sign_in_seen(*, session_key: str, at: datetime) -> None:
    """The browser asked for something."""
    old = SignIn.objects.filter(session_key=session_key, seen_at__lt=at - SEEN_EVERY)
    old.update(seen_at=at)


def sign_in_moved(*, old: str, new: str) -> None:
    """The browser's session goes on under another key."""
    SignIn.objects.filter(session_key=old).update(session_key=new)


@transaction.atomic
def sign_in_end(*, account: Account, uid: UUID) -> None:
    """End one of the account's own sign-ins. Raises not_found."""
    found = SignIn.objects.filter(account=account, uid=uid).first()
    if found is None:
        raise Problem("not_found")
    _end([found])


@transaction.atomic
def sign_ins_end(*, account: Account, but: str = "") -> int:
    """End all of the account's sign-ins except the session `but`; returns how many."""
    return _end(list(SignIn.objects.filter(account=account).exclude(session_key=but)))


def _end(rows: list[SignIn]) -> int:
    Session.objects.filter(session_key__in=[each.session_key for each in rows]).delete()
    SignIn.objects.filter(pk__in=[each.pk for each in rows]).delete()
    return len(rows)
