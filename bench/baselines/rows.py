"""The rows of one score operation by a bare driver: what the product writes, and nothing read.

The same tables with the same indexes and triggers, in one transaction with one fsync, in the
loop itself: one judge waits for nobody else. No rights, locks, keys, revisions, hashes or other
checks. `BENCH_ROWS=one` leaves only the insert of the operation.
"""

import os
import sqlite3
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

_CELLS = """
SELECT s.uid, c.criterion, c.id, l.room_id, x.person_id, d.id
FROM judging_scorecell c
JOIN judging_scoresheet s ON s.id = c.sheet_id
JOIN judging_slot l ON l.id = s.slot_id
JOIN judging_panelseat p ON p.id = s.seat_id
JOIN judging_expert x ON x.id = p.expert_id
JOIN core_device d ON d.person_id = x.person_id
"""
_SET_CELL = """
UPDATE judging_scorecell SET value = %s, rev = rev + 1, device_id = %s, client_seq = %s,
    changed_at = %s WHERE id = %s
"""
_BUMP_ROOM = "UPDATE judging_room SET version = version + 1 WHERE id = %s"
_NEW_TREE = """
INSERT INTO core_logtree (uid, created_at, owner_kind, owner_id, size, frontier)
SELECT %s, %s, 'edition', uid, 0, '' FROM contest_edition WHERE true
ON CONFLICT (owner_kind, owner_id) DO UPDATE SET size = core_logtree.size RETURNING id
"""
_TAKE_NUMBER = "UPDATE core_logtree SET size = size + 1 WHERE id = %s RETURNING size"
_ADD_LEAF = """
INSERT INTO core_logleaf (tree_id, seq, leaf_hash, type, at, frontier)
VALUES (%s, %s, %s, 'score.apply', %s, %s) RETURNING id
"""
_ADD_OPENING = "INSERT INTO core_logopening (leaf_id, salt, body) VALUES (%s, %s, %s)"
_ADD_OPERATION = """
INSERT INTO judging_scoreoperation (judge_id, op_id, device_id, client_seq, sheet_uid, kind,
    criterion, value, base_rev, device_time, body_hash, outcome, answer, leaf_id, at)
VALUES (%s, %s, %s, %s, %s, 'score', %s, %s, %s, %s, %s, 'applied', %s, %s, %s)
"""
_ANSWER = '{"current": true, "committed_at": "2026-11-25T08:00:00.000000Z", "rev": 1, "seq": 1}'
_HASH = "0" * 64
_FRONTIER = "0" * 640  # ten hashes: a log of a thousand leaves


class Database(Protocol):
    """One connection of a bare driver."""

    def run(self, statement: str, values: Sequence[Any] = ()) -> Sequence[Any] | None:
        """Execute; the first row where there is one."""

    def all(self, statement: str) -> Sequence[Sequence[Any]]:
        """Every row."""

    def begin(self) -> None:
        """Begin a transaction."""

    def commit(self) -> None:
        """Commit it to the disk."""


class Sqlite:
    """SQLite as the product opens it: WAL, synchronous=FULL, IMMEDIATE."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self._connection.execute(f"PRAGMA {pragma}")

    def run(self, statement: str, values: Sequence[Any] = ()) -> Sequence[Any] | None:
        """Execute; the first row where there is one."""
        found = self._connection.execute(statement.replace("%s", "?"), values)
        row: Sequence[Any] | None = found.fetchone() if found.description else None
        return row

    def all(self, statement: str) -> Sequence[Sequence[Any]]:
        """Every row."""
        return self._connection.execute(statement).fetchall()

    def begin(self) -> None:
        """Take the write lock at once."""
        self._connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Commit with an fsync."""
        self._connection.execute("COMMIT")


class Postgres:
    """PostgreSQL by psycopg; statements are prepared after their first uses."""

    def __init__(self, url: str) -> None:
        import psycopg

        self._connection = psycopg.connect(url, autocommit=False)

    def run(self, statement: str, values: Sequence[Any] = ()) -> Sequence[Any] | None:
        """Execute; the first row where there is one."""
        found = self._connection.execute(statement, values)
        return found.fetchone() if found.description else None

    def all(self, statement: str) -> Sequence[Sequence[Any]]:
        """Every row."""
        return self._connection.execute(statement).fetchall()

    def begin(self) -> None:
        """The driver begins by itself."""

    def commit(self) -> None:
        """Commit with an fsync."""
        self._connection.commit()


class Rows:
    """Writes operations as they come; knows the cells beforehand."""

    def __init__(self, url: str, *, one: bool) -> None:
        self._one = one
        self._sqlite = url.startswith("sqlite")
        self._db: Database = Sqlite(urlsplit(url).path) if self._sqlite else Postgres(url)
        self._cells = {
            (uuid.UUID(str(sheet)), criterion): rest
            for sheet, criterion, *rest in self._db.all(_CELLS)
        }
        self._db.begin()
        tree = self._db.run(_NEW_TREE, [self._uid(uuid.uuid4()), self._now()])
        assert tree is not None
        self._tree = tree[0]
        self._db.commit()

    def write(self, ops: Sequence[Mapping[str, Any]]) -> None:
        """One transaction; returns when it is on the disk."""
        self._db.begin()
        for op in ops:
            self._write(op)
        self._db.commit()

    def _write(self, op: Mapping[str, Any]) -> None:
        run, at = self._db.run, self._now()
        cell, room, judge, device = self._cells[uuid.UUID(op["sheet"]), op["criterion"]]
        mark = int(float(op["value"]) * 100)
        leaf = None
        if not self._one:
            run(_SET_CELL, [mark, device, op["client_seq"], at, cell])
            run(_BUMP_ROOM, [room])
            seq = run(_TAKE_NUMBER, [self._tree])
            assert seq is not None
            leaf = run(_ADD_LEAF, [self._tree, seq[0] - 1, _HASH, at, _FRONTIER])
            assert leaf is not None
            run(_ADD_OPENING, [leaf[0], "0" * 32, str(op)])
        key, sheet = self._uid(uuid.UUID(op["op_id"])), self._uid(uuid.UUID(op["sheet"]))
        first = [judge, key, device, op["client_seq"], sheet, op["criterion"], mark]
        then = [op["base_rev"], op["device_time"], _HASH, _ANSWER, leaf and leaf[0], at]
        run(_ADD_OPERATION, [*first, *then])

    def _uid(self, value: uuid.UUID) -> Any:
        return value.hex if self._sqlite else value

    def _now(self) -> Any:
        now = datetime.now(UTC)
        return now.replace(tzinfo=None).isoformat(" ") if self._sqlite else now


def rows() -> Rows:
    """As the environment says."""
    return Rows(os.environ["DATABASE_URL"], one=os.environ.get("BENCH_ROWS") == "one")
