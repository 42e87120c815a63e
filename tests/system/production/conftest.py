"""The production profile as it is run: real servers, and each process of ours apart."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo.players.client import Client
from deploy.dev.children import Children
from deploy.dev.production import Ports, environment, start_processes
from deploy.dev.serve import await_health
from tests.production import run
from tests.realservers import missing
from tests.servers.postgres import ServerMissing
from tests.servers.rack import Rack


@dataclass(frozen=True)
class House:
    """The running profile: its ports, and the environment of each of its processes."""

    ports: Ports
    env: dict[str, str]
    var: Path

    @property
    def trust(self) -> Path:
        """The authority that signed the proxy's certificate."""
        return self.var / "tls" / "ca.pem"

    def browser(self) -> Client:
        """A browser of somebody's own, in front of the proxy."""
        return Client(self.ports.url, self.var / "outbox", self.trust)


@pytest.fixture(scope="session")
def rack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rack]:
    """The real servers."""
    with ExitStack() as stack:
        try:
            servers = stack.enter_context(Rack(tmp_path_factory.mktemp("production")))
        except ServerMissing as reason:
            missing(str(reason))
        yield servers


@pytest.fixture(scope="session")
def house(rack: Rack) -> Iterator[House]:
    """Every process on the real servers, migrated, with no contest in it."""
    before = {
        each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    ports, var = Ports.choose(None), rack.folder
    env = environment(rack.env, ports, var)
    try:
        done = run("manage.py", "migrate", "--no-input", "-v", "0", env=env)
        assert done.returncode == 0, done.stderr
        with Children() as children:
            start_processes(children, ports, var, env)
            await_health(ports.url, children, var / "logs", trust=var / "tls" / "ca.pem")
            yield House(ports, env, var)
            children.require_alive(var / "logs")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
