"""A server with the small edition on it, and the demo's players beside the browser."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from demo.players.client import Client
from demo.players.console import Console
from demo.players.factor import App
from tests.servers.app import ROOT, AppServer
from tests.system.browser.edition import document_write, edition_document

QUICK = "tests.system.browser.quick_app:application"
SHELLS = ("app.html", "judge.html", "screen.html")


def client_unbuilt() -> str | None:
    """What to say where the web client has not been built, or None."""
    missing = [name for name in SHELLS if not (ROOT / "frontend" / "dist" / name).is_file()]
    if not missing:
        return None
    return f"the web client is not built ({', '.join(missing)}): run npm run build in frontend/"


class Hall:
    """The server, its outbox, and a thread with a loop for the players' coroutines.

    Playwright keeps this thread's loop for itself, so players run in another.
    """

    def __init__(
        self,
        server: AppServer,
        *,
        document: dict[str, Any] | None = None,
        trust: Path | None = None,
    ) -> None:
        self.server = server
        self.url = server.url
        self.document = document or edition_document()
        self.trust = trust
        self.slug = str(self.document["edition"]["id"])
        self._loop = asyncio.new_event_loop()
        self.apps: dict[str, App] = {}
        self._clients: list[Client] = []
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    @property
    def outbox(self) -> Path:
        """Where mail lands."""
        return self.server.var_dir / "outbox"

    def play(self, part: Coroutine[Any, Any, Any], seconds: float = 60) -> Any:
        """Run a player's part to its end."""
        return asyncio.run_coroutine_threadsafe(part, self._loop).result(seconds)

    def client(self) -> Client:
        """A browserless client of a player."""
        client = self.play(self._client())
        self._clients.append(client)
        return client

    async def _client(self) -> Client:
        return Client(self.server.url, self.outbox, self.trust)

    def email(self, role: str) -> str:
        """The address of a member of staff."""
        return str(next(row["email"] for row in self.document["staff"] if row["role"] == role))

    def staff(self, role: str) -> Console:
        """A member of staff signed in without a browser."""
        client = self.client()
        client.app = self.apps.get(role)
        self.play(client.sign_in(self.email(role)))
        return Console(client)

    def app(self, role: str) -> App:
        """The authenticator app of a member of staff, set up on first use."""
        if role not in self.apps:
            self.apps[role] = self.play(self.staff(role).client.enroll())
        return self.apps[role]

    def close(self) -> None:
        """End the players."""
        for client in self._clients:
            self.play(client.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()


@contextmanager
def hall_open(*, database_url: str, folder: Path, tempo: float) -> Iterator[Hall]:
    """Load the edition into an empty database and serve it."""
    folder.mkdir(parents=True, exist_ok=True)
    server = AppServer(
        database_url=database_url, var_dir=folder / "var", app=QUICK, YISAI_TEMPO=str(tempo)
    )
    edition_load(document_write(folder / "edition.yaml"), database_url, server.var_dir)
    with server:
        hall = Hall(server)
        try:
            yield hall
        finally:
            hall.close()


def edition_load(document: Path, database_url: str, var: Path) -> None:
    """`manage.py load_edition` into an empty database."""
    environment = {
        "DATABASE_URL": database_url,
        "VAR_DIR": str(var),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "load_edition", str(document)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
