"""Marks: the cells, the operations that made them, the leaves that tell of those."""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models.functions import Coalesce

from contest.models import EntryGrant
from core.models import LogOpening
from core.numbers import mark_parse
from core.selectors.log_checked import erased_moments
from judging.models import (
    CorrectionRequest,
    LateChange,
    Outcome,
    Recusal,
    RescoreState,
    ScoreCell,
    ScoreOperation,
    ScoreSheet,
    SheetState,
)
from judging.selectors.rescores_checked import rescores_told
from judging.selectors.rulebooks import rulebook_of
from judging.selectors.sheets import LIVE
from judging.tally.room.worth import sheet_worth

_SIGNED = (SheetState.SIGNED, SheetState.COUNTED)
_MARKS = ("score", "correct", "accept")
_LOGGED = {
    Outcome.APPLIED: {
        "score": "score.apply",
        "sign": "sheet.sign",
        "unsign": "sheet.unsign",
        "correct": "score.correct",
        "accept": "score.accept",
    },
    Outcome.SUPERSEDED: {"score": "score.supersede"},
    Outcome.HELD: {"score": "score.hold", "sign": "score.hold"},
    Outcome.STALE: {"score": "score.stale"},
}


def cells_unlike_operations() -> Iterator[str]:
    """Cells that are not what the last applied operation made them, revision and all.

    A sheet in the place of another goes on where that one stopped: its operations come after.
    """
    before = _predecessors()
    applied: dict[tuple[str, str], list[ScoreOperation]] = defaultdict(list)
    rows = ScoreOperation.objects.filter(outcome=Outcome.APPLIED, kind__in=_MARKS)
    for op in rows.order_by("pk"):
        applied[str(op.sheet_uid), op.criterion].append(op)
    for cell in ScoreCell.objects.select_related("sheet").order_by("pk").iterator():
        chain = reversed(list(_lineage(str(cell.sheet.uid), before)))
        ops = [op for sheet in chain for op in applied[sheet, cell.criterion]]
        revs = [op.answer["rev"] for op in ops]
        value = ops[-1].value if ops else None
        if (cell.value, cell.rev) != (value, len(ops)) or revs != list(range(1, len(ops) + 1)):
            yield f"{cell.sheet.uid}/{cell.criterion}"


def _predecessors() -> dict[str, str]:
    """By sheet, the one whose place it took, or whose marks it began with."""
    rows = ScoreSheet.objects.exclude(supersedes=None, remarks=None)
    named = rows.annotate(before=Coalesce("supersedes__uid", "remarks__uid"))
    return {str(uid): str(before) for uid, before in named.values_list("uid", "before")}


def _lineage(sheet: str, before: dict[str, str]) -> Iterator[str]:
    """The sheet and those before it, newest first."""
    seen: set[str] = set()
    while sheet and sheet not in seen:
        seen.add(sheet)
        yield sheet
        sheet = before.get(sheet, "")


def cells_doubled() -> Iterator[str]:
    """Cells that a sheet has twice, or that its rulebook knows nothing of."""
    seen: set[tuple[int, str]] = set()
    rows = ScoreCell.objects.select_related("sheet__round__rulebook").order_by("pk")
    for cell in rows:
        key = (cell.sheet_id, cell.criterion)
        named = rulebook_of(cell.sheet.round).criteria
        if key in seen or cell.criterion not in {each.id for each in named}:
            yield f"{cell.sheet.uid}/{cell.criterion}"
        seen.add(key)


def operations_unlike_leaves() -> Iterator[str]:
    """Operations that changed or kept something and have no leaf that says the same."""
    rows = ScoreOperation.objects.filter(outcome__in=_LOGGED).select_related("leaf__opening")
    # A signature that came too early keeps nothing: the judge gives another one.
    rows = rows.exclude(outcome=Outcome.STALE, kind="sign")
    for op in rows.order_by("pk").iterator():
        if not _told(op):
            yield str(op.op_id)


def _told(op: ScoreOperation) -> bool:
    leaf = op.leaf
    if leaf is None or leaf.type != _LOGGED[Outcome(op.outcome)].get(op.kind):
        return False
    answered = (op.answer["seq"], op.answer["leaf_hash"]) == (leaf.seq, leaf.leaf_hash)
    opening = getattr(leaf, "opening", None)
    if opening is None:
        return answered  # erased: the hash that was acknowledged is all that is left
    return answered and _says(op, json.loads(opening.body)["body"])


def _says(op: ScoreOperation, body: dict[str, Any]) -> bool:
    if body["op_id"] != str(op.op_id):
        return False
    if op.kind == "unsign":
        return bool(body["sheet"] == str(op.sheet_uid))
    if op.kind not in _MARKS:
        return True
    mark = None if body["value"] is None else mark_parse(body["value"])
    said = (body["sheet"], body["criterion"], mark)
    return said == (str(op.sheet_uid), op.criterion, op.value)


def leaves_without_operation() -> Iterator[str]:
    """Leaves of the score path that belong to no operation."""
    kinds = {kind for kinds in _LOGGED.values() for kind in kinds.values()}
    known = set(ScoreOperation.objects.exclude(leaf=None).values_list("leaf_id", flat=True))
    rows = LogOpening.objects.filter(leaf__type__in=kinds).select_related("leaf__tree")
    for opening in rows.order_by("pk").iterator():
        if opening.leaf_id not in known:
            yield f"{opening.leaf.tree}/{opening.leaf.seq}"


