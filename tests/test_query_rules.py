"""Querysets live in selectors; a command may look at the rows that it changes, a door never.

What leaks is a queryset that nobody scoped to its viewer, so doors, policies and wiring have none.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("api", "config", "contest", "core", "judging", "pipeline")
# Rooms that may ask the database: selectors read, commands lock and write, tables define.
ROOMS = {"selectors", "services", "models", "migrations", "scoring", "commands", "db", "jobs"}
# Steps of the publication only insert rows, in its transaction: commands by another name.
COMMANDS = {"judging/steps.py"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create"}


def queries(tree: ast.Module) -> Iterator[str]:
    """Uses of a manager that do not only write a row."""
    writing = {
        node.func.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and node not in writing:
            yield f"line {node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.Call) and _name(node.func) in {"RawSQL", "raw", "cursor"}:
            yield f"line {node.lineno}: {ast.unparse(node.func)}"


def _name(func: ast.expr) -> str:
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")


def outside() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            inside = path.relative_to(ROOT)
            if not ROOMS & set(inside.parts) and str(inside) not in COMMANDS:
                yield path


@pytest.mark.parametrize(
    "planted",
    [
        "Entry.objects.filter(team=team)",
        "Entry.objects.all()",
        "rows = models.Entry._default_manager.order_by('pk')",
        "queryset = ScoreCell.objects",
        "connection.cursor()",
        "Entry.objects.filter(pk=1).update(state='open')",
    ],
)
def test_a_planted_query_is_caught(planted: str):
    assert list(queries(ast.parse(planted)))


def test_a_row_that_is_only_written_is_not():
    assert not list(queries(ast.parse("Row.objects.create(name=name)\nselector(viewer=viewer)")))


def test_doors_and_policies_ask_selectors():
    found = [
        f"{path.relative_to(ROOT)}: {breach}"
        for path in outside()
        for breach in queries(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_the_rule_looks_at_the_doors():
    assert {"api/live/consumers.py", "judging/policy.py", "config/asgi.py"} <= {
        str(path.relative_to(ROOT)) for path in outside()
    }
