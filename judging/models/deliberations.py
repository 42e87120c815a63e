"""The panel's talk over a result that is not locked: motions, and a vote that is secret."""

from django.db import models

from contest.models import Entry, Round
from core.models import Person
from core.models.base import Row
from judging.models.panels import PanelSeat

MOST_MOTION = 500
MOST_CLAUSE = 200


class DeliberationMode(models.TextChoices):
    """Whether the votes are told with their judges once they are counted."""

    ATTRIBUTED = "attributed"
    ANONYMOUS = "anonymous"


class DeliberationState(models.TextChoices):
    """One is open in a round at a time."""

    OPEN = "open"
    CLOSED = "closed"


class MotionKind(models.TextChoices):
    """What the panel may decide; marks are never edited here."""

    KEEP = "keep"
    TIE_BREAK = "tie_break"
    DISQUALIFY = "disqualify"
    RESCORE = "rescore"


class MotionState(models.TextChoices):
    """Voted on, counted, and at last taken down as the decision."""

    OPEN = "open"
    COUNTED = "counted"
    RECORDED = "recorded"


class MotionOutcome(models.TextChoices):
    """What the count came to; `chair` is an even split that the chair's vote decided."""

    CARRIED = "carried"
    CARRIED_BY_CHAIR = "carried_by_chair"
    FAILED = "failed"
    NO_QUORUM = "no_quorum"


class VoteChoice(models.TextChoices):
    """The three answers."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Deliberation(Row):
    """`letters` names the seats of an anonymous one by their public ids: drawn, for it alone."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="deliberations")
    mode = models.CharField(max_length=12, choices=DeliberationMode.choices)
    state = models.CharField(
        max_length=8, choices=DeliberationState.choices, default=DeliberationState.OPEN
    )
    letters = models.JSONField(default=dict)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round"],
                condition=models.Q(state="open"),
                name="deliberation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.state}"


class Motion(Row):
    """What is put to the vote about one entry. `order` are numbers of tied entries, best first.

    The counts, and how many had a vote, are empty until the vote is closed.
    """

    deliberation = models.ForeignKey(Deliberation, on_delete=models.PROTECT, related_name="motions")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="motions")
    kind = models.CharField(max_length=12, choices=MotionKind.choices)
    text = models.CharField(max_length=MOST_MOTION)
    clause = models.CharField(max_length=MOST_CLAUSE, blank=True)
    order = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=MotionState.choices, default=MotionState.OPEN)
    mover = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    outcome = models.CharField(max_length=16, choices=MotionOutcome.choices, blank=True)
    may_vote = models.PositiveIntegerField(null=True)
    votes_for = models.PositiveIntegerField(null=True)
    votes_against = models.PositiveIntegerField(null=True)
    votes_abstain = models.PositiveIntegerField(null=True)
    counted_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deliberation", "entry"],
                condition=~models.Q(state="recorded"),
                name="motion_waiting_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", outcome="", votes_for__isnull=True)
                | (~models.Q(state="open") & ~models.Q(outcome="")),
                name="motion_open_uncounted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.entry_id}"


class Vote(Row):
    """A seat's answer to a motion; it may be another one until the vote is closed."""

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="votes")
    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="votes")
    choice = models.CharField(max_length=8, choices=VoteChoice.choices)
    cast_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["motion", "seat"], name="vote_once"),
        ]

    def __str__(self) -> str:
        return str(self.uid)