def signed_without_leaf() -> Iterator[str]:
    """Signed sheets that no signature in the log names with this total."""
    told: dict[str, str] = {}
    for text in LogOpening.objects.filter(leaf__type="sheet.sign").values_list("body", flat=True):
        told |= {each["sheet"]: each["total"] for each in json.loads(text)["body"]["sheets"]}
    told |= {body["sheet"]: body["total"] for body in _replaced_told()}
    erased = _erased("sheet.sign")
    signed = ScoreSheet.objects.filter(state__in=_SIGNED).select_related("round__edition")
    for sheet in signed.order_by("pk"):
        total = told.get(str(sheet.uid))
        if (sheet.round.edition.uid, sheet.signed_at) in erased:
            continue
        if total is None or mark_parse(total) != sheet.total:
            yield str(sheet.uid)


def superseded_alone() -> Iterator[str]:
    """Sheets taken back that have no successor, kept a mark, or are not told of in the log.

    And successors of a sheet that stands, or of another seat's or slot's. A sheet that was
    corrected or marked again keeps its marks; so it must. One that was marked again in vain has
    no successor.
    """
    told: dict[str, str] = {}
    for text in LogOpening.objects.filter(leaf__type="sheet.unsign").values_list("body", flat=True):
        body = json.loads(text)["body"]
        told[body["sheet"]] = body["successor"]
    told |= {body["supersedes"]: body["sheet"] for body in _replaced_told()}
    told |= {each["supersedes"]: each["sheet"] for each in rescores_told()}
    erased = _erased("sheet.unsign")
    erased_rescores = erased_moments("rescore.close")
    kept_by = _replaced()
    sheets = ScoreSheet.objects.select_related("round__edition", "rescore").order_by("pk")
    followed = {sheet.supersedes_id: sheet for sheet in sheets if sheet.supersedes_id}
    marked = set(ScoreCell.objects.values_list("sheet_id", flat=True))
    for sheet in sheets:
        later = followed.get(sheet.pk)
        if later is None:
            dropped = sheet.rescore is not None and sheet.rescore.state == RescoreState.ENDED
            alone = sheet.state == SheetState.SUPERSEDED and not dropped
        else:
            same = (later.seat_id, later.slot_id) == (sheet.seat_id, sheet.slot_id)
            gone = (sheet.round.edition.uid, later.created_at) in erased
            if later.rescore is not None and later.remarks_id == sheet.pk:
                gone = (sheet.round.edition.uid, later.rescore.closed_at) in erased_rescores
            said = gone or told.get(str(sheet.uid)) == str(later.uid)
            kept = (sheet.pk in marked) == (sheet.pk in kept_by)
            left = sheet.state == SheetState.SUPERSEDED and kept
            alone = not (same and said and left)
        if alone:
            yield str(sheet.uid)


def _replaced() -> set[int]:
    """Sheets whose marks two people, or the panel, let another one replace; they keep theirs."""
    asked = CorrectionRequest.objects.exclude(successor=None).values_list("sheet", flat=True)
    late = LateChange.objects.exclude(successor=None).values_list("sheet", flat=True)
    again = ScoreSheet.objects.filter(rescore__state=RescoreState.DONE).exclude(supersedes=None)
    marked = {sheet.remarks_id for sheet in again if sheet.remarks_id is not None}
    return {*asked, *late, *marked}


def _replaced_told() -> Iterator[dict[str, Any]]:
    """What the log says of such sheets: `sheet` with its `total` in the place of `supersedes`."""
    rows = LogOpening.objects.filter(leaf__type="score.correct")
    for text in rows.order_by("pk").values_list("body", flat=True):
        yield json.loads(text)["body"]
    rows = LogOpening.objects.filter(leaf__type="late_change.decide")
    for text in rows.order_by("pk").values_list("body", flat=True):
        body = json.loads(text)["body"]
        if body["successor"]:
            yield {**body, "supersedes": body["sheet"], "sheet": body["successor"]}


def _erased(kind: str) -> set[tuple[UUID, datetime]]:
    """Moments of which the log tells nothing any more, of this kind and of replaced sheets."""
    replaced = ("score.correct", "late_change.decide")
    return erased_moments(kind).union(*(erased_moments(each) for each in replaced))


def totals_unlike_cells() -> Iterator[str]:
    """Signed sheets whose total is not what their marks are worth."""
    rows = ScoreSheet.objects.filter(state__in=_SIGNED).select_related("round__rulebook")
    for sheet in rows.prefetch_related("cells").order_by("pk"):
        marks = {cell.criterion: cell.value for cell in sheet.cells.all()}
        if sheet.total != sheet_worth(rulebook_of(sheet.round), marks):
            yield str(sheet.uid)


def grants_beside_recusal() -> Iterator[str]:
    """Live grants of a person who is recused from the entry."""
    recused = set(
        Recusal.objects.filter(ended_at__isnull=True).values_list(
            "seat__expert__person_id", "entry_id"
        )
    )
    for grant in EntryGrant.objects.filter(until__isnull=True).order_by("pk"):
        if (grant.person_id, grant.entry_id) in recused:
            yield str(grant.uid)


def sheets_beside_recusal() -> Iterator[str]:
    """Sheets that count or may still be written by a judge who is recused from the entry."""
    recused = set(Recusal.objects.filter(ended_at__isnull=True).values_list("seat_id", "entry_id"))
    for sheet in ScoreSheet.objects.filter(state__in=LIVE).select_related("slot").order_by("pk"):
        if (sheet.seat_id, sheet.slot.entry_id) in recused:
            yield str(sheet.uid)
