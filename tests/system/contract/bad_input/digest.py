"""Everything that could have changed: all rows of our tables, and all files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

OURS = ("core", "contest", "judging", "pipeline")
OPERATIONS = "judging.ScoreOperation"
# What an operation leaves that is kept but not applied: itself, and its line in the log.
_RECORD = {OPERATIONS: 1, "core.LogLeaf": 1, "core.LogOpening": 1}
_HEAD = "core.LogTree"
_ROOM = "judging.Room"
# Refusals that are counted: a guessed code has to leave its mark, on that one row.
COUNTED = {"table_code_refused": "core.CodeSpace"}
_RECORDED = {"held", "superseded"}
# Answered before anything was looked up: there is nothing to keep.
_UNKEPT = {"field_invalid", "field_unknown", "number_not_text", "op_reused"}

Rows = dict[Any, str]


@dataclass(frozen=True)
class Everything:
    """Rows by table and key, and files by path; sessions are nobody's data."""

    tables: dict[str, Rows]
    files: dict[str, str]


def everything(files: Path) -> Everything:
    """The state as it stands."""
    return Everything(_tables(), dict(_files(files)))


def _tables() -> dict[str, Rows]:
    """Straight from the database: no field of ours gets a chance to beautify a value."""
    models = [model for name in OURS for model in apps.get_app_config(name).get_models()]
    read = _rows_at_once if connection.vendor == "postgresql" else _rows_in_turn
    with connection.cursor() as cursor:
        return read(cursor, models)


def _rows_in_turn(cursor: Any, models: list[Any]) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for model in models:
        cursor.execute(f"SELECT {model._meta.pk.column}, t.* FROM {model._meta.db_table} t")
        found[model._meta.label] = {row[0]: repr(row[1:]) for row in cursor.fetchall()}
    return found


def _rows_at_once(cursor: Any, models: list[Any]) -> dict[str, Rows]:
    """One way to the server and back."""
    found: dict[str, Rows] = {model._meta.label: {} for model in models}
    each = (
        f"SELECT '{model._meta.label}', {model._meta.pk.column}, t::text "
        f"FROM {model._meta.db_table} t"
        for model in models
    )
    cursor.execute(" UNION ALL ".join(each))
    for label, key, text in cursor.fetchall():
        found[label][key] = text
    return found


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            yield path.relative_to(folder).as_posix(), digest


def changes(before: Everything, after: Everything, *, outcome: str = "", code: str = "") -> str:
    """What changed that must not have; `outcome` and `code` are of an operation that was sent."""
    wrong = [] if before.files == after.files else ["files"]
    grown = {
        label: len(rows) - len(before.tables[label])
        for label, rows in after.tables.items()
        if rows != before.tables[label]
    }
    if grown.get(COUNTED.get(code, "")) == 0:
        del grown[COUNTED[code]]
    # What is held waits in the console's list: the room's version says so, and no row is added.
    if outcome == "held" and grown.get(_ROOM) == 0:
        del grown[_ROOM]
    wrong += [label for label in grown if not _only_added(before, after, label, outcome)]
    if outcome in _RECORDED and grown.pop(_HEAD, None) == 0:
        grown = {label: count for label, count in grown.items() if count}
    # A stale mark leaves its line in the log, a stale signature leaves none.
    if outcome == "stale" and grown.pop(_HEAD, None) == 0:
        grown = {label: count for label, count in grown.items() if label == OPERATIONS}
    if grown != _allowed(outcome, code):
        wrong.append(f"rows {grown}, expected {_allowed(outcome, code)}")
    return ", ".join(wrong)


def _allowed(outcome: str, code: str) -> dict[str, int]:
    if outcome in _RECORDED:
        return _RECORD
    if outcome in {"refused", "stale"} and code not in _UNKEPT:
        return {OPERATIONS: 1}
    return {}


def _only_added(before: Everything, after: Everything, label: str, outcome: str) -> bool:
    """Whether every row that was there is as it was; the log's head counts on."""
    if label == _HEAD and outcome in {*_RECORDED, "stale"}:
        return True
    kept = after.tables[label]
    return all(kept.get(key) == row for key, row in before.tables[label].items())
