"""A judge's second tablet that comes back after the seal, and the two people who decide."""

import uuid

from judging.models import Slot
from judging.selectors.late_changes import late_sets
from judging.services.late_changes import late_change_decide
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import ScoreOp, SeenSheet, SignOp


def sealed_with(final, slot):
    """All have signed, and the slot is sealed."""
    slot = final.to_scoring(slot)
    final.sign_all(slot)
    return final.command(slot, "seal")


def arrives(final, *marks, seat=1, slot=0, signs=False, revs=None):
    """What the judge's device sends now: marks, and her signature behind them."""
    place, sheet = final.seats[seat], final.sheet(final.seats[seat], final.slots()[slot])
    person, device = place.expert.person, final.device(place.expert.person).uid
    known = {cell.criterion: cell.rev for cell in sheet.cells.all()}
    ops: list[ScoreOp | SignOp] = []
    for name, mark in marks:
        ops.append(
            ScoreOp(
                person.pk,
                uuid.uuid4(),
                device,
                final.next(),
                "",
                sheet.uid,
                name,
                mark,
                known[name],
            )
        )
        known[name] += 1
    if signs:
        seen = SeenSheet(sheet.uid, revs or known)
        ops.append(SignOp(person.pk, uuid.uuid4(), device, final.next(), "", (seen,)))
    return [each.outcome for each in score_ops_apply(ops=ops, at=final.tick())]


def waiting(final):
    return late_sets(final.round.pk)


def decide(final, office, *, approves=True, words="", by=None, found=None):
    found = found or waiting(final)[0]
    actor = by or (final.judge(1) if office == "panel" else final.by("verifier"))
    return late_change_decide(
        sheet=found.sheet,
        seen=found.seen,
        office=office,
        approves=approves,
        words=words,
        actor=actor,
        at=final.tick(),
    )


def accepted(final):
    decide(final, "panel")
    return decide(final, "verifier")


def unsealed(final, slot):
    """As if the slot were not sealed: nothing else leads there from a sheet that was left out."""
    Slot.objects.filter(pk=slot.pk).update(state="scoring")
