"""The story that the checks are run against, and how its guards are taken off."""

from __future__ import annotations

from django.db import connection

from core.db import guards
from core.models import StoredFile
from core.services.audit import audit_record, audit_sequence
from core.services.checkpoints import checkpoints_make
from tests.worlds import Day, day

GUARDED = (
    "core_logleaf",
    "core_logopening",
    "core_logcheckpoint",
    "core_auditevent",
    "core_auditplace",
    "contest_entryversion",
    "judging_scoreoperation",
    "pipeline_stageevent",
)


def play(name: str) -> Day:
    """Two entries, three judges, one recused from the first entry; published for good."""
    world = day(name=name, entries=2, judges=3)
    for number in (1, 2):
        world.submit(number)
        world.accept(number)
    world.close()
    checkpoints_make(at=world.final.tick())
    world.seat(recused={3: (1,)})
    world.draw()
    world.open()
    for number in (1, 2):
        world.to_scoring(number)
        for seat in (1, 2, 3):
            if (number, seat) != (1, 3):
                world.sign(number, seat, f"{40 + number}.50", "30")
        world.confirm(number)
    world.lock()
    checkpoints_make(at=world.final.tick())
    world.publish("proposed")
    world.publish("final")
    audit_record(
        host=world.final.host,
        type="file.read",
        person_id=world.person("organizer").pk,
        subject=("file", StoredFile.objects.order_by("pk")[0].uid),
        at=world.final.tick(),
    )
    audit_sequence(at=world.final.tick())
    checkpoints_make(at=world.final.tick())
    return world


def guards_drop(*tables: str) -> None:
    """Whoever owns the database can do this too."""
    with connection.cursor() as cursor:
        for table in tables:
            for statement in guards._unguard(connection.vendor, table):
                cursor.execute(statement)
        if connection.vendor == "postgresql" and "core_logopening" in tables:
            cursor.execute("DROP TRIGGER core_logopening_erasure ON core_logopening")
