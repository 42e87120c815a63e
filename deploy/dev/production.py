"""`up --once --production`: the demo in the production profile, on this machine alone.

PostgreSQL, Valkey, S3 and SMTP from the wheels; `web`, two `live` for judges and one for
spectators, a `worker`, and a proxy that speaks TLS in front of them. The settings are those of a
real installation, without an exception.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from . import setup
from .children import Children, MemoryWatch
from .console import Refusal, Steps, say
from .need import require_node
from .paths import DEMO_EDITION, MANAGE, PYTHON, ROOT, VAR, child_env
from .serve import READY_SECONDS, UVICORN, await_health, choose_port, play

SETTINGS: Final = "config.settings.production"
# Two names of this machine: what comes from the store is another site than ours.
SITE, STORE = "localhost", "127.0.0.1"
WEB: Final = (
    "-m",
    "granian",
    "--interface",
    "wsgi",
    "config.wsgi:application",
    "--host",
    "127.0.0.1",
    "--http",
    "1",
    "--no-ws",
    "--blocking-threads",
    "8",
)
_LIVES: Final = 2


@dataclass(frozen=True)
class Ports:
    """Where each process listens on loopback."""

    site: int
    files: int
    web: int
    live: tuple[int, ...]
    spectators: int

    @classmethod
    def choose(cls, asked: int | None) -> Ports:
        """Ports that are free now; the site's as asked for."""
        files, web, spectators, *live = _free_ports(3 + _LIVES)
        return cls(choose_port(asked), files, web, tuple(live), spectators)

    @property
    def url(self) -> str:
        """The site's address."""
        return f"https://{SITE}:{self.site}"


def once(*, port: int | None) -> int:
    """Play the demo final; 0 only if every step held and every server was used."""
    steps, var = Steps(), VAR / "production"
    ports = Ports.choose(port)
    with MemoryWatch() as memory:
        try:
            require_node()
            setup.prepare_python(steps, dev=True)
            setup.prepare_client(steps)
            shutil.rmtree(var, ignore_errors=True)
            with Children() as children:
                _rehearse(children, ports, var, steps)
        except KeyboardInterrupt:
            raise Refusal("Stopped before the end.", code=130) from None
        finally:
            sys.stdout.flush()
            say("\n".join(["", "wall time", *steps.table(), memory.report()]))
    return 0


def _rehearse(children: Children, ports: Ports, var: Path, steps: Steps) -> None:
    logs, trust = var / "logs", var / "tls" / "ca.pem"
    with steps.step("PostgreSQL, Valkey, S3, SMTP"):
        facts = _start_servers(children, var)
    env = environment(facts, ports, var)
    with steps.step("migrations, CORS, demo contest"):
        for words in (
            ["check", "--deploy", "--fail-level", "WARNING"],
            ["migrate", "--no-input", "-v", "0"],
            ["files_cors"],
            ["load_edition", str(DEMO_EDITION)],
        ):
            setup.run([PYTHON, MANAGE, *words], f"manage.py {words[0]}", env=env)
    with steps.step("web, live, worker, proxy"):
        start_processes(children, ports, var, env)
        await_health(ports.url, children, logs, trust=trust)
    _show([MANAGE, "servers"], env)
    for act in ("prepare", "final"):
        play(act, url=ports.url, var=var, steps=steps, trust=trust)
    children.require_alive(logs)
    _show(["-m", "tests.servers.rack", str(var), "--used"], env)


def environment(facts: dict[str, str], ports: Ports, var: Path) -> dict[str, str]:
    """Every variable that the production settings ask for."""
    return child_env(
        var=var,
        settings=SETTINGS,
        SITE_URL=ports.url,
        ALLOWED_HOSTS=SITE,
        TRUSTED_PROXIES="1",
        FILES_ORIGIN=f"https://{STORE}:{ports.files}",
        **facts,
    )


def _start_servers(children: Children, var: Path) -> dict[str, str]:
    """Start the wheels' servers and return the variables that name them."""
    told = var / "servers.json"
    rack: list[str | Path] = [PYTHON, "-m", "tests.servers.rack", var]
    children.start("servers", rack, env=dict(os.environ), log=var / "logs" / "servers.log")
    until = time.monotonic() + READY_SECONDS
    while not told.is_file():
        children.require_alive(var / "logs")
        if time.monotonic() > until:
            raise Refusal(f"The servers did not come up; see {var / 'logs' / 'servers'}.log")
        time.sleep(0.1)
    facts: dict[str, str] = json.loads(told.read_text(encoding="utf-8"))
    return facts


def start_processes(children: Children, ports: Ports, var: Path, env: dict[str, str]) -> None:
    """`web`, each `live` with its role, `worker`, and the proxy with its certificate."""
    tls, logs = var / "tls", var / "logs"
    setup.run(
        [PYTHON, "-m", "deploy.dev.authority", tls, SITE, STORE], "Making a certificate", env=env
    )
    commands: dict[str, Sequence[str | Path]] = {
        "web": [*WEB, "--port", str(ports.web)],
        "worker": [MANAGE, "worker"],
        "proxy": _proxy(ports, tls, env["FILES_URL"]),
    }
    for number, port in enumerate(ports.live, start=1):
        commands[f"live-{number}"] = [*UVICORN, "--port", str(port)]
    commands["spectators"] = [*UVICORN, "--port", str(ports.spectators)]
    for name, words in commands.items():
        command: list[str | Path] = [PYTHON, *words]
        role = {"LIVE_ROLE": "spectators" if name == "spectators" else "judges"}
        children.start(name, command, env=env | role, log=logs / f"{name}.log")


def _proxy(ports: Ports, tls: Path, files_url: str) -> list[str | Path]:
    store = files_url.rpartition("@")[2].partition("/")[0].rpartition(":")[2]
    words: list[str | Path] = ["-m", "deploy.dev.proxy"]
    words += ["--cert", tls / "server.pem", "--key", tls / "server.key"]
    words += ["--port", str(ports.site), "--web", str(ports.web)]
    words += ["--live", *map(str, ports.live), "--spectators", str(ports.spectators)]
    return [*words, "--files-port", str(ports.files), "--files", store]


def _show(words: Sequence[str | Path], env: dict[str, str]) -> None:
    """Run a command whose words are part of the summary."""
    command = [str(part) for part in (PYTHON, *words)]
    if subprocess.run(command, cwd=ROOT, env=env, check=False).returncode:
        raise Refusal(f"{words[-1]}: a server of the production profile was not used; see above.")


def _free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now, all different."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()
