"""Papers: asked for, their pages numbered and coded, the file made by a worker."""

import hashlib
import os
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from contest.models import Round, RoundState
from contest.services.events import edition_log
from core import clock
from core.documents.render import content_hash
from core.errors import Problem
from core.files.made import bytes_discard, bytes_keep
from core.jobs.job import job
from core.models import Person
from core.selectors.names import person_name
from core.services.files import file_store
from core.states import Machine
from judging.documents.ink_paper import paper_file
from judging.documents.made import Made
from judging.models import PageKind, PaperKind, PaperPage, PaperPrint, PrintState
from judging.paper.codes import code_make
from judging.selectors.paper_facts import PageFacts, card_pages, round_facts, sheet_pages
from judging.selectors.papers import next_number, print_by_id, values_blocked
from judging.selectors.protocol import protocol_facts
from judging.selectors.results import current_result
from judging.services.locks import round_take

MACHINE: Final = Machine(
    noun="paper",
    states=tuple(PrintState.values),
    moves={
        ("waiting", "make"): "made",
        ("waiting", "fail"): "failed",
        ("failed", "fail"): "failed",
        ("failed", "make"): "made",
        ("failed", "ask"): "waiting",
    },
    refusal="paper_state_refused",
)
_CODE_BYTES: Final = 7
_NONCE_BYTES: Final = 32
Coded = Sequence[tuple[PageFacts, str, str]]


@transaction.atomic
def paper_print(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    kind: str,
    language: str,
    actor: Person,
    at: datetime,
) -> PaperPrint:
    """Print cards, sheets to sign or the protocol; what it says is fixed now.

    Raises paper_before_draw, round_closed for cards once no marks are taken, paper_before_close
    for anything with values while the round takes marks, paper_before_result.
    """
    locked = round_take(round_id=round.pk)
    pages, facts = _content(locked, kind)
    number = next_number(locked)
    coded = [(page, *_codes(page)) for page in pages]
    told = {**facts, **_told(locked, number, actor, coded)}
    made = PaperPrint.objects.create(
        round=locked,
        number=number,
        kind=kind,
        language=language,
        facts=told,
        content_hash=content_hash(told),
        asked_by=actor,
        asked_at=at,
    )
    _pages_make(made, coded)
    paper_work.enqueue(paper=str(made.uid), tries=made.tries)
    body = {
        "print": str(made.uid),
        "round": str(locked.uid),
        "number": number,
        "kind": kind,
        "language": language,
        "content": made.content_hash,
        "pages": {code: mark for _page, code, mark in coded},
        "by": str(actor.uid),
    }
    edition_log(edition=locked.edition, event="paper.print", body=body, at=at)
    return made


@transaction.atomic
def paper_again(*, paper: PaperPrint, actor: Person, at: datetime) -> PaperPrint:
    """Have a file made that failed, of what was fixed then. Raises paper_state_refused."""
    locked = PaperPrint.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    locked.state = MACHINE.step(locked.state, "ask")
    locked.tries += 1
    locked.save(update_fields=["state", "tries"])
    paper_work.enqueue(paper=str(locked.uid), tries=locked.tries)
    body = {"print": str(locked.uid), "by": str(actor.uid)}
    edition_log(edition=paper.round.edition, event="paper.ask", body=body, at=at)
    return locked


def _work_key(*, paper: str, tries: int) -> str:
    return f"{paper}:{tries}"


@job(key=_work_key, retries=2, backoff_s=5, timeout_s=300)
def paper_work(*, paper: str, tries: int) -> None:
    """The worker's part. What goes wrong is told on the run and tried again."""
    try:
        paper_make(print_id=UUID(paper), at=clock.now())
    except Exception:
        paper_fail(print_id=UUID(paper))
        raise


def paper_make(*, print_id: UUID, at: datetime) -> None:
    """Set the run's facts and keep the file; made twice it stays the first.

    Raises what the store or the layout raise; nothing is changed then.
    """
    paper = print_by_id(print_id)
    if paper is None or paper.state == PrintState.MADE:
        return
    made = paper_file(paper)
    key = bytes_keep(made.body, kind="pdf")
    try:
        _finish(paper, made, key, at)
    except BaseException:
        bytes_discard(key)
        raise


@transaction.atomic
def paper_fail(*, print_id: UUID) -> None:
    """Say that the making failed; a later try may still succeed."""
    paper = PaperPrint.objects.select_for_update(of=("self",)).get(uid=print_id)
    if paper.state != PrintState.MADE:
        paper.state = MACHINE.step(paper.state, "fail")
        paper.save(update_fields=["state"])


def _content(round: Round, kind: str) -> tuple[list[PageFacts], dict[str, Any]]:  # noqa: A002 - the noun of the table
    if kind == PaperKind.CARDS:
        if round.state not in (RoundState.PREPARED, RoundState.OPEN):
            raise Problem("round_closed")
        cards = card_pages(round)
        if not cards:
            raise Problem("paper_before_draw")
        return cards, {}
    blocked = values_blocked(round)
    if blocked is not None:
        raise Problem(blocked)
    result = current_result(round)
    assert result is not None
    counted = {"version": result.version, "hash": result.body_hash, "software": result.software}
    if kind == PaperKind.PROTOCOL:
        return [], {"protocol": protocol_facts(round, result), "result": counted}
    return sheet_pages(round, result), {"result": counted}


def _told(round: Round, number: int, actor: Person, coded: Coded) -> dict[str, Any]:  # noqa: A002 - the noun of the table
    """What every run says beside its own facts: names, rules, and its pages with their codes."""
    return {
        **round_facts(round),
        "print": {"number": number, "by": person_name(actor)},
        "pages": [
            {
                **page.facts,
                "kind_of_page": page.kind,
                "part": page.part,
                "parts": page.parts,
                "code": code,
                "mark": mark,
            }
            for page, code, mark in coded
        ],
    }


def _codes(page: PageFacts) -> tuple[str, str]:
    """A code by chance; a blank card gets a nonce, a page with values the hash of them."""
    code = code_make(os.urandom(_CODE_BYTES))
    return code, page.mark or secrets.token_hex(_NONCE_BYTES)


def _pages_make(made: PaperPrint, coded: Coded) -> None:
    PaperPage.objects.bulk_create(
        PaperPage(
            print=made,
            position=at,
            kind=page.kind,
            panel=page.panel,
            seat=page.seat,
            slot=page.slot if page.kind == PageKind.CARD else None,
            part=page.part,
            parts=page.parts,
            code=code,
            mark=mark,
        )
        for at, (page, code, mark) in enumerate(coded, start=1)
    )


@transaction.atomic
def _finish(paper: PaperPrint, made: Made, key: str, at: datetime) -> None:
    locked = PaperPrint.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    locked.state = MACHINE.step(locked.state, "make")
    digest = hashlib.sha256(made.body).hexdigest()
    locked.file = file_store(
        person=paper.asked_by,
        name=made.name,
        size=len(made.body),
        sha256=digest,
        kind="pdf",
        key=key,
        pages=made.pages,
    )
    locked.made_at = at
    locked.save(update_fields=["state", "file", "made_at"])
    told = {"print": str(locked.uid), "content": locked.content_hash, "file": digest}
    edition_log(edition=paper.round.edition, event="paper.make", body=told, at=at)
