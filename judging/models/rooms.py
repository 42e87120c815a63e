"""The live room: running order by committed draw, slots with a server clock, a version."""

from django.db import models

from contest.models import Entry
from core.models.base import Row
from judging.models.panels import Panel
from judging.models.programs import opening_program


class SlotState(models.TextChoices):
    """Where a pitch stands."""

    WAITING = "waiting"
    CALLED = "called"
    PITCHING = "pitching"
    QUESTIONS = "questions"
    SCORING = "scoring"
    HELD = "held"
    SEALED = "sealed"
    REVEALED = "revealed"
    CONFIRMED = "confirmed"
    NO_SHOW = "no_show"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


# The team is still to be heard.
AHEAD_SLOTS = (
    SlotState.WAITING,
    SlotState.DEFERRED,
    SlotState.CALLED,
    SlotState.PITCHING,
    SlotState.QUESTIONS,
)
# It was heard, and its sheets may be signed and sealed.
SCORED_SLOTS = (SlotState.SCORING, SlotState.HELD)
# The hall sees the marks, or has seen them; before that, the seal closes the sheets.
SHOWN_SLOTS = (SlotState.REVEALED, SlotState.CONFIRMED)
SEALED_SLOTS = (SlotState.SEALED, *SHOWN_SLOTS)


class Lights(models.TextChoices):
    """The hall's light."""

    ON = "on"
    OFF = "off"


class Room(Row):
    """What screens watch. `version` rises by one with every committed change.

    `scene_version` rises only with what judges see too: a version that rose with every tap would
    tell a judge how busy her colleagues are. `stage_version` rises with what the hall sees, cues
    and signatures included.

    `hears` names the tracks and divisions whose entries are heard here (`{"tracks": [codes],
    "divisions": [codes]}`); empty is every entry that no other room names.

    `program` is on air, `preview` is prepared, `under` is what black lies on. While `follow` is
    true the slot's verbs choose the scene.

    `breaks` are in the order of their places: `{id, after, minutes, words, skipped}`, `after`
    the place that it follows, 0 before the first. A skipped one still counts in the plan.
    `ends_session` is there, and true, where what was heard before is signed and sealed apart.

    At the door: how many go on stage at most, and after how many calls, or how many seconds from
    the first one, a team counts as not there.
    """

    panel = models.OneToOneField(Panel, on_delete=models.PROTECT, related_name="room")
    name = models.JSONField()
    hears = models.JSONField(default=dict)
    version = models.BigIntegerField(default=0)
    scene_version = models.BigIntegerField(default=0)
    stage_version = models.BigIntegerField(default=0)
    current_slot = models.ForeignKey(
        "judging.Slot", on_delete=models.PROTECT, null=True, related_name="+"
    )
    program = models.JSONField(default=opening_program)
    preview = models.JSONField(null=True)
    under = models.JSONField(null=True)
    follow = models.BooleanField(default=True)
    breaks = models.JSONField(default=list)
    stage_people = models.PositiveSmallIntegerField(default=3)
    door_calls = models.PositiveSmallIntegerField(default=3)
    grace_s = models.PositiveIntegerField(default=600)
    lights = models.CharField(max_length=3, choices=Lights.choices, default=Lights.ON)

    def __str__(self) -> str:
        return str(self.uid)


class Slot(Row):
    """One entry's turn. The clock is `clock_started_at`, `paused_ms`, `duration_s` of its phase.

    While paused, `paused_at` says since when; the tablet shows what the server computes.
    `shown_step` is how far the hall has seen the reveal: with the last step it is in the
    leaderboard. `counts_few` says that the committee lets fewer sheets than the minimum count.
    `put_off` says that it is heard after its session's end, and signed with the room's last.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="slots")
    position = models.PositiveIntegerField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="slots")
    state = models.CharField(max_length=12, choices=SlotState.choices, default=SlotState.WAITING)
    clock_started_at = models.DateTimeField(null=True)
    duration_s = models.PositiveIntegerField(default=0)
    paused_ms = models.BigIntegerField(default=0)
    paused_at = models.DateTimeField(null=True)
    pause_code = models.CharField(max_length=24, blank=True)
    shown_step = models.PositiveSmallIntegerField(default=0)
    # When the team was called, and when its turn on stage ended.
    called_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    # Came back by a decision of two people: after all others.
    returned_at = models.DateTimeField(null=True)
    counts_few = models.BooleanField(default=False)
    put_off = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "position"], name="slot_position_once"),
            models.UniqueConstraint(fields=["room", "entry"], name="slot_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.room_id}/{self.position}"
