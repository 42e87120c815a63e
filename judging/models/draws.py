"""How the running order came about: the draw in its three forms, and teams moved afterwards."""

from django.db import models

from contest.models import Entry, Round
from core.models import Person
from core.models.base import Row
from judging.models.rooms import Room, Slot


class DrawKind(models.TextChoices):
    """By the server's seed, by each team at sign-in from pots made beforehand, or on paper."""

    COMPUTER = "computer"
    SIGN_IN = "sign_in"
    PAPER = "paper"


class Draw(Row):
    """A running order that can be checked: what it is drawn from is fixed before anybody draws.

    `plan` says which rooms may hear whom (`judging/draw/plan.py`); empty in a draw of version 1,
    of one room by the server, whose list is `candidates`. `candidates_hash` is the plan's hash, or
    the list's. A draw at sign-in has `lots`, what is public of each lot beforehand. A paper draw
    has neither seed nor commitment. Nobody reads `sealed_seed`; the reveal writes `seed` beside it,
    so that what is public hangs on no key.
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="draw")
    kind = models.CharField(max_length=8, choices=DrawKind.choices, default=DrawKind.COMPUTER)
    commitment = models.CharField(max_length=64, blank=True)
    candidates = models.JSONField(default=list)
    candidates_hash = models.CharField(max_length=64, blank=True)
    plan = models.JSONField(default=dict)
    lots = models.JSONField(default=list)
    sealed_seed = models.CharField(max_length=128, blank=True)
    seed = models.CharField(max_length=64, blank=True)
    committed_at = models.DateTimeField()
    revealed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="paper", sealed_seed="")
                | (~models.Q(kind="paper") & ~models.Q(sealed_seed="")),
                name="draw_seed_unless_paper",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class DrawTurn(Row):
    """One team's lot in a draw at sign-in: the `turn`-th of its share. Never changes.

    `pressed` is false where the team had not come and was given what was left.
    """

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="turns")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    share = models.PositiveIntegerField()
    turn = models.PositiveIntegerField()
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    pressed = models.BooleanField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "entry"], name="draw_turn_entry_once"),
            models.UniqueConstraint(fields=["draw", "share", "turn"], name="draw_turn_once"),
            models.UniqueConstraint(fields=["draw", "room", "position"], name="draw_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.draw_id}/{self.share}/{self.turn}"


class PaperCheck(models.TextChoices):
    """How the second person took the paper: typed it again, or ticked it line by line."""

    TYPED = "typed"
    READ = "read"


class DrawPaper(Row):
    """A paper draw as it was typed in: `orders` by room. It holds once another person agrees.

    Typing it anew replaces one that nobody agreed to; `version` says how often it was typed.
    """

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="paper")
    orders = models.JSONField()
    form = models.CharField(max_length=120)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=1)
    typed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    typed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    check_kind = models.CharField(max_length=5, choices=PaperCheck.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True)
                | ~models.Q(confirmed_by=models.F("typed_by")),
                name="draw_paper_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class TransferState(models.TextChoices):
    """Of a team's move to another room."""

    ASKED = "asked"
    MOVED = "moved"
    REFUSED = "refused"


class RoomTransfer(Row):
    """A team is heard in another room than it drew: an exception of two people, with a reason."""

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="transfers")
    source = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    source_position = models.PositiveIntegerField()
    target = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    target_position = models.PositiveIntegerField(null=True)
    reason = models.CharField(max_length=300)
    state = models.CharField(
        max_length=8, choices=TransferState.choices, default=TransferState.ASKED
    )
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slot"], condition=models.Q(state="asked"), name="room_transfer_asked_once"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("asked_by")),
                name="room_transfer_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
