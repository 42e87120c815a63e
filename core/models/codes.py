"""Table codes: six digits on a slip, good in one session's window, for whoever has no link."""

from django.db import models

from core.models.access import Device, Host
from core.models.base import Row
from core.models.people import Person


class CodeSpace(Row):
    """Within which six digits are told apart, and where wrong ones are counted: an edition.

    `owner` is (kind, public id). `failures` are the moments of the last ten wrong tries, as ISO
    texts, the oldest first; nothing here knows who tried.
    """

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="+")
    owner_kind = models.CharField(max_length=32)
    owner_id = models.UUIDField()
    failures = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner_kind", "owner_id"], name="code_space_once"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class TableCode(Row):
    """One code: for whom (`person`, `subject`), of which session (`scope`), from when to when.

    Only a keyed hash of the digits is stored. A code that was typed while too many wrong ones
    came in is `guarded_at`: from then on it waits for the desk, until another takes its place.
    """

    space = models.ForeignKey(CodeSpace, on_delete=models.PROTECT, related_name="codes")
    scope_kind = models.CharField(max_length=32)
    scope_id = models.UUIDField()
    subject_kind = models.CharField(max_length=32)
    subject_id = models.UUIDField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    guarded_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "code_hash"],
                condition=models.Q(revoked_at__isnull=True),
                name="table_code_live_once",
            ),
            models.UniqueConstraint(
                fields=["space", "subject_kind", "subject_id"],
                condition=models.Q(revoked_at__isnull=True),
                name="table_code_of_subject_once",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="table_code_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class CodeRequestState(models.TextChoices):
    """Where a browser stands that typed a right code."""

    READY = "ready"
    WAITING = "waiting"
    REFUSED = "refused"
    USED = "used"


class CodeRequestReason(models.TextChoices):
    """Why a right code waits for the desk."""

    BOUND = "bound"
    GUARDED = "guarded"


class CodeRequest(Row):
    """A browser that typed a right code. `tag` stands on its screen and on the desk's list.

    Ready without `decided_by`: nothing stood against it. A waiting one is decided by a person.
    """

    code = models.ForeignKey(TableCode, on_delete=models.PROTECT, related_name="requests")
    tag = models.CharField(max_length=8)
    label = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=CodeRequestState.choices)
    reason = models.CharField(max_length=8, choices=CodeRequestReason.choices, blank=True)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["code", "state", "asked_at"], name="code_request_waiting"),
        ]

    def __str__(self) -> str:
        return str(self.uid)
