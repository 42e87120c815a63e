"""Messages to people leave through one outbox: a row in the command's transaction, then a job."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from core import clock
from core.jobs.job import job
from core.models import Notice, NoticeState, Person
from core.notices.letter import letter_of


@transaction.atomic
def notice_queue(
    *,
    key: str,
    kind: str,
    to: str,
    subject: str,
    body: str,
    at: datetime,
    person: Person | None = None,
    expires_at: datetime | None = None,
    secret: bool = False,
) -> Notice:
    """Send a message once the transaction has committed, once for each `key`.

    A `secret` body is erased as soon as the message is over; after `expires_at` it is not sent.
    """
    notice, made = Notice.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "person": person,
            "to": to,
            "subject": subject,
            "body": body,
            "secret": secret,
            "created_at": at,
            "expires_at": expires_at,
        },
    )
    if made:
        notice_deliver.enqueue(notice=str(notice.uid))
        if settings.NOTICES_AT_ONCE:
            transaction.on_commit(lambda: _at_once(notice, at), robust=True)
    return notice


def notice_send(*, notice_id: UUID, at: datetime) -> None:
    """Send a waiting notice, or give up an old one; one that is over stays as it is.

    The message goes out before the row says so: after a kill between the two it goes out again
    with the same Message-ID. Raises OSError or SMTPException where the mail server refuses.
    """
    notice = Notice.objects.get(uid=notice_id)
    if notice.state != NoticeState.WAITING:
        return
    if notice.expires_at is not None and notice.expires_at <= at:
        _end(notice, NoticeState.EXPIRED, at)
        return
    letter_of(notice).send()
    _end(notice, NoticeState.SENT, at)


def notices_forget(*, before: datetime) -> int:
    """Delete what was over before that moment; returns how many."""
    over = Notice.objects.exclude(state=NoticeState.WAITING)
    deleted, _ = over.filter(ended_at__lt=before).delete()
    return deleted


def _deliver_key(*, notice: str) -> str:
    return notice


# A mail server that greylists, restarts or is moved is back within about half a day.
@job(key=_deliver_key, retries=16, backoff_s=5, timeout_s=60, priority=50)
def notice_deliver(*, notice: str) -> None:
    """The outbox's job: whatever was not sent at once."""
    notice_send(notice_id=UUID(notice), at=clock.now())


def _at_once(notice: Notice, at: datetime) -> None:
    """Where mail is a file: nobody waits for the worker."""
    notice_send(notice_id=notice.uid, at=at)


def _end(notice: Notice, state: NoticeState, at: datetime) -> None:
    erased = {"body": "", "subject": ""} if notice.secret else {}
    Notice.objects.filter(pk=notice.pk, state=NoticeState.WAITING).update(
        state=state, ended_at=at, **erased
    )
