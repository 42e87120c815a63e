"""One violation of each invariant of paper; kept beside the others in their list."""

from __future__ import annotations

from core.models import StoredFile
from judging.models import InkRule, PaperFiling, PaperPage, PaperPrint
from tests.system.invariants.plants import plants
from tests.worlds import Day


@plants("paper_as_logged")
def _paper(_world: Day) -> str:
    row = PaperPrint.objects.order_by("pk")[0]
    PaperPage.objects.filter(pk=row.pages.order_by("pk")[0].pk).update(mark="0" * 64)
    return str(row.uid)


@plants("paper_filing_as_logged")
def _filing(_world: Day) -> str:
    row = PaperFiling.objects.order_by("pk")[0]
    scan = StoredFile.objects.exclude(pk=row.file_id).filter(kind="pdf").order_by("pk")[0]
    PaperFiling.objects.filter(pk=row.pk).update(file=scan)
    return str(row.uid)


@plants("ink_of_locked_result")
def _ink(world: Day) -> str:
    """The round asked for ink, and a page was taken back behind the lock."""
    row = PaperFiling.objects.order_by("pk")[0]
    by, at = world.person("organizer"), world.final.tick()
    undone = {"undone_by": by, "undone_at": at, "undone_for": "x"}
    PaperFiling.objects.filter(pk=row.pk).update(**undone)
    round_ = world.final.round
    InkRule.objects.create(round=round_, required=True, set_by=by, set_at=at)
    return str(round_.uid)
