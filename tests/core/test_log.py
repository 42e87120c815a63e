"""The log: gap-free, salted, and closed to every change."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from core.merkle.leaf import LeafRefused, salted_leaf_hash
from core.models import LogLeaf, LogOpening, LogTree
from core.services.audit import audit_record, audit_sequence
from core.services.checkpoints import checkpoints_make
from core.services.hosts import host_create
from core.services.log import LogEvent, log_append
from judging.services.interference import interference_file
from tests.guarded import GUARDED

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
OWNER = ("edition", uuid.UUID(int=1))


def append(*types: str):
    return log_append(owner=OWNER, events=[LogEvent(each, {"n": "1"}) for each in types], at=AT)


def test_seq_has_no_gaps_even_over_a_rollback():
    """The number comes from the head row, so a transaction that fails gives its numbers back."""
    first = append("a.b", "a.c")
    with pytest.raises(RuntimeError), transaction.atomic():
        append("a.lost")
        raise RuntimeError
    second = append("a.d")
    assert [leaf.seq for leaf in (*first, *second)] == [0, 1, 2]
    assert LogTree.objects.get(owner_id=OWNER[1]).size == 3


def test_each_owner_counts_for_itself():
    append("a.b")
    other = log_append(owner=("host", uuid.UUID(int=2)), events=[LogEvent("x.y", {})], at=AT)
    assert other[0].seq == 0


def test_the_hash_is_that_of_the_opening():
    """Anybody with the opening recomputes the leaf."""
    import json

    append("a.b")
    opening = LogOpening.objects.select_related("leaf").get()
    content = json.loads(opening.body)
    assert content == {
        "at": "2026-11-25T08:00:00.000000Z",
        "body": {"n": "1"},
        "seq": 0,
        "type": "a.b",
        "v": 1,
    }
    digest = salted_leaf_hash(bytes.fromhex(opening.salt), content)
    assert digest.hex() == opening.leaf.leaf_hash


@pytest.mark.parametrize("table", GUARDED)
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_a_row_is_written_once(table, verb, log_rows):
    """The database itself refuses, whoever asks."""
    log_rows(table)
    statement = f"UPDATE {table} SET id = id" if verb == "UPDATE" else f"DELETE FROM {table}"
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.pg
@pytest.mark.parametrize("table", GUARDED)
def test_a_table_is_not_emptied(table):
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        connection.cursor().execute(f"TRUNCATE {table} CASCADE")


@pytest.fixture
def log_rows():
    """Puts a row where there is none: SQLite's guards speak per row."""
    from tests.worlds import day

    def make(table: str) -> None:
        if table.startswith("core_"):
            append("a.b")
            checkpoints_make(at=AT)
            host = host_create(slug="guards", name={"zh": "园", "en": "Zone"})
            audit_record(
                host=host, type="a.read", person_id=None, subject=("file", OWNER[1]), at=AT
            )
            audit_sequence(at=AT)
            return
        world = day(name="guards", entries=2)
        if table == "judging_interferenceentry":
            by, at = world.person("organizer"), world.final.tick()
            interference_file(edition=world.edition, who="", said="x", actor=by, at=at)
            return
        for number in (1, 2):
            world.submit(number)
            world.accept(number)
        if table == "contest_entryversion":
            return
        world.close()
        world.seat()
        world.draw()
        world.open()
        for number in (1, 2):
            world.to_scoring(number)
            for seat in (1, 2, 3):
                world.sign(number, seat, f"{40 + number}.50", "30")
            world.confirm(number)
        if table == "pipeline_stageevent":
            world.lock()
            world.publish("proposed")

    return make


def test_a_mark_as_a_float_does_not_enter():
    with pytest.raises(LeafRefused, match="leaf_number_refused"):
        log_append(owner=OWNER, events=[LogEvent("a.b", {"value": 8.5})], at=AT)
    assert not LogLeaf.objects.exists()


def test_a_time_without_a_zone_does_not_enter():
    with pytest.raises(ValueError, match="naive"):
        log_append(owner=OWNER, events=[LogEvent("a.b", {})], at=datetime(2026, 1, 1))  # noqa: DTZ001
    assert not LogLeaf.objects.exists()
