"""No lock file pins a package below its floor, and every pin of Python carries its hashes."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
LOCKS = sorted(path.name for path in (ROOT / "requirements").glob("*.txt"))
_PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)(\[[^\]]*\])?==(?P<version>[^ \\;]+)", re.MULTILINE)
Pins = list[tuple[str, str]]


def floors() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads((ROOT / "security" / "floors.toml").read_text(encoding="utf-8"))


def python_pins(text: str) -> Pins:
    return [(found["name"], found["version"]) for found in _PIN.finditer(text)]


def npm_pins(text: str) -> Pins:
    packages = json.loads(text)["packages"]
    return [
        (place.rpartition("node_modules/")[2], facts["version"])
        for place, facts in packages.items()
        if place
    ]


def below(pins: Pins, lines: list[dict[str, str]]) -> Iterator[str]:
    """Pins that are older than their floor; every copy counts, also a nested one."""
    least = {line["package"]: line for line in lines}
    for name, version in pins:
        line = least.get(name)
        if line is not None and Version(version) < Version(line["version"]):
            yield f"{name} {version} is below {line['version']}: {line['reason']}"


def without_hash(text: str) -> Iterator[str]:
    for found in _PIN.finditer(text):
        rest = text[found.end() :]
        if not re.match(r"( ;[^\\\n]*)? ?\\\n    --hash=sha256:[0-9a-f]{64}", rest):
            yield found["name"]


def lock_of_the_client() -> str:
    return (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOCKS)
def test_python_locks(name: str):
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert python_pins(text)
    assert list(below(python_pins(text), floors()["python"])) == []
    assert list(without_hash(text)) == []


def test_the_clients_lock():
    assert list(below(npm_pins(lock_of_the_client()), floors()["npm"])) == []


def test_every_floor_names_a_package_that_is_used():
    text = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")
    used = {
        "python": {name for name, _ in python_pins(text)},
        "npm": {name for name, _ in npm_pins(lock_of_the_client())},
    }
    for kind, names in used.items():
        assert {line["package"] for line in floors()[kind]} <= names
        assert all(line["reason"] for line in floors()[kind])


@pytest.mark.parametrize(
    "pin",
    ["django==5.2.13 \\\n    --hash=sha256:0", "django[argon2]==4.2", "django==5.2.14rc1 ; x"],
)
def test_a_planted_package_below_its_floor_is_red(pin: str):
    assert list(below(python_pins(pin), floors()["python"]))


def test_a_planted_nested_copy_is_red():
    lock = {"packages": {"": {}, "node_modules/a/node_modules/vite": {"version": "5.0.0"}}}
    assert list(below(npm_pins(json.dumps(lock)), floors()["npm"]))


def test_a_planted_pin_without_hash_is_red():
    assert list(without_hash("django==5.2.19\n")) == ["django"]
