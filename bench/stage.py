"""The stage of the live benches: a seeded final, copies of it, servers that end with the bench.

Databases keep what they acknowledge: SQLite as the product opens it, PostgreSQL with all its
defaults, and both are asked before anything is measured (`Forgetful` otherwise).
"""

import asyncio
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, TypeVar

from bench.socket_client import Socket, connect

if TYPE_CHECKING:
    from tests.servers.app import AppServer
    from tests.servers.postgres import Postgres

ROOT = Path(__file__).resolve().parents[1]
LIVE = "/ws/v1/live"
T = TypeVar("T")


class Forgetful(Exception):
    """The database would not keep what it acknowledges; nothing is measured on it."""


@dataclass(frozen=True)
class Judge:
    """One judge as a client knows her."""

    person: int
    cookie: str
    device: str
    sheets: tuple[str, ...]
    criteria: dict[str, str]


@dataclass(frozen=True)
class World:
    """A running round with its people."""

    room: str
    judges: tuple[Judge, ...]
    consoles: tuple[str, ...] = ()
    emcees: tuple[str, ...] = ()
    on_air: str = ""


def world_of(told: dict[str, Any]) -> World:
    """The world as `bench.stage_build` tells it."""
    judges = tuple(Judge(**{**each, "sheets": tuple(each["sheets"])}) for each in told["judges"])
    people = tuple(told["consoles"]), tuple(told["emcees"])
    return World(told["room"], judges, *people, told.get("on_air", ""))


@dataclass
class Typist:
    """Types marks as one judge's tablet does: operations rise by one, marks are half steps."""

    judge: Judge
    chance: random.Random = field(default_factory=random.Random)
    _seq: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def op(self) -> dict[str, Any]:
        """The next mark, anywhere on the judge's sheets."""
        criterion, most = self.chance.choice(list(self.judge.criteria.items()))
        halves = self.chance.randint(0, int(most) * 2)
        return {
            "v": 1,
            "op_id": str(uuid.UUID(int=self.chance.getrandbits(128), version=4)),
            "device": self.judge.device,
            "client_seq": next(self._seq),
            "sheet": self.chance.choice(self.judge.sheets),
            "criterion": criterion,
            "value": f"{halves // 2}.{5 * (halves % 2)}",
            "base_rev": 0,
            "device_time": "2026-11-25T08:00:00.000000Z",
        }

    def frame(self, many: int = 1) -> bytes:
        """A frame of `ops` with so many operations."""
        import orjson

        return orjson.dumps(
            {"t": "ops", "id": "b", "body": {"ops": [self.op() for _ in range(many)]}}
        )


class Stage:
    """Where a bench plays: `database()` gives a copy of the final, `serve()` a server on one."""

    def __init__(self, folder: Path, kind: str, stack: ExitStack) -> None:
        self.folder, self.kind, self._stack = folder, kind, stack
        self._copies = itertools.count(1)
        self._cluster: Postgres | None = None
        self.world = World("", ())
        if kind == "pg":
            from tests.servers import postgres

            self._cluster = stack.enter_context(postgres.Postgres("durable"))
            self.template = self._cluster.create_database("final")
        else:
            self.template = f"sqlite:///{folder / 'final.sqlite3'}"

    def build(self, *sizes: int) -> None:
        """Migrate and fill the template in a process of its own."""
        env = {**os.environ, **self.env(self.template)}
        words = [sys.executable, "-m", "bench.stage_build", *(str(size) for size in sizes)]
        done = subprocess.run(
            words, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True
        )
        import orjson

        self.world = world_of(orjson.loads(done.stdout.splitlines()[-1]))

    def env(self, url: str) -> dict[str, str]:
        """What a process of ours needs to know."""
        settings = "bench.baselines.settings"
        return {
            "DATABASE_URL": url,
            "VAR_DIR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": settings,
        }

    def database(self) -> str:
        """The URL of a new copy of the final."""
        name = f"copy{next(self._copies)}"
        if self._cluster is not None:
            url = self._cluster.create_database(name, template="final")
        else:
            shutil.copyfile(self.folder / "final.sqlite3", self.folder / f"{name}.sqlite3")
            url = f"sqlite:///{self.folder / name}.sqlite3"
        require_durable(url)
        return url

    def serve(self, app: str, url: str, **env: str) -> "AppServer":
        """A started server that ends with the stage at the latest."""
        from tests.servers.app import AppServer

        place = self.folder / f"server{next(self._copies)}"
        (place / "keys").mkdir(parents=True)
        for key in (self.folder / "keys").iterdir():
            shutil.copy(key, place / "keys")
        own: dict[str, Any] = {"settings": "bench.baselines.settings", "app": app, **env}
        return self._stack.enter_context(AppServer(database_url=url, var_dir=place, **own))


def require_durable(url: str) -> None:
    """Raises Forgetful where a power cut could take back what the database acknowledged.

    SQLite's `synchronous` belongs to each connection: the product's own check asks for it at its
    start, and the bare application opens its connection with FULL.
    """
    if url.startswith("sqlite"):
        return
    import psycopg

    with closing(psycopg.connect(url)) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            found = connection.execute(f"SHOW {name}").fetchone()
            if found is None or found[0] != "on":
                raise Forgetful(f"{name} = {found and found[0]}")


@contextmanager
def stage(kind: str) -> Iterator[Stage]:
    """A stage on `sqlite` or durable `pg`; all that it started ends with it."""
    with (
        ExitStack() as stack,
        tempfile.TemporaryDirectory(prefix="yb-", ignore_cleanup_errors=True) as name,
        ending_in_order(),
    ):
        try:
            yield Stage(Path(name), kind, stack)
        finally:
            stack.close()


@contextmanager
def ending_in_order() -> Iterator[None]:
    """SIGTERM ends the bench as Ctrl-C does, its servers with it."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit(143)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run the client's side in the fast loop."""
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)


async def sockets(port: int, cookies: Sequence[str], path: str = LIVE) -> list[Socket]:
    """An open socket for each cookie, a few at a time."""
    gate = asyncio.Semaphore(16)

    async def one(cookie: str) -> Socket:
        async with gate:
            return await connect(port, path, cookie)

    return list(await asyncio.gather(*(one(cookie) for cookie in cookies)))
