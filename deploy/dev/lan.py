"""`up --lan [NAME]`: the hall's network, by https, with a plain door that helps devices to it."""

from __future__ import annotations

import hashlib
import ipaddress
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from . import setup
from .addresses import own_addresses
from .children import Children
from .console import Refusal, Steps, say
from .paths import MANAGE, PYTHON, ROOT, VAR, child_env
from .serve import UVICORN, await_health, play, port_is_free, prepare
from .stamps import Stamp, digest, files_under

DEFAULT_PORT: Final = 8443
PLAIN_PORT: Final = 8080
PLAIN: Final = ("-m", "uvicorn", "config.plain:application", "--lifespan", "off", "--no-access-log")


@dataclass(frozen=True)
class Door:
    """Where the hall finds us: `name` as devices write it, `address` as this machine listens."""

    name: str
    address: str
    port: int
    plain: int

    @property
    def url(self) -> str:
        """The address for devices."""
        return f"https://{_bracketed(self.name)}:{self.port}"

    def reached(self, authority: Path | None) -> str:
        """Where this machine's players go: a customer's certificate speaks for the name only."""
        here = f"https://{_bracketed(self.address)}:{self.port}"
        return here if authority else self.url

    @property
    def names(self) -> list[str]:
        """What the certificate speaks for."""
        return list(dict.fromkeys([self.name, self.address]))


def up(
    *,
    name: str,
    address: str | None,
    port: int | None,
    own: tuple[Path, Path] | None,
    basic: bool = True,
) -> int:
    """Set up, serve the demo contest to the hall, and stay until Ctrl-C."""
    steps = Steps()
    door = choose_door(name, address, port)
    prepare(steps, var=VAR)
    certificate, key, authority = certificate_for(door, own, VAR / "keys" / "lan")
    prepared = Stamp(
        "prepared",
        digest(files_under(MANAGE.parent / "demo", suffix=".py")),
        folder=VAR / ".stamps",
    )
    with serving(door, certificate, key, authority, var=VAR, steps=steps, basic=basic) as children:
        if not prepared.path.exists():
            play("prepare", url=door.reached(authority), var=VAR, steps=steps, trust=authority)
            prepared.press()
        announce(door, authority, basic=basic)
        try:
            while True:
                time.sleep(1)
                children.require_alive(VAR / "logs")
        except KeyboardInterrupt:
            say("\nStopping.")
    return 0


def choose_door(name: str, address: str | None, port: int | None) -> Door:
    """Name and address of this machine in the hall; what was asked for is never changed."""
    listening = address or _address_of(name) if name else own_address()
    name = name or listening
    asked = DEFAULT_PORT if port is None else port
    if not port_is_free(asked, listening):
        raise Refusal(f"Port {asked} of {listening} is taken; name another one with --port.")
    plain = next(
        (p for p in range(PLAIN_PORT, PLAIN_PORT + 50) if port_is_free(p, listening)), None
    )
    if plain is None:
        raise Refusal(f"No port from {PLAIN_PORT} on is free for the install page.")
    return Door(name, listening, asked, plain)


def own_address() -> str:
    """This machine's address in its network; says which others there are to choose from."""
    found = own_addresses()
    if not found:
        raise Refusal(
            "This machine is in no network. Join the hall's one, or name an address: "
            "--lan 192.168.1.10"
        )
    if found[1:]:
        say(
            f"This machine has the addresses {', '.join(found)}; the first one is served. "
            "If the tablets are in another network, name its address: --lan ADDRESS"
        )
    return found[0]


def _address_of(name: str) -> str:
    """Where this machine listens for a name. Refused where the name leads elsewhere."""
    try:
        found = {str(each[4][0]) for each in socket.getaddrinfo(name, None, socket.AF_INET)}
    except OSError as error:
        raise Refusal(
            f"This machine does not know the name {name}. If the tablets do, say where to "
            f"listen: --lan {name} --address 192.168.1.10"
        ) from error
    own = sorted(each for each in found if _is_ours(each))
    if not own:
        raise Refusal(f"{name} leads to {', '.join(sorted(found))}, which is not this machine.")
    return own[0]


