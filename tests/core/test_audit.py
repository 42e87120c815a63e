"""Audit events: a row at once, a leaf of their host's audit log soon after, never twice."""

from __future__ import annotations

import json
import threading
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from core.models import AuditEvent, AuditPlace, LogLeaf, LogOpening, LogTree
from core.services.audit import READING, audit_record, audit_sequence, reading_record
from core.services.hosts import host_create
from core.services.people import person_create

AT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
FILE = ("file", uuid.UUID(int=7))


def zone(slug: str):
    return host_create(slug=slug, name={"zh": slug, "en": slug})


@pytest.mark.django_db
def test_the_sequencer_appends_each_event_once_to_its_hosts_log():
    first, second, reader = zone("first"), zone("second"), person_create(name="林读")
    for host in (first, second, first):
        audit_record(
            host=host,
            type="file.read",
            person_id=reader.pk,
            subject=FILE,
            at=AT,
            detail={"pages": 3},
        )
    assert not LogLeaf.objects.exists()
    assert audit_sequence(at=AT + timedelta(seconds=2)) == 3
    assert audit_sequence(at=AT + timedelta(seconds=4)) == 0
    assert LogTree.objects.get(owner_kind="audit", owner_id=first.uid).size == 2
    assert LogTree.objects.get(owner_kind="audit", owner_id=second.uid).size == 1
    opening = LogOpening.objects.select_related("leaf").order_by("pk")[0]
    event = AuditEvent.objects.get(place__leaf=opening.leaf)
    assert (opening.leaf.type, opening.leaf.at) == ("file.read", AT + timedelta(seconds=2))
    assert json.loads(opening.body)["body"] == {
        "event": str(event.uid),
        "at": "2026-11-25T08:00:00.000000Z",
        "by": str(reader.uid),
        "subject": f"file:{FILE[1]}",
        "detail": {"pages": 3},
    }


@pytest.mark.django_db
def test_more_than_a_slice_is_placed_in_order():
    host = zone("many")
    for _ in range(205):
        audit_record(host=host, type="a.read", person_id=None, subject=FILE, at=AT)
    assert audit_sequence(at=AT) == 205
    placed = AuditPlace.objects.order_by("leaf__seq").values_list("event_id", "leaf__seq")
    events = list(AuditEvent.objects.order_by("pk").values_list("pk", flat=True))
    assert list(placed) == list(zip(events, range(205), strict=True))


@pytest.mark.django_db
def test_reading_in_pieces_is_one_reading():
    host, reader, other = zone("read"), person_create(name="林读"), person_create(name="何阅")

    def read(who, at):
        reading_record(host=host, type="file.read", person_id=who.pk, subject=FILE, at=at)

    read(reader, AT)
    read(reader, AT + READING)
    read(other, AT)
    assert AuditEvent.objects.count() == 2
    read(reader, AT + READING + timedelta(seconds=1))
    assert AuditEvent.objects.count() == 3


def test_two_sequencers_at_once_append_nothing_twice(fresh_database):
    host = zone("twice")
    for _ in range(40):
        audit_record(host=host, type="a.read", person_id=None, subject=FILE, at=AT)
    done: list[int] = []

    def run() -> None:
        try:
            done.append(audit_sequence(at=AT))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(done) == 40
    assert LogTree.objects.get().size == AuditPlace.objects.count() == 40
