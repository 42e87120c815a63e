"""Print runs, their pages, and which of them came back signed."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Max, Prefetch, QuerySet

from contest.models import Round, RoundState
from core.clock import instant_text
from core.models import StoredFile
from core.selectors.names import person_body, person_name, person_or_none
from judging.models import (
    InkRule,
    PaperFiling,
    PaperKind,
    PaperPage,
    PaperPrint,
)
from judging.paper.codes import code_shown
from judging.selectors.paper_facts import sheet_pages
from judging.selectors.results import current_result

Subject = tuple[str, int, int | None, int]
BEFORE_CLOSE: Final = "paper_before_close"
_PAGE: Final = ("print__round", "panel", "seat__expert__person", "slot__entry")


@dataclass(frozen=True, slots=True)
class Expected:
    """A page that has to be signed, as the round stands: its printed copies and its filing.

    `mark` is the hash of what it says now. `printed` are copies that say so; `filing` is the
    live filing of one of them. `outdated` is whether only copies of before are there.
    """

    subject: Subject
    kind: str
    panel: dict[str, Any]
    seat: int | None
    judge: dict[str, str] | None
    part: int
    parts: int
    mark: str
    printed: list[PaperPage]
    filing: PaperFiling | None
    outdated: bool


def print_of(round: Round, *, uid: UUID) -> PaperPrint | None:  # noqa: A002 - the noun of the table
    """One run of the round."""
    return _prints().filter(round=round, uid=uid).first()


def print_by_id(uid: UUID) -> PaperPrint | None:
    """A run with its round, pages and file."""
    return _prints().filter(uid=uid).first()


def print_of_file(file: StoredFile) -> PaperPrint | None:
    """The run that a stored file is of."""
    return PaperPrint.objects.select_related("round__edition").filter(file=file).first()


def filing_of_file(file: StoredFile) -> PaperFiling | None:
    """The filing that a scan belongs to, taken back or not."""
    rows = PaperFiling.objects.select_related("page__print__round__edition")
    return rows.filter(file=file).first()


def round_prints(round: Round) -> list[PaperPrint]:  # noqa: A002 - the noun of the table
    """The runs of a round, newest first."""
    return list(_prints().filter(round=round).order_by("-number"))


def _prints() -> "QuerySet[PaperPrint]":
    pages = PaperPage.objects.select_related(*_PAGE).order_by("position")
    return PaperPrint.objects.select_related(
        "round__edition__contest__host", "round__rulebook", "asked_by", "file"
    ).prefetch_related(Prefetch("pages", queryset=pages))


def next_number(round: Round) -> int:  # noqa: A002 - the noun of the table
    """The number of the round's next run; the caller holds the round."""
    last: int | None = PaperPrint.objects.filter(round=round).aggregate(Max("number"))[
        "number__max"
    ]
    return (last or 0) + 1


def page_by_id(uid: UUID) -> PaperPage | None:
    """A page with what its policy needs."""
    rows = PaperPage.objects.select_related(*_PAGE, "print__round__edition__contest")
    return rows.filter(uid=uid).first()


def page_of_code(code: str) -> PaperPage | None:
    """The page with this code, of whatever round; the caller says whether it may be told."""
    rows = PaperPage.objects.select_related(*_PAGE, "print__round__edition")
    return rows.filter(code=code).first()


def filing_by_id(uid: UUID) -> PaperFiling | None:
    """A filing with its page."""
    rows = PaperFiling.objects.select_related("page__print__round__edition__contest", "file")
    return rows.filter(uid=uid).first()


def live_filing(page: PaperPage) -> PaperFiling | None:
    """The filing of a page that was not taken back."""
    return PaperFiling.objects.filter(page=page, undone_at__isnull=True).first()


def round_filings(round: Round) -> list[PaperFiling]:  # noqa: A002 - the noun of the table
    """All filings of the round, newest first, those too that were taken back."""
    rows = PaperFiling.objects.filter(page__print__round=round).select_related(
        "page__seat__expert__person", "page__panel", "page__print", "file", "filed_by", "undone_by"
    )
    return list(rows.order_by("-filed_at", "-pk"))


