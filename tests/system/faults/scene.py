"""What a storm needs: servers, database, bus, line, tablets and viewers, all real."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import uuid
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.servers.postgres import Postgres
from tests.servers.relay import Relay
from tests.servers.valkey import Valkey
from tests.system.faults.disk import Disk
from tests.system.faults.server import MUTANT, PRODUCT, Server

if TYPE_CHECKING:
    from tests.system.faults.devices import Device
    from tests.system.faults.seed import Seeded

JUDGES, ENTRIES, ORGANIZERS = 8, 5, 20
DISK_MB = {"sqlite": 64, "pg": 512}


@dataclass
class Scene:
    """On SQLite one server; on PostgreSQL two with a bus between, the second one for viewers."""

    home: Path
    url: str
    server: Server
    line: Relay
    second: Server | None = None
    cluster: Postgres | None = None
    valkey: Valkey | None = None
    disk: Disk | None = None
    devices: list[Device] = field(default_factory=list)
    consoles: list[str] = field(default_factory=list)
    room: str = ""

    @property
    def watched(self) -> Server:
        """The server that viewers look at."""
        return self.second or self.server


def scene_build(
    stack: ExitStack, *, database: str, disk: bool, mutant: str | None, template: str | None
) -> Scene:
    """Start what may break and migrate or copy the database; servers are started by the caller."""
    home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yk-")))
    home.chmod(0o755)  # PostgreSQL's user looks for its folder below
    own_disk = Disk(home / "disk", DISK_MB[database]) if disk else None
    if own_disk is not None:
        stack.callback(own_disk.close)
        tempfile.tempdir = str(own_disk.path)
    place = own_disk.path if own_disk else home
    cluster = valkey = second = None
    env: dict[str, Any] = {"SECRET_KEY_FILE": str(home / "keys" / "secret.key")}
    if database == "pg":
        cluster = stack.enter_context(Postgres("durable"))
        valkey = stack.enter_context(Valkey())
        env["BUS_URL"] = f"{valkey.url}/0"
    url = cluster.create_database("storm") if cluster else f"sqlite:///{place}/storm.sqlite3"
    if template and cluster is None:
        shutil.copyfile(template, place / "storm.sqlite3")
    if mutant:
        env["YISAI_MUTANT"] = mutant
    app = MUTANT if mutant else PRODUCT
    server = Server(app=app, database_url=url, var_dir=home / "first", **env)
    if cluster is not None:
        second = Server(app=app, database_url=url, var_dir=home / "second", **env)
    line = Relay(server.port)
    return Scene(home, url, server, line, second, cluster, valkey, own_disk)


def django_begin(scene: Scene) -> None:
    """This process works on the storm's database, whose keys the servers share."""
    os.environ |= {
        "DATABASE_URL": scene.url,
        "VAR_DIR": str(scene.home),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    os.environ.pop("YISAI_MUTANT", None)
    os.environ.pop("BUS_URL", None)
    import django

    django.setup()


def people_enter(scene: Scene, operations: int, chance: random.Random) -> None:
    """Migrate, seed a running round, and type everything beforehand."""
    from django.core.management import call_command
    from django.db import connection

    from core.models import Role
    from tests.system.faults import seed as seeds
    from tests.system.faults.devices import Device

    call_command("migrate", verbosity=0)
    final = seeds.seed(judges=JUDGES, entries=ENTRIES)
    scene.room = str(final.room.uid)
    for number in range(ORGANIZERS):
        who = seeds.person(f"organizer {number}")
        seeds.member(who, final.edition, Role.ORGANIZER)
        scene.consoles.append(seeds.session_cookie(seeds.account(who)))
    for number, judge in enumerate(final.judges):
        share = operations // JUDGES + (number < operations % JUDGES)
        typed = _typing(final, number, share, chance)
        cookie = seeds.session_cookie(judge.account)
        own = random.Random(chance.random())
        scene.devices.append(Device(scene.line.url, cookie, typed, own, lambda: None))
    connection.close()


def _typing(final: Seeded, number: int, count: int, chance: random.Random) -> list[Any]:
    """What one judge types: marks anywhere on the sheets, most cells several times."""
    from tests.system.faults.devices import Typed
    from tests.system.faults.seed import CRITERIA

    typed = []
    for seq in range(1, count + 1):
        criterion, most = chance.choice(list(CRITERIA.items()))
        halves = chance.randint(0, int(most) * 2)
        typed.append(
            Typed(
                {
                    "v": 1,
                    "op_id": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
                    "device": str(final.judges[number].device.uid),
                    "client_seq": seq,
                    "sheet": str(chance.choice(final.sheets[number]).uid),
                    "criterion": criterion,
                    "value": f"{halves // 2}.{5 * (halves % 2)}",
                    "base_rev": 0,
                    "device_time": "2026-11-25T08:00:00.000000Z",
                }
            )
        )
    return typed
