"""The units and the compose file start what `dev.py` starts, each process in its role."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from deploy.dev.production import WEB
from deploy.dev.serve import UVICORN
from tests.production import production_env

PLACE = Path(__file__).resolve().parents[2] / "deploy" / "production"
UNITS = PLACE / "systemd"
COMPOSE: dict[str, Any] = yaml.safe_load((PLACE / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ROLES = {
    "yisai-live@.service": "judges",
    "yisai-spectators@.service": "spectators",
    "live-1": "judges",
    "live-2": "judges",
    "spectators": "spectators",
}
# Said by where a process runs: its address, its port, how many of it, how it ends.
_OWN = {"--host", "--port", "--workers", "--timeout-graceful-shutdown"}


def options(words: list[str]) -> dict[str, str]:
    """A server's command as its options, without those of its place."""
    found: dict[str, str] = {}
    name = "program"
    for word in words[words.index("-m") + 1 :]:
        if word.startswith("--"):
            found[name := word] = ""
        else:
            found[name] = word
            name = "application"
    return {name: text for name, text in found.items() if name not in _OWN}


LIVE, PAGES = options(list(UVICORN)), options(list(WEB))


def unit(name: str) -> configparser.SectionProxy:
    """The service part of a unit; a key that is said twice is an error here."""
    parsed = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read(UNITS / name, encoding="utf-8")
    return parsed["Service"]


def test_the_reader_sees_a_difference() -> None:
    assert LIVE["--ws"] == "websockets-sansio"
    assert options(["-m", "uvicorn", "a:b", "--ws", "auto", "--port", "1"]) != LIVE
    assert PAGES["--interface"] == "wsgi"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("yisai-web.service", PAGES),
        ("yisai-live@.service", LIVE),
        ("yisai-spectators@.service", LIVE),
    ],
)
def test_a_unit_starts_the_server_as_it_is_tested(name: str, wanted: dict[str, str]) -> None:
    service = unit(name)
    words = shlex.split(service["ExecStart"])
    assert options(words) == wanted
    assert words[words.index("--host") + 1] == "127.0.0.1", "only the proxy reaches it"
    assert service.get("Environment") == (f"LIVE_ROLE={ROLES[name]}" if name in ROLES else None)


def test_every_unit_is_hardened_and_reads_the_same_environment() -> None:
    for file in UNITS.glob("*.service"):
        service = unit(file.name)
        assert (service["EnvironmentFile"], service["User"]) == ("/etc/yisai/yisai.env", "yisai")
        for name in ("NoNewPrivileges", "ProtectHome", "PrivateTmp"):
            assert service[name] == "yes", (file.name, name)
        assert service["Restart"] == "always"
        # A server is given longer than it gives its own requests.
        words = shlex.split(service["ExecStart"])
        if "--timeout-graceful-shutdown" in words:
            own = int(words[words.index("--timeout-graceful-shutdown") + 1])
            assert own < int(service["TimeoutStopSec"])


def test_the_target_and_the_restart_name_every_kind_of_process() -> None:
    kinds = {
        file.name.partition("@")[0].removesuffix(".service") for file in UNITS.glob("*.service")
    }
    target = (UNITS / "yisai.target").read_text(encoding="utf-8")
    script = (PLACE / "rolling-restart.sh").read_text(encoding="utf-8")
    wanted = re.findall(r"(yisai-\w+)(?:@\d+)?\.service", target)
    assert set(wanted) == kinds
    order = re.findall(
        r"(yisai-[\w@]+\.service)=", script.partition("units=")[2].partition("\n")[0]
    )
    assert [name.partition("@")[0].removesuffix(".service") for name in order] == [
        "yisai-worker", "yisai-web", "yisai-live", "yisai-live", "yisai-spectators",
    ]  # fmt: skip
    assert set(re.findall(r"yisai-[\w@]+\.service", target)) == set(order)


def test_the_restart_is_a_sound_script() -> None:
    done = subprocess.run(["sh", "-n", PLACE / "rolling-restart.sh"], check=False)
    assert done.returncode == 0


def test_systemd_reads_the_units(tmp_path: Path) -> None:
    """Where systemd is: all that it may miss is the program, which is installed elsewhere."""
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd is not on this machine")
    named = []
    for file in UNITS.iterdir():
        name = file.name.replace("@.", "@8101.")
        shutil.copy(file, tmp_path / name)
        named.append(str(tmp_path / name))
    done = subprocess.run(
        [analyze, "verify", *named],
        env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "yisai" in line]
    assert [line for line in said if "/opt/yisai/.venv/bin/python is not exec" not in line] == []


@pytest.mark.parametrize(
    ("name", "wanted"), [("web", PAGES), ("live-1", LIVE), ("live-2", LIVE), ("spectators", LIVE)]
)
def test_compose_starts_the_same(name: str, wanted: dict[str, str]) -> None:
    service = SERVICES[name]
    assert options(shlex.split(service["command"])) == wanted
    assert service["environment"].get("LIVE_ROLE") == ROLES.get(name)
    assert "ports" not in service, "only the proxy is reached from outside"


def test_every_process_waits_for_the_migrations_and_only_the_proxy_is_open() -> None:
    ours = {name for name, service in SERVICES.items() if "build" in service}
    assert ours == {"migrate", "web", "live-1", "live-2", "spectators", "worker"}
    for name in ours - {"migrate"}:
        waits = SERVICES[name]["depends_on"]
        assert waits["migrate"] == {"condition": "service_completed_successfully"}
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"proxy"}
    told = SERVICES["proxy"]["environment"]
    ports = {
        name: shlex.split(SERVICES[name]["command"])[-1] for name in ours - {"migrate", "worker"}
    }
    addresses = [told["WEB"], *told["LIVE"].split(), told["SPECTATORS"]]
    assert addresses == [
        f"{each}:{ports[each]}" for each in ("web", "live-1", "live-2", "spectators")
    ]


def test_what_compose_names_is_there() -> None:
    for service in SERVICES.values():
        for place in service.get("volumes", []):
            source = place.partition(":")[0]
            assert source.startswith("./") or source in COMPOSE["volumes"], place
        for network in service["networks"]:
            assert network in COMPOSE["networks"]
        for secret in service.get("secrets", []):
            assert secret in COMPOSE["secrets"]
    assert not re.search(r"(?i)password: *\S", json.dumps(SERVICES)), "a secret is a file"


def test_the_example_names_every_variable_that_production_asks_for(tmp_path: Path) -> None:
    lines = (PLACE / "yisai.env.example").read_text(encoding="utf-8").splitlines()
    named = {line.partition("=")[0] for line in lines if line and not line.startswith("#")}
    assert named == set(production_env(tmp_path)) - {"PATH"}