def values_blocked(round: Round) -> str | None:  # noqa: A002 - the noun of the table
    """The code for which nothing with values is printed now; None where it may be."""
    if round.state not in (RoundState.CLOSED, RoundState.LOCKED):
        return BEFORE_CLOSE
    return "paper_before_result" if current_result(round) is None else None


def ink_rule(round: Round) -> InkRule | None:  # noqa: A002 - the noun of the table
    """What was decided about ink; None where nobody did, and the result waits for none."""
    return InkRule.objects.select_related("set_by").filter(round=round).first()


def ink_required(round: Round) -> bool:  # noqa: A002 - the noun of the table
    """Whether the result waits for every signed page."""
    return InkRule.objects.filter(round=round, required=True).exists()


def expected_pages(round: Round) -> list[Expected]:  # noqa: A002 - the noun of the table
    """What has to be signed as the sheets stand, each with its copies and its filing.

    Nothing while the round takes marks: no value is looked at before.
    """
    if values_blocked(round) == BEFORE_CLOSE:
        return []
    printed = _printed(round)
    filed = {each.page_id: each for each in _live_filings(round)}
    found = []
    for page in sheet_pages(round, current_result(round)):
        copies = printed.get(page.subject, [])
        mark = page.mark
        assert mark is not None
        same = [copy for copy in copies if copy.mark == mark]
        filing = next((filed[copy.pk] for copy in same if copy.pk in filed), None)
        found.append(
            Expected(
                subject=page.subject,
                kind=page.kind,
                panel=page.panel.name,
                seat=None if page.seat is None else page.seat.number,
                judge=page.facts.get("judge"),
                part=page.part,
                parts=page.parts,
                mark=mark,
                printed=same,
                filing=filing,
                outdated=bool(copies) and not same,
            )
        )
    return found


def page_is_current(page: PaperPage) -> bool:
    """Whether the page says what the sheets say now."""
    round_ = page.print.round
    now = {each.subject: each.mark for each in sheet_pages(round_, current_result(round_))}
    return now.get(subject_of(page)) == page.mark


def subject_of(page: PaperPage) -> Subject:
    """What the page is of, whichever run it was printed in."""
    return (page.kind, page.panel_id, page.seat_id, page.part)


def filing_of_subject(page: PaperPage) -> PaperFiling | None:
    """The live filing of another copy that says the same as the page."""
    return PaperFiling.objects.filter(
        page__kind=page.kind,
        page__panel=page.panel,
        page__seat=page.seat,
        page__part=page.part,
        page__mark=page.mark,
        undone_at__isnull=True,
    ).first()


def _printed(round: Round) -> dict[Subject, list[PaperPage]]:  # noqa: A002 - the noun of the table
    rows = PaperPage.objects.filter(print__round=round, print__kind=PaperKind.SHEETS)
    found: dict[Subject, list[PaperPage]] = {}
    for page in rows.select_related("print").order_by("pk"):
        found.setdefault(subject_of(page), []).append(page)
    return found


def _live_filings(round: Round) -> list[PaperFiling]:  # noqa: A002 - the noun of the table
    rows = PaperFiling.objects.filter(page__print__round=round, undone_at__isnull=True)
    return list(rows.select_related("filed_by", "file", "page"))


def page_body(page: PaperPage) -> dict[str, Any]:
    """What is told of a page: whose it is, never what it says."""
    return {
        "id": str(page.uid),
        "code": code_shown(page.code),
        "kind": page.kind,
        "print": page.print.number,
        "panel": page.panel.name,
        "seat": None if page.seat is None else page.seat.number,
        "judge": None if page.seat is None else person_name(page.seat.expert.person),
        "entry": None if page.slot is None else page.slot.entry.number,
        "part": page.part,
        "parts": page.parts,
    }


def filing_body(filing: PaperFiling) -> dict[str, Any]:
    """A filing without a value; its scan is behind a policy of its own."""
    return {
        "id": str(filing.uid),
        "page": page_body(filing.page),
        "file": {
            "url": f"/files/{filing.file.uid}",
            "size": filing.file.size,
            "kind": filing.file.kind,
        },
        "filed_by": person_body(filing.filed_by),
        "filed_at": instant_text(filing.filed_at),
        "undone_by": person_or_none(filing.undone_by),
        "undone_at": None if filing.undone_at is None else instant_text(filing.undone_at),
        "undone_for": filing.undone_for,
    }
