"""Room commands over the socket: the same policy and service as the REST route."""

from datetime import datetime
from uuid import UUID

from api.live.sessions import Identity
from core.errors import Problem
from judging.policy import slot_run
from judging.selectors.rounds import slot_of
from judging.services.slots import VERBS, slot_command


def command_run(
    *,
    identity: Identity,
    slot_id: UUID,
    verb: str,
    code: str,
    at: datetime,
    seen: UUID | None = None,
) -> dict[str, str]:
    """Carry out a verb for a slot. Raises not_found, field_invalid, or the command's problem."""
    slot = slot_of(uid=slot_id)
    if slot is None:
        raise Problem("not_found")
    slot_run(viewer=identity.viewer, slot=slot, verb=verb).enforce()
    if verb not in VERBS:
        raise Problem("field_invalid", fields={"verb": ["unknown"]})
    person = None if identity.account is None else identity.account.person
    assert person is not None
    changed = slot_command(slot=slot, verb=verb, actor=person, at=at, code=code, seen=seen)
    return {"slot": str(changed.uid), "state": changed.state}
