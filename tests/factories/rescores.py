"""An entry that its judges mark again: one deliberation, one carried motion, their tablets."""

import uuid

from judging.models import BESIDE, Motion, PanelSeat, Rescore, ScoreSheet
from judging.services.deliberations import deliberation_open
from judging.services.motions import motion_count, motion_put, motion_record, motion_vote
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import Op, ScoreOp, SeenSheet, SignOp, UnsignOp
from tests.factories.judging import Final, final

TEXT = "第三位评委的量表看错了一行"


def counted(*, judges: int = 3, entries: int = 2, **rules) -> Final:
    """A closed round with a provisional result; nothing is shown to the hall."""
    made = final(judges=judges, entries=entries, **rules)
    made.prepare()
    for place, slot in enumerate(made.slots()):
        made.to_scoring(slot)
        made.sign_all(slot, 50 - 3 * place)
        made.command(slot, "seal")
    made.close()
    made.compute()
    return made


class Again:
    """The first entry of a counted round, sent back to its judges."""

    def __init__(self, made: Final, *, mode: str = "attributed") -> None:
        self.final, self.slot = made, made.slots()[0]
        self.deliberation = deliberation_open(
            round=made.round, mode=mode, actor=made.by("organizer"), at=made.tick()
        )
        self.motion = self.carry("rescore")
        self.rescore = Rescore.objects.get(motion=self.motion)
        self.old = {seat.pk: made.sheet(seat, self.slot) for seat in made.seats}

    def carry(self, kind: str) -> Motion:
        """Put, carried by everybody, recorded."""
        made = self.final
        motion = motion_put(
            deliberation=self.deliberation,
            entry=self.slot.entry,
            kind=kind,
            text=TEXT,
            clause="",
            order=(),
            actor=made.by("organizer"),
            at=made.tick(),
        )
        for seat in made.seats:
            motion_vote(motion=motion, seat=seat, choice="for", at=made.tick())
        motion_count(motion=motion, actor=made.by("organizer"), at=made.tick())
        return motion_record(motion=motion, actor=made.by("organizer"), at=made.tick())

    def beside(self, seat: PanelSeat) -> ScoreSheet:
        """The sheet on which she marks again."""
        return ScoreSheet.objects.get(seat=seat, slot=self.slot, state__in=BESIDE)

    def mark(self, seat: PanelSeat, value: str, sheet: ScoreSheet | None = None) -> ScoreOp:
        """A mark of hers, on the new sheet where none is named."""
        on = sheet or self.beside(seat)
        person = seat.expert.person
        rev = on.cells.get(criterion="technology").rev
        device = self.final.device(person).uid
        seq = self.final.next()
        return ScoreOp(person.pk, uuid.uuid4(), device, seq, "", on.uid, "technology", value, rev)

    def signature(self, seat: PanelSeat, sheet: ScoreSheet | None = None) -> SignOp:
        """Over the marks as they stand."""
        on = sheet or self.beside(seat)
        person = seat.expert.person
        seen = SeenSheet(on.uid, {cell.criterion: cell.rev for cell in on.cells.all()})
        device = self.final.device(person).uid
        return SignOp(person.pk, uuid.uuid4(), device, self.final.next(), "", (seen,))

    def back(self, seat: PanelSeat) -> UnsignOp:
        """Her signature taken back."""
        person = seat.expert.person
        device = self.final.device(person).uid
        on = self.beside(seat).uid
        return UnsignOp(person.pk, uuid.uuid4(), device, self.final.next(), "", on)

    def send(self, *ops: Op) -> list[tuple[str, str | None]]:
        """What they were answered."""
        outcomes = score_ops_apply(ops=ops, at=self.final.tick())
        return [(each.outcome, each.code) for each in outcomes]

    def anew(self, seat: PanelSeat, value: str | None = None) -> None:
        """She changes a mark, or none, and signs."""
        if value is not None:
            assert self.send(self.mark(seat, value)) == [("applied", None)]
        assert self.send(self.signature(seat)) == [("applied", None)]
