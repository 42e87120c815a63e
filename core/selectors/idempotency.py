"""Commands that were carried out under a key."""

from core.models import IdempotencyRecord


def idempotency_record_of(*, person_id: int, key: str) -> IdempotencyRecord | None:
    """What the person's key stands for, or None for a new one."""
    return IdempotencyRecord.objects.filter(person_id=person_id, key=key).first()
