"""Which request has been carried out, so that asking again does nothing twice."""

from django.db import models

from core.models.base import Row
from core.models.people import Person


class IdempotencyRecord(Row):
    """A command that somebody sent under a key of their own, and what came of it.

    `object` is the public id of what the command made or changed, `status` the HTTP status of
    its answer; the answer itself is not kept. `at` is the request's arrival.
    """

    # Its index is the one of `idempotency_key_once`.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=64)
    route = models.CharField(max_length=200)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    # Empty only inside the transaction that carries the command out.
    object = models.UUIDField(null=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="idempotency_key_once"),
        ]

    def __str__(self) -> str:
        return str(self.uid)
