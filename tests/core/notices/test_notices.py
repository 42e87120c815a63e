"""The outbox: one message for each key, after the commit, nothing by another way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.db import transaction

from core import clock
from core.jobs.worker import drain
from core.models import JobRun, Notice, NoticeState
from core.notices.backends import MailOutsideOutbox
from core.services.notices import notice_queue, notices_forget
from tests.letters import letters

ROOT = Path(__file__).resolve().parents[3]
AT = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at():
    with clock.frozen(AT):
        yield


def queue(key: str = "k", **facts) -> Notice:
    said = {"kind": "welcome", "to": "lin@example.test", "subject": "你好", "body": "今天 9:00"}
    return notice_queue(key=key, at=AT, **{**said, **facts})


@pytest.mark.django_db
def test_a_notice_leaves_once_for_its_key():
    assert queue().pk == queue(body="another body").pk
    assert [(m.to, m.subject, m.body) for m in letters()] == [
        (["lin@example.test"], "你好", "今天 9:00")
    ]
    queue()
    assert len(letters()) == 1
    assert Notice.objects.get().state == NoticeState.SENT


@pytest.mark.django_db
def test_what_is_rolled_back_is_not_sent():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue()
        raise ZeroDivisionError
    assert letters() == []


@pytest.mark.django_db
def test_a_mail_server_that_is_away_is_asked_again(settings):
    settings.NOTICE_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    queue()
    drain()
    assert (Notice.objects.get().state, mail.outbox) == (NoticeState.WAITING, [])
    settings.NOTICE_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with clock.frozen(JobRun.objects.get().due_at):
        assert len(letters()) == 1


@pytest.mark.django_db
def test_an_old_code_is_not_sent_and_a_secret_is_erased():
    queue("late", expires_at=AT + timedelta(minutes=10), secret=True)
    with clock.frozen(AT + timedelta(minutes=10)):
        assert letters() == []
    queue("timely", expires_at=AT + timedelta(minutes=10), secret=True)
    queue("open")
    assert len(letters()) == 2
    assert list(Notice.objects.order_by("pk").values_list("state", "subject", "body")) == [
        (NoticeState.EXPIRED, "", ""),
        (NoticeState.SENT, "", ""),
        (NoticeState.SENT, "你好", "今天 9:00"),
    ]


@pytest.mark.django_db
def test_what_was_over_long_ago_is_forgotten():
    queue("sent")
    letters()
    queue("waiting")
    assert notices_forget(before=AT) == 0
    assert notices_forget(before=AT + timedelta(days=1)) == 1


def test_as_a_file_it_is_written_at_once_and_the_same_file_again(
    fresh_database, settings, tmp_path
):
    settings.NOTICE_MAIL_BACKEND = "core.notices.backends.EmlBackend"
    settings.OUTBOX_DIR, settings.NOTICES_AT_ONCE = tmp_path, True
    queue()
    (path,) = tmp_path.iterdir()
    before = path.read_bytes()
    letter = message_from_bytes(before, policy=policy.default)
    assert (letter["To"], letter["Subject"]) == ("lin@example.test", "你好")
    assert letter["Message-ID"].startswith(f"<{path.stem}@")
    # A kill between the file and the note that it was written: the worker does it again.
    Notice.objects.update(state=NoticeState.WAITING, ended_at=None)
    assert drain() == 1
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    again = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert (again["Message-ID"], again["Date"]) == (letter["Message-ID"], letter["Date"])


def test_mail_past_the_outbox_is_refused():
    with pytest.raises(MailOutsideOutbox, match="past"):
        send_mail("past", "the outbox", None, ["lin@example.test"])
    assert mail.outbox == []


def senders(tree: ast.Module) -> Iterator[str]:
    """Uses of a library that sends mail."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str(module)) if module.startswith(
                ("smtplib", "django.core.mail")
            ):
                yield f"line {node.lineno}: from {module}"
            case ast.ImportFrom(module="django.core", names=names) if any(
                name.name == "mail" for name in names
            ):
                yield f"line {node.lineno}: from django.core import mail"
            case ast.Import(names=names):
                for name in names:
                    if name.name.startswith(("smtplib", "django.core.mail")):
                        yield f"line {node.lineno}: import {name.name}"
            case ast.Attribute(attr="email_user"):
                yield f"line {node.lineno}: email_user"


@pytest.mark.parametrize(
    "planted",
    [
        "from django.core.mail import send_mail",
        "from django.core import mail",
        "import smtplib",
        "from smtplib import SMTP",
        "account.email_user('a', 'b')",
        "from django.core.mail.backends.smtp import EmailBackend",
    ],
)
def test_a_planted_sender_is_caught(planted: str):
    assert list(senders(ast.parse(planted)))


def test_only_the_outbox_knows_how_to_send():
    found = {
        str(path.relative_to(ROOT))
        for package in ("api", "config", "contest", "core", "judging", "pipeline")
        for path in (ROOT / package).rglob("*.py")
        if list(senders(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert found == {"core/notices/backends.py", "core/notices/letter.py"}
