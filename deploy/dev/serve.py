"""`up`: the server and its worker on loopback; with `--once` the demo final in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import setup
from .children import Children, MemoryWatch
from .console import Refusal, Steps, say
from .need import require_node
from .paths import MANAGE, PYTHON, ROOT, VAR, child_env
from .stamps import Stamp, digest, files_under

DEFAULT_PORT = 8000
READY_SECONDS = 60.0
UVICORN = (
    "-m",
    "uvicorn",
    "config.asgi:application",
    "--http",
    "httptools",
    "--loop",
    "uvloop",
    "--ws",
    "websockets-sansio",
    "--ws-per-message-deflate",
    "false",
    "--ws-max-size",
    "65536",
    "--lifespan",
    "off",
    "--host",
    "127.0.0.1",
    "--no-access-log",
    # X-Forwarded-… counts by TRUSTED_PROXIES and nothing else.
    "--no-proxy-headers",
    # A stream of a spectator never ends by itself: at the end it is cut, and comes back elsewhere.
    "--timeout-graceful-shutdown",
    "3",
)


def port_is_free(port: int, address: str = "127.0.0.1") -> bool:
    """Tell whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
        return True


def choose_port(asked: int | None) -> int:
    """Return the port to serve on; a port that was asked for is never changed silently."""
    if asked is not None:
        if not port_is_free(asked):
            raise Refusal(
                f"Port {asked} is taken by another program. Free it, or name another "
                "one with --port, or leave --port out."
            )
        return asked
    for port in range(DEFAULT_PORT, DEFAULT_PORT + 50):
        if port_is_free(port):
            if port != DEFAULT_PORT:
                say(f"Port {DEFAULT_PORT} is taken; using {port} instead.")
            return port
    raise Refusal(
        f"No port from {DEFAULT_PORT} to {DEFAULT_PORT + 49} is free; name one with --port."
    )


@contextmanager
def serving(*, port: int, var: Path, steps: Steps) -> Iterator[Children]:
    """Run the server and the job worker; both are ended on the way out."""
    url = f"http://127.0.0.1:{port}"
    env = child_env(var=var, SITE_URL=url)
    logs = var / "logs"
    with Children() as children:
        with steps.step("server"):
            children.start(
                "server", [PYTHON, *UVICORN, "--port", str(port)], env=env, log=logs / "server.log"
            )
            children.start("worker", [PYTHON, MANAGE, "worker"], env=env, log=logs / "worker.log")
            await_health(url, children, logs)
        yield children


def await_health(url: str, children: Children, logs: Path, *, trust: Path | None = None) -> None:
    """Return once our own /healthz answers 200; `trust` is the authority behind an https one."""
    until = time.monotonic() + READY_SECONDS
    tls = ssl.create_default_context(cafile=str(trust)) if trust else None
    opener = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=tls)
    )
    while time.monotonic() < until:
        children.require_alive(logs)
        try:
            with opener.open(f"{url}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise Refusal(
        f"The server did not answer at {url}/healthz within {READY_SECONDS:.0f} s; "
        f"see {logs / 'server'}.log"
    )


def play(act: str, *, url: str, var: Path, steps: Steps, trust: Path | None = None) -> None:
    """Let the demo's players act through the public doors; their words pass through."""
    trusting = ["--trust", str(trust)] if trust else []
    with steps.step(f"demo: {act}"):
        done = subprocess.run(
            [str(PYTHON), "-m", "demo.play", act, "--url", url, "--var", str(var), *trusting],
            cwd=ROOT,
            env=child_env(var=var),
            check=False,
        )
    if done.returncode:
        raise Refusal(
            f"The demo step '{act}' ended with exit code {done.returncode}; "
            f"the servers' words are in {var / 'logs'}"
        )


def up(*, port: int | None) -> int:
    """Set up, serve the demo contest and stay until Ctrl-C."""
    steps = Steps()
    chosen = choose_port(port)
    prepare(steps, var=VAR)
    url = f"http://127.0.0.1:{chosen}"
    prepared = Stamp(
        "prepared", digest(files_under(ROOT / "demo", suffix=".py")), folder=VAR / ".stamps"
    )
    with serving(port=chosen, var=VAR, steps=steps) as children:
        if not prepared.path.exists():
            play("prepare", url=url, var=VAR, steps=steps)
            prepared.press()
        announce(url, VAR)
        try:
            while True:
                time.sleep(1)
                children.require_alive(VAR / "logs")
        except KeyboardInterrupt:
            say("\nStopping.")
    return 0


def announce(url: str, var: Path) -> None:
    """Print where to go and, where the players left them, the demo's logins."""
    say()
    print(f"Yisai 以赛 is running at {url}/   (Ctrl-C stops it)")
    logins = var / "logins.txt"
    if logins.is_file():
        print(logins.read_text(encoding="utf-8").rstrip())
    print(f"Mail is not sent; it lands in {var / 'outbox'}", flush=True)


def prepare(steps: Steps, *, var: Path) -> None:
    """Bring packages, client, database and demo contest up to date."""
    require_node()
    setup.prepare_python(steps)
    setup.prepare_client(steps)
    var.mkdir(parents=True, exist_ok=True)
    setup.migrate(steps, var=var)
    setup.load_demo(steps, var=var)


def once(*, port: int | None) -> int:
    """Play the demo final on a throw-away database; 0 only if every step held."""
    for name in ("DATABASE_URL", "FILES_URL", "BUS_URL", "CACHE_URL"):
        os.environ.pop(name, None)  # a rehearsal never touches real data
    steps = Steps()
    chosen = choose_port(port)
    url, var = f"http://127.0.0.1:{chosen}", VAR / "once"
    shutil.rmtree(var, ignore_errors=True)
    with MemoryWatch() as memory:
        try:
            prepare(steps, var=var)
            with serving(port=chosen, var=var, steps=steps) as children:
                play("prepare", url=url, var=var, steps=steps)
                play("final", url=url, var=var, steps=steps)
                children.require_alive(var / "logs")
        except KeyboardInterrupt:
            raise Refusal("Stopped before the end.", code=130) from None
        finally:
            sys.stdout.flush()
            say("\n".join(["", "wall time", *steps.table(), memory.report()]))
    return 0
