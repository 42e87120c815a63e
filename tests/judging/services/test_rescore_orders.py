"""Whatever comes in whatever order: an entry counts with all old sheets or with all new ones."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import Problem
from judging.models import BESIDE, RescoreState, ScoreSheet, SheetState
from judging.selectors import rescores_checked, scores_checked
from judging.selectors.sheets import countable_sheets
from judging.services.rescores import rescore_end, rescore_finish
from judging.services.scoring.operations import Op
from tests.factories.rescores import Again, counted

JUDGES = 2
ACTS = ("mark", "sign", "back", "twice", "late", "other", "finish", "end")
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, JUDGES - 1), st.integers(0, 40)), max_size=14
)
LAWS = (
    scores_checked.cells_unlike_operations,
    scores_checked.superseded_alone,
    scores_checked.signed_without_leaf,
    scores_checked.totals_unlike_cells,
    scores_checked.operations_unlike_leaves,
    rescores_checked.rescores_unlike_log,
    rescores_checked.lines_taken_apart,
    rescores_checked.sheets_beside_nothing,
)


@pytest.fixture
def again(db):
    return Again(counted(judges=JUDGES, entries=1))


class Hands:
    """What the judges' tablets and the organizer may do next, sensible or not."""

    def __init__(self, again: Again) -> None:
        self.again = again
        self.last: list[Op] = []

    def do(self, act: str, judge: int, value: int) -> None:
        again, seat = self.again, self.again.final.seats[judge]
        here = ScoreSheet.objects.filter(seat=seat, state__in=BESIDE).first()
        sheet = here or again.final.sheet(seat, again.slot)
        if act == "mark":
            self.send(again.mark(seat, str(value), sheet))
        elif act == "sign":
            self.send(again.signature(seat, sheet))
        elif act == "back" and here is not None:
            self.send(again.back(seat))
        elif act == "twice":
            again.send(*self.last)
        elif act == "late":
            self.send(again.mark(seat, str(value), again.old[seat.pk]))
        elif act == "other":
            # Somebody else's hand on her sheet.
            self.send(again.mark(again.final.seats[judge - 1], str(value), sheet))
        elif act == "finish":
            rescore_finish(rescore=again.rescore, at=again.final.tick())
        elif act == "end":
            self.end()

    def send(self, *ops: Op) -> None:
        self.last = list(ops)
        self.again.send(*ops)

    def end(self) -> None:
        made = self.again.final
        try:
            rescore_end(
                rescore=self.again.rescore, reason="x", actor=made.by("organizer"), at=made.tick()
            )
        except Problem as refused:
            assert refused.code == "rescore_state_refused"  # noqa: PT017 - nothing else is known


def counts(again: Again) -> dict[str, Any]:
    rows = countable_sheets(again.final.round)[again.slot.entry.number]
    return {row.seat: dict(row.marks) for row in rows}


def check(again: Again, before: dict[str, Any]) -> None:
    again.rescore.refresh_from_db()
    old = {
        ScoreSheet.objects.get(pk=sheet.pk).state == SheetState.SIGNED
        for sheet in again.old.values()
    }
    if again.rescore.state == RescoreState.DONE:
        assert old == {False}
        assert ScoreSheet.objects.filter(rescore=again.rescore, state="signed").count() == JUDGES
    else:
        assert old == {True}
        assert counts(again) == before
    if again.rescore.state != RescoreState.OPEN:
        assert not ScoreSheet.objects.filter(state__in=BESIDE).exists()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_the_counted_set_is_all_old_or_all_new(again: Again, steps: list[Any]) -> None:
    before = counts(again)
    with _undone():
        hands = Hands(again)
        for act, judge, value in steps:
            hands.do(act, judge, value)
            check(again, before)
        for law in LAWS:
            assert list(law()) == [], law.__name__
    again.rescore.refresh_from_db()


class _undone:  # noqa: N801 - reads as a word
    """A transaction that the score path takes for a test's own, and that leaves nothing."""

    def __enter__(self) -> None:
        self.block = transaction.atomic()
        self.block._from_testcase = True  # type: ignore[attr-defined]
        self.block.__enter__()

    def __exit__(self, *error: object) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
