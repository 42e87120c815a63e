"""A real SMTP server on loopback: keeps what it took; refuses, hangs or breaks off when told."""

from __future__ import annotations

import asyncio
import email
import email.policy
import re
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final, Literal, Self

from .ports import free_port
from .postgres import ServerMissing

Harm = Literal["", "refuse", "break", "hang"]
_ID: Final = re.compile(r"[0-9A-Za-z-]+")


class Smtp:
    """One server in a thread of this process, at the same address each time it is started.

    `taken` holds every message in order, one that was sent twice twice. In `outbox` it is a file
    named after its Message-ID, so that sent twice it is one.
    """

    def __init__(self, outbox: Path | None = None) -> None:
        self.port = free_port()
        self.taken: list[EmailMessage] = []
        self.tried = 0
        self._outbox = outbox
        self._harm: Harm = ""
        self._reply = ""
        self._controller: Any = None

    def __enter__(self) -> Self:
        if self._outbox is not None:
            self._outbox.mkdir(parents=True, exist_ok=True)
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start and wait until it answers; raise ServerMissing where it is not installed."""
        try:
            from aiosmtpd.controller import Controller
        except ImportError as error:
            raise ServerMissing("the package aiosmtpd is not installed") from error
        controller = Controller(self, hostname="127.0.0.1", port=self.port, ready_timeout=30)
        controller.start()
        self._controller = controller

    def stop(self) -> None:
        """Refuse connections from now on; harmless where it does not run."""
        controller, self._controller = self._controller, None
        if controller is not None:
            controller.stop()

    def refuse(self, reply: str = "451 4.3.0 try again later") -> None:
        """Take no message and say this instead."""
        self._harm, self._reply = "refuse", reply

    def break_off(self) -> None:
        """Take the message, then break the connection instead of saying so."""
        self._harm = "break"

    def hang(self) -> None:
        """Say nothing to a message, for as long as the sender waits."""
        self._harm = "hang"

    def accept(self) -> None:
        """Take messages again."""
        self._harm = ""

    def forget(self) -> None:
        """As new: nothing was taken, everything is accepted, it runs."""
        self.accept()
        self.taken.clear()
        self.tried = 0
        if self._controller is None:
            self.start()

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Called for each message; what it returns is what the sender hears."""
        self.tried += 1
        if self._harm == "refuse":
            return self._reply
        if self._harm == "hang":
            await asyncio.sleep(3600)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        found = _ID.match(str(message["Message-ID"] or "").strip("<> "))
        if not found:
            return "550 a message without an identity"
        self._keep(message, envelope.content, found[0])
        if self._harm == "break":
            server.transport.abort()
        return "250 kept"

    def _keep(self, message: EmailMessage, content: bytes, name: str) -> None:
        self.taken.append(message)
        if self._outbox is not None:
            draft = self._outbox / f".{name}.part"
            draft.write_bytes(content)
            draft.replace(self._outbox / f"{name}.eml")
