"""Teams and what they enter: drafts with revisions, frozen versions, files, receipts."""

from django.db import models

from contest.models.editions import Division, Edition, Track
from core.models import Organization, Person, StoredFile
from core.models.base import Row


class EntryState(models.TextChoices):
    """The life of an entry up to the round; results live with the judging."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_CHECK = "in_check"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    DISQUALIFIED = "disqualified"


class MemberRole(models.TextChoices):
    """A person's place in a team."""

    LEADER = "leader"
    MEMBER = "member"


class LandingIntent(models.TextChoices):
    """Whether the team wants to settle in the zone."""

    NONE = "none"
    OPEN = "open"
    FIRM = "firm"


class Team(Row):
    """The people behind an entry in one edition."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="teams")
    name = models.JSONField()
    name_key = models.CharField(max_length=120)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="teams"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "name_key"], name="team_name_once"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class TeamMember(Row):
    """A person in a team; at most one leader."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="team_memberships")
    role = models.CharField(max_length=8, choices=MemberRole.choices)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person"],
                condition=models.Q(left_at__isnull=True),
                name="team_member_once",
            ),
            models.UniqueConstraint(
                fields=["team"],
                condition=models.Q(role="leader", left_at__isnull=True),
                name="team_one_leader",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Entry(Row):
    """What is judged. Draft fields carry one `rev`; submitting freezes them into a version.

    `number` is given at acceptance; `planned_investment_minor` is CNY in 分 (1/100 yuan).
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="entries")
    team = models.OneToOneField(Team, on_delete=models.PROTECT, related_name="entry")
    track = models.ForeignKey(Track, on_delete=models.PROTECT, null=True, related_name="entries")
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, null=True, related_name="entries"
    )
    number = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=12, choices=EntryState.choices, default=EntryState.DRAFT)
    rev = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=60, blank=True)
    summary = models.TextField(max_length=500, blank=True)
    answers = models.JSONField(default=dict)
    landing_intent = models.CharField(
        max_length=8, choices=LandingIntent.choices, default=LandingIntent.NONE
    )
    planned_investment_minor = models.BigIntegerField(null=True)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"],
                condition=~models.Q(number=""),
                name="entry_number_once",
            ),
            models.CheckConstraint(
                condition=models.Q(planned_investment_minor__isnull=True)
                | models.Q(planned_investment_minor__gte=0),
                name="entry_investment_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.uid)


class EntryFile(Row):
    """A stored file in a slot of an entry (`deck`); the live one has no `until`."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="files")
    slot = models.CharField(max_length=32)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "slot"],
                condition=models.Q(until__isnull=True),
                name="entry_file_slot_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class EntryVersion(Row):
    """What was submitted, frozen: the content as sent and its signed receipt.

    `arrived_at` is the server's time of arrival that the deadline is compared with.
    `receipt_number` counts per edition, under the edition's lock; hosts may share a prefix.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField()
    committed_at = models.DateTimeField()
    receipt_number = models.CharField(max_length=32)
    receipt = models.TextField()
    signature = models.CharField(max_length=128)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="entry_version_once"),
        ]

    def __str__(self) -> str:
        return self.receipt_number


class EligibilityCheck(Row):
    """The machine's findings on a version and, once made, the desk's decision."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="checks")
    version = models.ForeignKey(EntryVersion, on_delete=models.PROTECT, related_name="checks")
    items = models.JSONField()
    decision = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.uid)
