"""Paper: what was printed, each page with a code of its own, and what came back signed."""

from django.db import models

from contest.models import Round
from core.models import Person, StoredFile
from core.models.base import Row
from judging.models.panels import Panel, PanelSeat
from judging.models.rooms import Slot
from judging.models.rulebook_changes import MOST_REASON


class PaperKind(models.TextChoices):
    """What is printed: cards to fill by hand, sheets to sign, the protocol."""

    CARDS = "cards"
    SHEETS = "sheets"
    PROTOCOL = "protocol"


class PageKind(models.TextChoices):
    """What a page is: a blank card, a judge's own totals, the table of all judges."""

    CARD = "card"
    JUDGE = "judge"
    TOTALS = "totals"


class PrintState(models.TextChoices):
    """Whether the file is there."""

    WAITING = "waiting"
    MADE = "made"
    FAILED = "failed"


class PaperLanguage(models.TextChoices):
    """The language that a paper is in."""

    ZH = "zh"
    EN = "en"


class PaperPrint(Row):
    """One print run of a round, one file. `number` counts from 1 in its round.

    `facts` is all that the file says, taken when it was asked for; `content_hash` is over it. The
    file is made from them afterwards and is the same however often it is made.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="prints")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=PaperKind.choices)
    language = models.CharField(max_length=2, choices=PaperLanguage.choices)
    state = models.CharField(max_length=8, choices=PrintState.choices, default=PrintState.WAITING)
    tries = models.PositiveIntegerField(default=1)
    facts = models.JSONField()
    content_hash = models.CharField(max_length=64)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="paper_print_number_once"),
            models.CheckConstraint(
                condition=~models.Q(state="made")
                | models.Q(file__isnull=False, made_at__isnull=False),
                name="paper_print_made_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.number}"


class PaperPage(Row):
    """One printed page. `code` stands on it in words and in its QR, beside `mark`.

    `mark` is what cannot be guessed from the code: of a page with values the hash of what it
    says, so that a page of before a correction is known by it; of a blank card a nonce. `part`
    of `parts` where one judge's totals take several pages.
    """

    print = models.ForeignKey(PaperPrint, on_delete=models.PROTECT, related_name="pages")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=6, choices=PageKind.choices)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, null=True, related_name="+")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, null=True, related_name="+")
    part = models.PositiveIntegerField(default=1)
    parts = models.PositiveIntegerField(default=1)
    code = models.CharField(max_length=8, unique=True)
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["print", "position"], name="paper_page_position_once"),
            models.UniqueConstraint(
                fields=["mark"], condition=models.Q(kind="card"), name="paper_card_nonce_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="card", seat__isnull=False, slot__isnull=False)
                | models.Q(kind="judge", seat__isnull=False, slot__isnull=True)
                | models.Q(kind="totals", seat__isnull=True, slot__isnull=True),
                name="paper_page_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PaperFiling(Row):
    """A signed page that came back, with its scan. One that was wrong stays, taken back."""

    page = models.ForeignKey(PaperPage, on_delete=models.PROTECT, related_name="filings")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    filed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_for = models.CharField(max_length=MOST_REASON, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=models.Q(undone_at__isnull=True),
                name="paper_filing_live_once",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True, undone_by__isnull=True, undone_for="")
                | (models.Q(undone_at__isnull=False, undone_by__isnull=False)
                   & ~models.Q(undone_for="")),
                name="paper_filing_undone_whole",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.uid)


class InkRule(Row):
    """Whether a round's result waits for every signed page; without a row it does not.

    `reason` is there where it was changed after the round had begun.
    """

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="ink_rule")
    required = models.BooleanField()
    reason = models.CharField(max_length=MOST_REASON, blank=True)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.round_id} {self.required}"
