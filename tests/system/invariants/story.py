"""The story that the checks are run against."""

from __future__ import annotations

from core.models import StoredFile
from core.services.audit import audit_record, audit_sequence
from core.services.checkpoints import checkpoints_make
from judging.services.fairness_reports import fairness_report_ask, fairness_report_make
from tests.factories.papers import file_all
from tests.worlds import Day, day


def play(name: str) -> Day:
    """Two entries, three judges, one recused from the first entry, one signature taken
    back and given again, one mark corrected after the reveal, one that came late; published for
    good, with a fairness report and every signed page filed.
    """
    world = day(name=name, entries=2, judges=3)
    world.enter(1, 2)
    checkpoints_make(at=world.final.tick())
    world.judge(recused={3: (1,)}, taken_back=[(2, 1)], corrected=[(2, 2)], late=[(1, 2)])
    checkpoints_make(at=world.final.tick())
    file_all(world.final)
    world.publish("proposed")
    world.publish("final")
    _report(world)
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


def _report(world: Day) -> None:
    final = world.final
    asked = fairness_report_ask(round=final.round, actor=final.by("organizer"), at=final.tick())
    fairness_report_make(report_id=asked.uid, at=final.tick())
