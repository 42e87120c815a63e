"""What the log says of an operation that changed or kept something."""

from collections.abc import Mapping
from uuid import UUID

from core.numbers import mark_text
from core.services.leaves import LogEvent
from judging.services.scoring.operations import ScoreOp, SignOp, UnsignOp


def typing_event(kind: str, op: ScoreOp, rev: int) -> LogEvent:
    """A mark that was applied, superseded or held."""
    body = {
        "op_id": str(op.op_id),
        "sheet": str(op.sheet),
        "criterion": op.criterion,
        "value": op.value,
        "rev": rev,
    }
    return LogEvent(kind, body)


def signing_event(kind: str, op: SignOp, totals: Mapping[UUID, int]) -> LogEvent:
    """A signature, with the total of each sheet that has one by it."""
    sheets = [
        {"sheet": str(each.sheet), "revs": dict(each.revs)}
        | ({"total": mark_text(totals[each.sheet])} if each.sheet in totals else {})
        for each in op.seen
    ]
    return LogEvent(kind, {"op_id": str(op.op_id), "sheets": sheets})


def unsigning_event(op: UnsignOp) -> LogEvent:
    """A signature taken back: the sheet and the one in its place."""
    body = {"op_id": str(op.op_id), "sheet": str(op.sheet), "successor": str(op.successor)}
    return LogEvent("sheet.unsign", body)
