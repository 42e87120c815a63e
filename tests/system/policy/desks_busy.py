"""Paper, incidents and what comes late: for the situations of the policy table."""

from __future__ import annotations

from judging.models import Incident
from judging.selectors.late_changes import late_sets
from judging.services.incidents import incident_open, incident_sign
from judging.services.papers import paper_fail, paper_print
from judging.services.reopenings import reopening_propose
from tests.factories.late import arrives
from tests.factories.papers import filed, printed
from tests.worlds import Day

Places = dict[str, str]
_RIVAL = 2


def paper_filed(day: Day) -> Places:
    """The sheets are printed, the chair's is filed; the next one waits for it."""
    run = printed(day.final, "sheets")
    first, second, *_rest = run.pages.all()
    filing = filed(day.final, first)
    assert run.file is not None
    return {
        "file_id": str(run.file.uid),
        "filing_id": str(filing.uid),
        "page_id": str(second.uid),
        "page_code": second.code,
    }


def paper_failed(day: Day) -> Places:
    final = day.final
    asked = paper_print(
        round=final.round, kind="sheets", language="zh", actor=final.by("scorekeeper"),
        at=final.tick(),
    )  # fmt: skip
    paper_fail(print_id=asked.uid)
    return {"print_id": str(asked.uid)}


def incident_begun(day: Day) -> Places:
    by, at, room = day.person("timekeeper"), day.final.tick(), day.final.panel.room
    made = incident_open(room=room, slot=None, code="other", text="断电", actor=by, at=at)
    return {"incident_id": str(made.uid)}


def incident_signed(day: Day) -> Places:
    places, final = incident_begun(day), day.final
    found = Incident.objects.get(uid=places["incident_id"])
    for office, by in (("chair", final.judge(1)), ("verifier", final.by("verifier"))):
        incident_sign(incident=found, office=office, words="", actor=by, at=final.tick())
    return places


def reopening_proposed(day: Day) -> Places:
    day.final.lock()
    by, at = day.person("organizer"), day.final.tick()
    asked = reopening_propose(round=day.final.round, reason="计票有误", actor=by, at=at)
    return {"reopening_id": str(asked.uid)}


def late_come(day: Day) -> Places:
    """The judge on seat 2 had marked the rival on another tablet, which comes back only now."""
    at = [each.entry_id for each in day.final.slots()].index(day.entry(_RIVAL).pk)
    arrives(day.final, ("market", "26"), seat=1, slot=at)
    [found] = late_sets(day.final.round.pk)
    return {"sheet_id": str(found.sheet.uid), "late_seen": str(found.seen)}
