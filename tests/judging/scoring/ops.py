"""Operations of a seeded round, and what they were answered."""

import uuid

from core import clock
from judging.models import ScoreSheet
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import ScoreOp, SeenSheet, SignOp, UnsignOp

MARKS = {"technology": "22.5", "market": "18", "business": "17", "team": "0", "defense": "12.5"}


def score(final, *, judge=0, slot=0, seq=1, criterion="technology", value="22.5", base=0, **more):
    who = final.judges[judge]
    given = {
        "judge_id": who.person.pk,
        "op_id": uuid.uuid4(),
        "device": who.device.uid,
        "client_seq": seq,
        "device_time": "2026-11-25T08:00:00Z",
        "sheet": final.sheets[judge][slot].uid,
        "criterion": criterion,
        "value": value,
        "base_rev": base,
    }
    return ScoreOp(**{**given, **more})


def filled(final, *, judge=0, slot=0):
    return [
        score(final, judge=judge, slot=slot, seq=n, criterion=name, value=value)
        for n, (name, value) in enumerate(MARKS.items(), 1)
    ]


def sign(final, *, judge=0, slots=(0,), seq=50, rev=1):
    who = final.judges[judge]
    seen = tuple(
        SeenSheet(final.sheets[judge][slot].uid, dict.fromkeys(MARKS, rev)) for slot in slots
    )
    return SignOp(who.person.pk, uuid.uuid4(), who.device.uid, seq, "", seen)


def unsign(final, *, judge=0, slot=0, seq=70, sheet=None):
    who = final.judges[judge]
    named = sheet or final.sheets[judge][slot].uid
    return UnsignOp(who.person.pk, uuid.uuid4(), who.device.uid, seq, "", named)


def live(final, *, judge=0, slot=0):
    """The sheet of the seat as it stands."""
    found = final.sheets[judge][slot]
    rows = ScoreSheet.objects.filter(seat_id=found.seat_id, slot_id=found.slot_id)
    return rows.exclude(state="superseded").get()


def apply(*ops, at=None):
    return score_ops_apply(ops=ops, at=at or clock.now())


def told(outcomes):
    return [(each.outcome, each.code) for each in outcomes]


def real_statements(captured):
    words = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")
    return [q["sql"] for q in captured if not q["sql"].startswith(words)]
