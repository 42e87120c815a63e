"""A final whose rules sign and seal a whole session at once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from contest.services.rounds import round_rulebook_set
from contest.services.rulebooks import rulebook_add
from judging.models import Room, ScoreSheet, SheetState, SlotState
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import OpOutcome, ScoreOp, SeenSheet, SignOp
from judging.services.sessions import session_seal
from tests.factories import judging
from tests.factories.rulebooks import NAME

__all__ = [
    "drafted",
    "final_by_session",
    "half_sign_op",
    "heard",
    "room_of",
    "seal",
    "session_document",
    "sign_op",
    "signed",
    "typed",
]


def session_document(*, revise_until: str = "session_end") -> dict[str, Any]:
    """Two lines out of 60 and 40 in steps of 0.1, a plain mean, signed once per session."""
    line = {"step": "0.1"}
    return {
        "rulebook": 1,
        "name": NAME,
        "rubrics": [
            {
                "id": "sheet",
                "name": NAME,
                "total": 100,
                "band": {"low": 75, "high": 95},
                "criteria": [
                    {"id": "technology", "name": {"zh": "技术", "en": "Technology"}, "max": 60}
                    | line,
                    {"id": "market", "name": {"zh": "市场", "en": "Market"}, "max": 40} | line,
                ],
            }
        ],
        "rounds": [
            {
                "id": "final",
                "name": NAME,
                "kind": "final",
                "mode": "live",
                "panel": {"seats": 3, "minimum_sheets": 2},
                "timing": {"pitch_s": 480, "questions_s": 420, "scoring_s": 120},
                "components": [{"id": "jury", "kind": "sheet", "rubric": "sheet"}],
                "promotion": [{"take": "number", "number": 2}],
                "sealing": "per_session",
                "revise_until": revise_until,
                "reveal": "after_session",
                "publicity": {"seconds": 5},
            }
        ],
        "awards": [{"id": "first", "name": {"zh": "一等奖", "en": "First prize"}, "places": 1}],
    }


def final_by_session(*, revise_until: str = "session_end", **sizes: Any) -> judging.Final:
    """A prepared round under such rules."""
    made = judging.final(**sizes)
    document = session_document(revise_until=revise_until)
    rulebook = rulebook_add(edition=made.edition, document=document)
    made.round = round_rulebook_set(round=made.round, rulebook=rulebook)
    return made


def heard(made: judging.Final) -> None:
    """Every team has pitched; the last one is still being scored."""
    for slot in made.slots():
        if slot.state == SlotState.WAITING:
            made.to_scoring(slot)


def room_of(made: judging.Final) -> Room:
    """The room with what commands and audiences need."""
    return Room.objects.select_related("panel__round__edition__contest").get(panel=made.panel)


def seal(made: judging.Final) -> Room:
    """Seal the session."""
    return session_seal(room=room_of(made), actor=made.by("timekeeper"), at=made.tick())


def typed(made: judging.Final, seat: int, slot: int, **marks: str | None) -> list[OpOutcome]:
    """The judge of a seat types marks for a team, both counted from 0."""
    sheet, person = made.sheet(made.seats[seat], made.slots()[slot]), made.judge(seat + 1)
    device = made.device(person).uid
    revs = {cell.criterion: cell.rev for cell in sheet.cells.all()}
    ops = [
        ScoreOp(person.pk, uuid.uuid4(), device, made.next(), "", sheet.uid, name, mark, revs[name])
        for name, mark in marks.items()
    ]
    return score_ops_apply(ops=ops, at=made.tick())


def sign_op(made: judging.Final, seat: int, *, only: int | None = None) -> SignOp:
    """The signature of all of a judge's open sheets, or of the first few."""
    rows = ScoreSheet.objects.filter(seat=made.seats[seat], state=SheetState.OPEN)
    seen = tuple(
        SeenSheet(sheet.uid, {cell.criterion: cell.rev for cell in sheet.cells.all()})
        for sheet in rows.order_by("slot__position")[:only]
    )
    person = made.judge(seat + 1)
    return SignOp(person.pk, uuid.uuid4(), made.device(person).uid, made.next(), "", seen)


def drafted(made: judging.Final) -> None:
    """Every judge has typed every mark: 50.x and 30, higher by seat, lower by team."""
    for place in range(len(made.slots())):
        for seat in range(len(made.seats)):
            typed(made, seat, place, technology=f"{50 - place}.{seat}", market="30")


def signed(made: judging.Final) -> None:
    """Everybody signs what is open."""
    for seat in range(len(made.seats)):
        [outcome] = score_ops_apply(ops=[sign_op(made, seat)], at=made.tick())
        assert outcome.outcome == "applied", outcome


def half_sign_op(made: judging.Final, seat: int, places: Iterable[int]) -> SignOp:
    """The signature of a judge's open sheets of these teams, counted from 0."""
    slots = made.slots()
    rows = ScoreSheet.objects.filter(seat=made.seats[seat], state=SheetState.OPEN)
    seen = tuple(
        SeenSheet(sheet.uid, {cell.criterion: cell.rev for cell in sheet.cells.all()})
        for place in places
        for sheet in rows.filter(slot=slots[place])
    )
    person = made.judge(seat + 1)
    return SignOp(person.pk, uuid.uuid4(), made.device(person).uid, made.next(), "", seen)
