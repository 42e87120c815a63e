"""The mail server of the tests takes, refuses, hangs and breaks off, and knows what it took."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage

import pytest

from tests.servers.smtp import Smtp


def letter(name: str = "a-1") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "noreply@example.test", "lin@example.test"
    message["Subject"], message["Message-ID"] = "你好", f"<{name}@example.test>"
    message.set_content("今天 9:00")
    return message


def send(server: Smtp, message: EmailMessage, seconds: float = 5) -> None:
    with smtplib.SMTP("127.0.0.1", server.port, timeout=seconds) as client:
        client.send_message(message)


def test_it_keeps_what_it_took_and_a_file_of_each(tmp_path):
    with Smtp(tmp_path / "outbox") as server:
        for name in ("a-1", "a-2", "a-1"):
            send(server, letter(name))
        said = [(m["Message-ID"], m["Subject"], m.get_content().strip()) for m in server.taken]
        assert said[0] == ("<a-1@example.test>", "你好", "今天 9:00")
        assert [each[0][1:4] for each in said] == ["a-1", "a-2", "a-1"]
        files = sorted(path.name for path in (tmp_path / "outbox").iterdir())
        assert files == ["a-1.eml", "a-2.eml"]
        nameless = letter()
        del nameless["Message-ID"]
        with pytest.raises(smtplib.SMTPDataError, match="550"):
            send(server, nameless)
    with pytest.raises(ConnectionRefusedError):
        send(server, letter())


def test_what_it_refuses_is_not_taken(smtp_server):
    smtp_server.refuse("452 4.2.2 mailbox full")
    with pytest.raises(smtplib.SMTPDataError, match="452"):
        send(smtp_server, letter())
    smtp_server.hang()
    with pytest.raises((TimeoutError, smtplib.SMTPServerDisconnected)):
        send(smtp_server, letter(), seconds=0.3)
    assert (smtp_server.taken, smtp_server.tried) == ([], 2)
    smtp_server.accept()
    send(smtp_server, letter())
    assert len(smtp_server.taken) == 1


def test_a_broken_connection_does_not_say_that_it_was_taken(smtp_server):
    smtp_server.break_off()
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionResetError)):
        send(smtp_server, letter())
    assert len(smtp_server.taken) == 1


def test_it_comes_back_at_its_address(smtp_server):
    smtp_server.stop()
    with pytest.raises(ConnectionRefusedError):
        send(smtp_server, letter())
    smtp_server.start()
    send(smtp_server, letter())
    assert len(smtp_server.taken) == 1
