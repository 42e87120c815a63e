"""The outbox before a real mail server that refuses, hangs, breaks off or is away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from core import clock
from core.jobs.worker import drain
from core.models import JobRun, Notice, NoticeState
from core.services.notices import notice_queue
from tests.servers.smtp import Smtp

AT = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _by_smtp(settings, smtp_server):
    settings.NOTICE_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_server.port
    settings.EMAIL_TIMEOUT = 1
    with clock.frozen(AT):
        yield


def queued(key: str = "k", *, secret: bool = False) -> Notice:
    return notice_queue(
        key=key,
        kind="welcome",
        to="lin@example.test",
        subject="你好",
        body="今天 9:00",
        at=AT,
        secret=secret,
    )


def state() -> tuple[str, str]:
    """Of the one notice: its state and what is left of its text."""
    notice = Notice.objects.get()
    return notice.state, notice.body


@pytest.mark.parametrize(
    "harm",
    [Smtp.refuse, lambda server: server.refuse("554 5.7.1 no"), Smtp.hang, Smtp.stop],
    ids=["later", "no", "hangs", "away"],
)
def test_what_was_not_taken_waits_and_leaves_once(smtp_server, harm: Callable[[Smtp], None]):
    harm(smtp_server)
    queued(secret=True)
    drain()
    assert state() == (NoticeState.WAITING, "今天 9:00")
    smtp_server.accept()
    if harm is Smtp.stop:
        smtp_server.start()
    with clock.frozen(JobRun.objects.get().due_at):
        drain()
    assert state() == (NoticeState.SENT, "")
    (letter,) = smtp_server.taken
    assert (letter["To"], letter["Subject"]) == ("lin@example.test", "你好")
    assert letter.get_content().strip() == "今天 9:00"


def test_a_message_taken_but_not_acknowledged_is_the_same_the_second_time(smtp_server):
    """Exactly once ends at the mail server; one identity lets mail readers show one."""
    smtp_server.break_off()
    queued()
    drain()
    assert state()[0] == NoticeState.WAITING
    smtp_server.accept()
    with clock.frozen(JobRun.objects.get().due_at):
        drain()
    assert state()[0] == NoticeState.SENT
    first, again = smtp_server.taken
    assert (first["Message-ID"], first["Date"]) == (again["Message-ID"], again["Date"])
    assert first.get_content() == again.get_content()


def test_two_messages_have_two_identities(smtp_server):
    """Else the check above could not fail."""
    queued("a")
    queued("b")
    drain()
    assert len({letter["Message-ID"] for letter in smtp_server.taken}) == 2