def _is_ours(address: str) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
        return True


def certificate_for(
    door: Door, own: tuple[Path, Path] | None, folder: Path
) -> tuple[Path, Path, Path | None]:
    """Certificate, key, and the root that devices have to install; None for one of the customer's.

    Raises Refusal with everything that is wrong with the customer's own.
    """
    if own is not None:
        check: list[str | Path] = [PYTHON, "-m", "deploy.dev.certificates", *own, door.name]
        done = subprocess.run(check, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Refusal(done.stdout.strip() or done.stderr.strip())
        return (*own, None)
    setup.run(
        [PYTHON, "-m", "deploy.dev.authority", folder, *door.names],
        "Making a certificate",
        env=child_env(),
    )
    return folder / "server.pem", folder / "server.key", folder / "ca.pem"


@contextmanager
def serving(
    door: Door,
    certificate: Path,
    key: Path,
    authority: Path | None,
    *,
    var: Path,
    steps: Steps,
    basic: bool = True,
) -> Iterator[Children]:
    """Server, worker and plain door; all are ended on the way out.

    `basic`: whether judges may score at the plain door, on the basic card.
    """
    env = child_env(
        var=var,
        SITE_URL=door.url,
        ALLOWED_HOSTS=",".join([*map(_bracketed, door.names), "127.0.0.1", "localhost"]),
        LAN_CA_FILE=str(authority or ""),
    )
    logs = var / "logs"
    tls: list[str | Path] = ["--ssl-certfile", certificate, "--ssl-keyfile", key]
    # The last --host counts.
    server: list[str | Path] = [PYTHON, *UVICORN, *tls, "--port", str(door.port)]
    plain: list[str | Path] = [PYTHON, *PLAIN, "--port", str(door.plain)]
    with Children() as children:
        with steps.step("server"):
            children.start(
                "server", [*server, "--host", door.address], env=env, log=logs / "server.log"
            )
            children.start("worker", [PYTHON, MANAGE, "worker"], env=env, log=logs / "worker.log")
            children.start(
                "plain",
                [*plain, "--host", door.address],
                env=env
                | {"DJANGO_SETTINGS_MODULE": "config.settings.plain", "PLAIN_BASIC": str(basic)},
                log=logs / "plain.log",
            )
            await_health(door.reached(authority), children, logs, trust=authority)
        yield children


def announce(door: Door, authority: Path | None, *, basic: bool = True) -> None:
    """Where devices go, and what they need first."""
    say()
    print(f"Yisai 以赛 is running at {door.url}/   (Ctrl-C stops it)")
    plain = f"http://{_bracketed(door.name)}:{door.plain}"
    if authority is not None:
        print(f"New devices first: {plain}/install   安装证书   (QR codes and pictures)")
        # A page by plain http may be swapped on its way, and its fingerprint with it.
        print(f"Compare on each:   {fingerprint(authority)}   指纹 SHA-256")
    print(f"Check a device:    {door.url}/capability   设备检查")
    if basic:
        # Marks travel in the clear there: for the one tablet that takes no certificate.
        print(f"Cannot install:    {plain}/judge/basic   基本评分卡   (not encrypted; --no-basic)")
    logins = VAR / "logins.txt"
    if logins.is_file():
        print(logins.read_text(encoding="utf-8").rstrip())
    print(f"Mail is not sent; it lands in {VAR / 'outbox'}", flush=True)


def fingerprint(authority: Path) -> str:
    """SHA-256 of the root in groups of four, as the install page writes it."""
    der = ssl.PEM_cert_to_DER_cert(authority.read_text(encoding="ascii"))
    digest = hashlib.sha256(der).hexdigest().upper()
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))


def _bracketed(name: str) -> str:
    """A name or address as it stands in a URL."""
    try:
        return f"[{name}]" if ipaddress.ip_address(name).version == 6 else name
    except ValueError:
        return name
