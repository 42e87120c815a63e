"""House rules that no linter knows; each is first shown to catch a planted breach."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("api", "config", "contest", "core", "demo", "deploy", "judging", "pipeline", "tests")
FLUSHING = {
    "TransactionTestCase",
    "LiveServerTestCase",
    "ChannelsLiveServerTestCase",
    "StaticLiveServerTestCase",
    "transactional_db",
    "live_server",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
}
LONGEST_FILE, LONGEST_FUNCTION = 400, 50


def sources(*packages: str) -> Iterator[Path]:
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def breaches(rule: Callable[[ast.Module], Iterator[str]], *packages: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {breach}"
        for path in sources(*packages)
        for breach in rule(ast.parse(path.read_text(encoding="utf-8")))
    ]


def flushing(tree: ast.Module) -> Iterator[str]:
    """Append-only tables refuse a flush, so nothing may ask for one: take fresh_database."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) if (
                name in FLUSHING
            ):
                yield f"line {node.lineno}: {name}"
            case ast.alias(name=name) if name in FLUSHING:
                yield f"line {node.lineno}: {name}"
            case ast.keyword(arg="transaction", value=ast.Constant(value=True)):
                yield f"line {node.lineno}: transaction=True"
            case ast.Call(args=[*arguments]):
                yield from (
                    f"line {node.lineno}: {argument.value}"
                    for argument in arguments
                    if isinstance(argument, ast.Constant) and argument.value in FLUSHING
                )


def long_functions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{node.name} has {length} lines"


PLANTED_FLUSHES = [
    "@pytest.mark.django_db(transaction=True)\ndef test_x(): ...",
    "from django.test import TransactionTestCase",
    "class T(django.test.LiveServerTestCase): ...",
    "def test_x(transactional_db): ...",
    "def test_x(live_server): ...",
    "@pytest.mark.usefixtures('transactional_db')\ndef test_x(): ...",
    "def test_x(request):\n    request.getfixturevalue('live_server')",
]


@pytest.mark.parametrize("planted", PLANTED_FLUSHES)
def test_a_planted_flush_is_caught(planted: str):
    assert list(flushing(ast.parse(planted)))


def test_the_allowed_ways_are_not_caught():
    allowed = "@pytest.mark.django_db\ndef test_x(fresh_database): ...\n# live_server"
    assert not list(flushing(ast.parse(allowed)))


def test_no_test_flushes():
    assert breaches(flushing, "tests") == []


def test_a_planted_long_function_is_caught():
    planted = "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION
    assert list(long_functions(ast.parse(planted)))


def test_functions_stay_short():
    assert breaches(long_functions, *PACKAGES) == []


def test_files_stay_short():
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for path in sources(*PACKAGES)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    ]
    assert long == []


def test_every_package_is_under_the_import_contracts():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    under = set(settings["tool"]["importlinter"]["root_packages"])
    there = {init.parent.name for init in ROOT.glob("*/__init__.py")}
    assert there - {"bench", "deploy", "tests"} == under


def ruff(code: str, name: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--no-cache",
            "--output-format=concise",
            "--stdin-filename",
            name,
            "-",
        ],
        cwd=ROOT,
        input=code,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("import datetime\n\nNOW = datetime.datetime(2026, 5, 1)\n", "DTZ001"),
        ("import datetime\n\nNOW = datetime.datetime.now()\n", "DTZ005"),
        ("print('left over')\n", "T201"),
        ("from ..contest import models\n", "TID252"),
    ],
)
def test_ruff_catches_a_planted_breach(code: str, rule: str):
    result = ruff(code, "core/services/planted.py")
    assert result.returncode == 1
    assert rule in result.stdout
