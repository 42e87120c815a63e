"""Table codes: found by their digits, in the same time whether they are right or wrong."""

import hmac
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from core.models import CodeRequest, CodeRequestState, CodeSpace, TableCode

# A browser that may sit down at once does so within these; later it types the code again.
READY_FOR: Final = timedelta(minutes=10)
FAILURES: Final = 10
WITHIN: Final = timedelta(minutes=10)


def code_hash(*, space_id: UUID, digits: str) -> str:
    """What is stored of six digits: keyed, because a million of them are tried in a second."""
    text = f"{space_id}:{digits}"
    return salted_hmac("core.table_code", text, algorithm="sha256").hexdigest()


def codes_live(*, at: datetime) -> QuerySet[TableCode]:
    """Codes that let somebody in at this moment."""
    return TableCode.objects.filter(revoked_at=None, opens_at__lte=at, closes_at__gt=at)


def code_match(*, space: CodeSpace | None, digits: str, at: datetime) -> TableCode | None:
    """The live code of these digits. Every code of the space is compared, in constant time."""
    typed = code_hash(space_id=space.uid if space else UUID(int=0), digits=digits)
    found = None
    for code in codes_live(at=at).filter(space=space).select_related("space__host", "person"):
        if hmac.compare_digest(code.code_hash, typed):
            found = code
    return found


def is_guarded(space: CodeSpace, *, at: datetime) -> bool:
    """Whether ten wrong codes came in within ten minutes."""
    moments = [datetime.fromisoformat(text) for text in space.failures]
    return sum(moment > at - WITHIN for moment in moments) >= FAILURES


def space_of(*, owner: tuple[str, UUID]) -> CodeSpace | None:
    """The code space of an edition; None where no code was ever issued."""
    return CodeSpace.objects.filter(owner_kind=owner[0], owner_id=owner[1]).first()


def spaces_open(*, kind: str, at: datetime) -> set[UUID]:
    """Owners of this kind for whom a code lets somebody in at this moment."""
    live = codes_live(at=at).filter(space__owner_kind=kind)
    return set(live.values_list("space__owner_id", flat=True))


def codes_of(*, scope: tuple[str, UUID]) -> list[TableCode]:
    """The codes of a session that nobody took back, open or not."""
    kind, scope_id = scope
    return list(TableCode.objects.filter(scope_kind=kind, scope_id=scope_id, revoked_at=None))


def code_of_subject(*, subject: tuple[str, UUID]) -> TableCode | None:
    """The code of a seat that nobody took back."""
    found = TableCode.objects.filter(
        subject_kind=subject[0], subject_id=subject[1], revoked_at=None
    )
    return found.select_related("space__host").first()


def request_of(*, uid: UUID) -> CodeRequest | None:
    """A browser's request by its public id."""
    found = CodeRequest.objects.filter(uid=uid)
    return found.select_related("code__person", "code__space__host").first()


def request_state(request: CodeRequest, *, at: datetime) -> str:
    """`waiting`, `ready`, `refused`, `used`, or `over`: its code or its ten minutes ended."""
    if request.state in {CodeRequestState.USED, CodeRequestState.REFUSED}:
        return request.state
    since = request.decided_at or request.asked_at
    late = request.state == CodeRequestState.READY and at >= since + READY_FOR
    code = request.code
    return "over" if late or code.revoked_at is not None or code.closes_at <= at else request.state


def requests_waiting(*, scope: tuple[str, UUID], at: datetime) -> list[CodeRequest]:
    """Who waits for the desk in a session, the longest first."""
    waiting = CodeRequest.objects.filter(
        state=CodeRequestState.WAITING,
        code__scope_kind=scope[0],
        code__scope_id=scope[1],
        code__in=codes_live(at=at),
    )
    return list(waiting.select_related("code").order_by("asked_at", "pk"))


def requests_beyond(*, code: TableCode, beyond: int) -> Collection[int]:
    """Keys of a code's waiting requests that are older than the newest `beyond`."""
    waiting = CodeRequest.objects.filter(code=code, state=CodeRequestState.WAITING)
    return list(waiting.order_by("-asked_at", "-pk").values_list("pk", flat=True)[beyond:])
