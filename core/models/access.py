"""Who may do what, where and until when; and the links and devices that let people in."""

from django.db import models

from core.models.base import Row
from core.models.people import Organization, Person


class Role(models.TextChoices):
    """Every membership role. Team member, judge, chair and contact are relations instead."""

    PLATFORM_ADMIN = "platform_admin"
    HOST_ADMIN = "host_admin"
    AUDITOR = "auditor"
    PRIVACY_OFFICER = "privacy_officer"
    ORGANIZER = "organizer"
    ELIGIBILITY_OFFICER = "eligibility_officer"
    REGIONAL_ADMIN = "regional_admin"
    SCOREKEEPER = "scorekeeper"
    TIMEKEEPER = "timekeeper"
    VERIFIER = "verifier"
    WITNESS = "witness"
    EMCEE = "emcee"
    TECHNICIAN = "technician"
    EVENT_DESK = "event_desk"
    FEE_CLERK = "fee_clerk"
    EXPERT_KEEPER = "expert_keeper"
    EXECUTOR = "executor"
    INVESTMENT_MANAGER = "investment_manager"
    PROJECT_LEAD = "project_lead"
    REVIEW_SECRETARY = "review_secretary"
    DECISION_MEMBER = "decision_member"
    FUND_OFFICER = "fund_officer"
    ZONE_LEADER = "zone_leader"
    STEWARD = "steward"
    EXTERNAL_REVIEWER = "external_reviewer"


class DeviceKind(models.TextChoices):
    """What a bound device is for."""

    JUDGE = "judge"
    SCREEN = "screen"
    PAPER_DESK = "paper_desk"


class InvitationKind(models.TextChoices):
    """What pressing the button of a link does."""

    JUDGE_SEAT = "judge_seat"
    TEAM_MEMBER = "team_member"
    OFFICE = "office"


class Host(Row):
    """A tenant: the zone or organization that runs contests on this installation."""

    slug = models.SlugField(unique=True)
    name = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.slug


class Membership(Row):
    """A person's role at a host, for all of it or for one scope, from `since` to `until`.

    The scope is (kind, public id) without a foreign key: core knows no contest. `until` is the
    end that was agreed; `ended_at` is set once it is over, early or then. `organization` is the
    guest whose people these are (a contractor): theirs is one edition and an end.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    host = models.ForeignKey(Host, on_delete=models.PROTECT, null=True, related_name="memberships")
    role = models.CharField(max_length=32, choices=Role.choices)
    scope_kind = models.CharField(max_length=32, blank=True)
    scope_id = models.UUIDField(null=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="memberships"
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    rev = models.PositiveBigIntegerField(default=1, db_default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "host", "role"],
                condition=models.Q(ended_at__isnull=True, scope_id__isnull=True),
                name="membership_once",
            ),
            models.UniqueConstraint(
                fields=["person", "host", "role", "scope_kind", "scope_id"],
                condition=models.Q(ended_at__isnull=True, scope_id__isnull=False),
                name="membership_scope_once",
            ),
            models.UniqueConstraint(
                fields=["person", "host"],
                condition=models.Q(
                    ended_at__isnull=True,
                    scope_id__isnull=True,
                    role__in=["verifier", "witness"],
                ),
                name="membership_verifier_or_witness",
            ),
            models.UniqueConstraint(
                fields=["person", "host", "scope_id"],
                condition=models.Q(
                    ended_at__isnull=True,
                    scope_id__isnull=False,
                    role__in=["verifier", "witness"],
                ),
                name="membership_scope_verifier_or_witness",
            ),
            models.CheckConstraint(
                condition=models.Q(host__isnull=False) | models.Q(role=Role.PLATFORM_ADMIN),
                name="membership_has_host",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=False)
                | (models.Q(organization__isnull=True) & ~models.Q(role=Role.EXECUTOR)),
                name="membership_guest_has_end",
            ),
            models.CheckConstraint(
                condition=models.Q(organization__isnull=True) | models.Q(scope_id__isnull=False),
                name="membership_guest_has_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}@{self.host_id}"


class Device(Row):
    """A browser bound to a person. `key` is the public key that the browser keeps unextractable.

    A screen of a hall is nobody's. It speaks for the person until `ends_at` (null: no end), unless
    it is revoked before.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="devices")
    kind = models.CharField(max_length=16, choices=DeviceKind.choices)
    key = models.TextField(blank=True)
    label = models.CharField(max_length=120, blank=True)
    bound_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, kind__in=["judge", "paper_desk"])
                | models.Q(person__isnull=True, kind="screen"),
                name="device_screen_is_nobodys",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Invitation(Row):
    """A link. Opening it consumes nothing; the button does, once per person.

    Only the SHA-256 of the token is stored. `subject` is (kind, public id) of what it opens.
    """

    kind = models.CharField(max_length=24, choices=InvitationKind.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=32)
    subject_id = models.UUIDField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField(blank=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.uid)
