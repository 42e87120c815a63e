"""After the storm: what the database says, compared with what was typed and acknowledged."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.merkle.leaf import salted_leaf_hash
from core.models import LogLeaf, LogOpening, LogTree
from core.numbers import mark_parse
from core.selectors.checkpoints import tree_state
from judging.models import ScoreCell, ScoreOperation
from tests.system.faults.devices import Device, Typed


@dataclass(frozen=True)
class Verdict:
    """Counts of what must not happen."""

    lost: int
    doubled: int
    wrong: int
    gaps: int
    leaves_refuted: int
    root_refuted: int
    leaves: int

    @property
    def clean(self) -> bool:
        """Nothing happened that must not."""
        refuted = self.leaves_refuted or self.root_refuted
        return not (self.lost or self.doubled or self.wrong or self.gaps or refuted)


def verdict(devices: list[Device]) -> Verdict:
    """Compare everything."""
    typed = {UUID(op.wire["op_id"]): op for device in devices for op in device.typed}
    stored = list(ScoreOperation.objects.select_related("leaf"))
    by_key = {row.op_id: row for row in stored}
    leaves, refuted, bodies = _leaves()
    said = Counter(body["body"]["op_id"] for body in bodies)
    lost = [key for key, op in typed.items() if op.acks and key not in by_key]
    doubled = sum(count - 1 for count in said.values()) + len(stored) - len(by_key)
    wrong = [key for key, op in typed.items() if key in by_key and _differs(op, by_key[key])]
    answers = [device.account for device in devices]
    size = LogTree.objects.get().size
    return Verdict(
        lost=len(lost) + sum(each.forgotten for each in answers),
        doubled=doubled,
        wrong=len(wrong)
        + _wrong_cells(typed.values(), bodies)
        + sum(each.contradicted + len(each.unexpected) for each in answers),
        gaps=sum(seq != place for place, seq in enumerate(leaves)) + abs(size - len(leaves)),
        leaves_refuted=refuted,
        root_refuted=sum(not tree_state(tree).agrees for tree in LogTree.objects.all()),
        leaves=len(leaves),
    )


def _leaves() -> tuple[list[int], int, list[dict[str, Any]]]:
    """Sequence numbers, leaves whose hash is not that of their opening, and the bodies."""
    seqs = list(LogLeaf.objects.order_by("seq").values_list("seq", flat=True))
    refuted, bodies = len(seqs) - LogOpening.objects.count(), []
    for opening in LogOpening.objects.select_related("leaf"):
        body = json.loads(opening.body)
        bodies.append(body)
        digest = salted_leaf_hash(bytes.fromhex(opening.salt), body).hex()
        refuted += digest != opening.leaf.leaf_hash or body["seq"] != opening.leaf.seq
    return seqs, refuted, bodies


def _differs(op: Typed, row: ScoreOperation) -> bool:
    """The stored operation is not the one typed, or not what was acknowledged."""
    return (
        row.value != mark_parse(op.wire["value"])
        or row.client_seq != op.wire["client_seq"]
        or row.leaf is None
        or (row.leaf.seq, row.leaf.leaf_hash) != (op.answer["seq"], op.answer["leaf_hash"])
    )


def _wrong_cells(typed: Any, bodies: list[dict[str, Any]]) -> int:
    """Cells that are not as typed last, or whose revision is not the number of their changes."""
    last: dict[tuple[str, str], Typed] = {}
    for op in typed:
        key = (op.wire["sheet"], op.wire["criterion"])
        if key not in last or op.wire["client_seq"] > last[key].wire["client_seq"]:
            last[key] = op
    applied = Counter(
        (body["body"]["sheet"], body["body"]["criterion"])
        for body in bodies
        if body["type"] == "score.apply"
    )
    wrong = 0
    for cell in ScoreCell.objects.select_related("sheet"):
        key = (str(cell.sheet.uid), cell.criterion)
        expected = mark_parse(last[key].wire["value"]) if key in last else None
        wrong += cell.value != expected or cell.rev != applied[key]
    return wrong
