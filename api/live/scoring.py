"""From operations on the wire to acknowledgements: the same for socket and POST."""

import asyncio
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError

from api.live.frames import shaped
from api.live.schema import ScoreOperation, SignOperation, UnsignOperation
from api.live.threads import in_thread
from core.db.faults import store_problem
from core.errors import Problem
from judging.services.scoring.operations import (
    Op,
    OpOutcome,
    ScoreOp,
    SeenSheet,
    SignOp,
    UnsignOp,
)
from judging.services.scoring.queue import editions_learn, editions_unknown, score_ops_submit

Wire = dict[str, Any]


async def operations_acknowledge(ops: list[Wire], *, judge_id: int) -> list[Wire]:
    """The outcomes of the operations, in their order, after they are committed.

    Raises field_invalid where an operation has no readable key (it could not be answered),
    database_busy or storage_full where nothing could be committed: the device sends again.
    """
    read = [_read(op, position, judge_id) for position, op in enumerate(ops)]
    sound = [op for op in read if not isinstance(op, OpOutcome)]
    try:
        answers = iter(await _committed(sound))
    except (OperationalError, InterfaceError) as error:
        raise store_problem(error) or Problem("server_fault") from error
    return [(op if isinstance(op, OpOutcome) else next(answers)).to_wire() for op in read]


async def _committed(ops: list[Op]) -> list[OpOutcome]:
    unknown = editions_unknown(ops)
    if unknown:
        await in_thread(editions_learn, unknown)
    answers: dict[int, OpOutcome] = {}
    for positions, future in score_ops_submit(ops=ops):
        outcomes = await asyncio.wrap_future(future)
        answers.update(zip(positions, outcomes, strict=True))
    return [answers[position] for position in range(len(ops))]


def _read(op: Wire, position: int, judge_id: int) -> Op | OpOutcome:
    prefix = f"ops.{position}."
    try:
        if op.get("kind") == "sign":
            return _sign(shaped(op, SignOperation, prefix), judge_id)
        if op.get("kind") == "unsign":
            return _unsign(shaped(op, UnsignOperation, prefix), judge_id)
        return _score(shaped(op, ScoreOperation, prefix), judge_id)
    except Problem as problem:
        answer = {"current": False, "code": problem.code, "fields": problem.fields}
        return OpOutcome(_key(op, position), "refused", answer)


def _key(op: Wire, position: int) -> UUID:
    try:
        return UUID(op["op_id"])
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise Problem("field_invalid", fields={f"ops.{position}.op_id": ["invalid"]}) from error


def _score(op: ScoreOperation, judge_id: int) -> ScoreOp:
    return ScoreOp(
        judge_id=judge_id,
        op_id=UUID(op.op_id),
        device=op.device,
        client_seq=op.client_seq,
        device_time=op.device_time,
        sheet=op.sheet,
        criterion=op.criterion,
        value=op.value,
        base_rev=op.base_rev,
    )


def _sign(op: SignOperation, judge_id: int) -> SignOp:
    return SignOp(
        judge_id=judge_id,
        op_id=UUID(op.op_id),
        device=op.device,
        client_seq=op.client_seq,
        device_time=op.device_time,
        seen=tuple(SeenSheet(each.sheet, each.revs) for each in op.sheets),
    )


def _unsign(op: UnsignOperation, judge_id: int) -> UnsignOp:
    return UnsignOp(
        judge_id=judge_id,
        op_id=UUID(op.op_id),
        device=op.device,
        client_seq=op.client_seq,
        device_time=op.device_time,
        sheet=op.sheet,
    )
