"""POST /api/v1/score-operations: the way of the same operations while the socket is down."""

from typing import Any

from api.live.frames import shaped
from api.live.http import (
    ClientGone,
    Receive,
    Send,
    answer,
    answer_problem,
    body_of,
    require_method,
    signed_in,
)
from api.live.schema import MOST_OPERATIONS, OpsBody
from api.live.scoring import operations_acknowledge
from api.live.sessions import Scope, header, language_asked
from api.parsers import strict_json
from core import clock
from core.errors import Problem

# Two hundred operations of the longest kind.
MOST_BYTES = 256 * 1024


async def score_operations(scope: Scope, receive: Receive, send: Send) -> None:
    """Acknowledge operations after their commit; 503 where nothing was committed."""
    language = language_asked(scope)
    try:
        require_method(scope, "POST")
        identity = await signed_in(scope)
        language = identity.language
        _require_json(scope)
        ops = _ops(await body_of(receive, MOST_BYTES))
        assert identity.viewer.person_id is not None
        outcomes = await operations_acknowledge(ops, judge_id=identity.viewer.person_id)
    except Problem as problem:
        await answer_problem(send, problem, language)
    except ClientGone:
        return
    else:
        await answer(send, {"outcomes": outcomes, "server_time": clock.instant_text(clock.now())})


def _require_json(scope: Scope) -> None:
    if header(scope, b"content-type").partition(";")[0].strip() != "application/json":
        raise Problem("media_type_refused")


def _ops(body: bytes) -> list[dict[str, Any]]:
    content = strict_json(body)
    many = content.get("ops") if isinstance(content, dict) else None
    if isinstance(many, list) and len(many) > MOST_OPERATIONS:
        raise Problem("batch_too_large", params={"most": str(MOST_OPERATIONS)})
    return shaped(content, OpsBody).ops
