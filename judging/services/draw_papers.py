"""A paper draw: one person types the order, another one types it again or ticks it off."""

from datetime import datetime
from typing import Any

from django.db import transaction

from contest.models import Round
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from judging.draw.plan import Orders
from judging.draw.record import orders_problem, orders_unlike
from judging.models import Draw, DrawKind, DrawPaper, Slot
from judging.selectors.draws import draw_paper, draw_plan
from judging.services.draw import draw_unrevealed
from judging.services.draw_order import order_make
from judging.services.locks import round_take


@transaction.atomic
def draw_paper_type(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    orders: Orders,
    form: str,
    scan_sha256: str,
    actor: Person,
    at: datetime,
) -> DrawPaper:
    """Type the order that was drawn on paper; typing it anew replaces what nobody agreed to.

    `form` says who drew and how, `scan_sha256` names the scan of the list or is empty. Raises
    draw_state_refused (no paper draw, or revealed), draw_paper_unfit with the entry or the room.
    """
    locked, draw = _draw_take(round)
    _require_fit(draw, orders)
    paper = draw_paper(draw) or DrawPaper(draw=draw, version=0)
    paper.orders, paper.form, paper.scan_sha256 = orders, form.strip(), scan_sha256
    paper.version += 1
    paper.typed_by, paper.typed_at = actor, at
    paper.save()
    _log(locked, "draw.type", paper, actor, at)
    return paper


@transaction.atomic
def draw_paper_confirm(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    orders: Orders,
    check: str,
    actor: Person,
    at: datetime,
) -> list[Slot]:
    """Another person gives the same order: it stands from now on, and the slots are made.

    Raises draw_state_refused (no paper draw, nothing typed, revealed), two_person_required for who
    typed it, draw_paper_differs with each place at which the two differ; then nothing is taken.
    """
    locked, draw = _draw_take(round)
    paper = draw_paper(draw)
    if paper is None:
        raise Problem("draw_state_refused", params={"state": "not_typed"})
    if paper.typed_by_id == actor.pk:
        raise Problem("two_person_required")
    unlike = orders_unlike(paper.orders, orders)
    if unlike or orders != paper.orders:
        places = [{"room": room, "position": position} for room, position in unlike]
        raise Problem("draw_paper_differs", extra={"places": places})
    _require_fit(draw, orders)
    paper.confirmed_by, paper.confirmed_at, paper.check_kind = actor, at, check
    paper.save(update_fields=["confirmed_by", "confirmed_at", "check_kind"])
    slots = order_make(round=locked, orders=orders, at=at)
    draw.revealed_at = at
    draw.save(update_fields=["revealed_at"])
    _log(locked, "draw.confirm", paper, actor, at)
    return slots


def _draw_take(round: Round) -> tuple[Round, Draw]:  # noqa: A002 - the noun of the table
    locked = round_take(round_id=round.pk)
    draw = draw_unrevealed(locked)
    if draw.kind != DrawKind.PAPER:
        raise Problem("draw_state_refused", params={"state": draw.kind})
    return locked, draw


def _require_fit(draw: Draw, orders: Orders) -> None:
    problem = orders_problem(draw_plan(draw), orders)
    if problem is not None:
        reason, _, about = problem.partition(":")
        raise Problem("draw_paper_unfit", fields={"orders": [reason]}, params={"entry": about})


def _log(
    round: Round,  # noqa: A002 - the noun of the table
    event: str,
    paper: DrawPaper,
    actor: Person,
    at: datetime,
) -> None:
    body: dict[str, Any] = {
        "round": str(round.uid),
        "kind": paper.draw.kind,
        "orders": paper.orders,
        "form": paper.form,
        "scan": paper.scan_sha256,
        "version": paper.version,
        "typed_by": str(paper.typed_by.uid),
        "check": paper.check_kind,
        "by": str(actor.uid),
    }
    edition_log(edition=round.edition, event=event, body=body, at=at)
