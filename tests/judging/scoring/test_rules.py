"""The decision against a model of a few lines, over any order, repetition and batching."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from contest.rulebook.parse import rulebook_parse
from core.numbers import mark_parse
from judging.services.scoring.facts import CellFacts, DeviceFacts, Facts, Known, SheetFacts
from judging.services.scoring.operations import ScoreOp, SeenSheet, SignOp
from judging.services.scoring.rules import decide
from tests.system.faults.seed import document

RULEBOOK = rulebook_parse(document({"alpha": "10", "beta": "10"}))
NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
SHEET, EDITION = uuid.UUID(int=1), uuid.UUID(int=2)
DEVICES = {uuid.UUID(int=10 + n): DeviceFacts(n, 1) for n in (1, 2)}


def operation(key: int, device: int, seq: int, cell: str, halves: int, base: int) -> ScoreOp:
    return ScoreOp(
        judge_id=1,
        op_id=uuid.UUID(int=1000 + key),
        device=uuid.UUID(int=10 + device),
        client_seq=seq,
        device_time="",
        sheet=SHEET,
        criterion=cell,
        value=f"{halves // 2}.{halves % 2 * 5}",
        base_rev=base,
    )


@dataclass
class World:
    """What the database would hold between batches."""

    sheet: SheetFacts = field(
        default_factory=lambda: SheetFacts(
            1, SHEET, "open", 1, EDITION, "open", "scoring", 1, RULEBOOK
        )
    )
    cells: dict = field(
        default_factory=lambda: {
            (SHEET, name): CellFacts(n, SHEET, name) for n, name in enumerate(("alpha", "beta"))
        }
    )
    known: dict = field(default_factory=dict)
    heard: list = field(default_factory=list)
    stored: list = field(default_factory=list)

    def apply(self, batch):
        facts = Facts(EDITION, {SHEET: self.sheet}, self.cells, self.known, DEVICES)
        decision = decide(batch, facts, at=NOW)
        for cell in decision.cells.values():
            self.cells[cell.sheet, cell.criterion] = cell
        for ruling in decision.rulings:
            self.heard.append(ruling.outcome)
            if ruling.recorded:
                self.stored.append(ruling.op.op_id)
                key = (ruling.op.judge_id, ruling.op.op_id)
                self.known[key] = Known(ruling.body_hash, ruling.outcome, {})

    def values(self):
        return {name: cell.value for (_, name), cell in self.cells.items()}


@dataclass
class Model:
    """The rule in its shortest form, one operation at a time."""

    cells: dict = field(default_factory=lambda: {n: [None, 0, None, 0] for n in ("alpha", "beta")})
    known: set = field(default_factory=set)

    def apply(self, op):
        if op.op_id in self.known:
            return "replayed"
        self.known.add(op.op_id)
        value, rev, device, seq = self.cells[op.criterion]
        if device == op.device and op.client_seq <= seq:
            return "superseded"
        if device != op.device and op.base_rev != rev:
            return "stale"
        value = mark_parse(op.value)
        self.cells[op.criterion] = [value, rev + 1, op.device, op.client_seq]
        return "applied"


cells = st.sampled_from(["alpha", "beta"])
typed = st.lists(st.tuples(cells, st.integers(0, 20)), min_size=1, max_size=12)


def batches(draw, ops):
    """Everything at least once, some of it again, in any order, cut anywhere."""
    again = draw(st.lists(st.sampled_from(ops), max_size=len(ops)))
    arriving = draw(st.permutations(ops + again))
    cuts = sorted(draw(st.sets(st.integers(0, len(arriving)), max_size=4)))
    edges = [0, *cuts, len(arriving)]
    return [arriving[a:b] for a, b in pairwise(edges) if b > a]


@settings(max_examples=400, deadline=None)
@given(typed, st.data())
def test_one_device_always_ends_with_what_was_typed_last(marks, data):
    ops = [operation(n, 1, n + 1, cell, halves, 0) for n, (cell, halves) in enumerate(marks)]
    world = World()
    for batch in batches(data.draw, ops):
        world.apply(batch)
    last = {op.criterion: mark_parse(op.value) for op in ops}
    assert world.values() == {"alpha": None, "beta": None} | last
    assert sorted(world.stored) == sorted(op.op_id for op in ops)
    assert set(world.heard) <= {"applied", "superseded", "replayed"}


two = st.lists(
    st.tuples(st.integers(1, 2), cells, st.integers(0, 20), st.integers(0, 4)),
    min_size=1,
    max_size=14,
)


@settings(max_examples=400, deadline=None)
@given(two, st.data())
def test_two_devices_do_what_the_model_does_however_they_are_batched(marks, data):
    ops = [
        operation(n, device, n + 1, cell, halves, base)
        for n, (device, cell, halves, base) in enumerate(marks)
    ]
    world, model, expected = World(), Model(), []
    for batch in batches(data.draw, ops):
        world.apply(batch)
        expected += [model.apply(op) for op in batch]
    assert world.heard == expected
    assert {name: [c.value, c.rev] for (_, name), c in world.cells.items()} == {
        name: cell[:2] for name, cell in model.cells.items()
    }
    assert sorted(world.stored) == sorted({op.op_id for op in ops})


def test_a_signature_in_the_middle_of_a_batch():
    world = World()
    marks = [operation(n, 1, n + 1, name, 3, 0) for n, name in enumerate(("alpha", "beta"))]
    sign = SignOp(
        1,
        uuid.UUID(int=5000),
        uuid.UUID(int=11),
        9,
        "",
        (SeenSheet(SHEET, {"alpha": 1, "beta": 1}),),
    )
    world.apply([*marks, sign, operation(7, 1, 10, "alpha", 4, 0), sign])
    assert world.heard == ["applied", "applied", "applied", "refused", "replayed"]
    assert world.values() == {"alpha": 150, "beta": 150}
