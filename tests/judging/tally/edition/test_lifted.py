"""A document of version 0, lifted into version 1: the same finals, ranks and awards."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from contest.rulebook.v1.lift import rulebook_lift
from core.numbers import mark_text
from judging.tally.edition.edition import edition_tally
from judging.tally.edition.given import Given
from judging.tally.edition.report import document
from judging.tally.sheet import TieDecision
from judging.tally.tally import tally
from tests.judging.tally.test_properties import ROUNDS, RULEBOOK, Table, _sheets

LIFTED = rulebook_lift(RULEBOOK)


@given(ROUNDS, st.permutations("abcdef"))
def test_both_versions_count_alike(table: Table, order: list[str]) -> None:
    old = tally(RULEBOOK, _sheets(table), [TieDecision(1, tuple(e for e in order if e in table))])
    cells = {
        entry: {
            seat: {"technology": mark_text(t), "market": mark_text(m)}
            for seat, (t, m) in seats.items()
        }
        for entry, seats in table.items()
    }
    entries: dict[str, dict[str, Any]] = {entry: {} for entry in table}
    judges: dict[str, dict[str, Any]] = {seat: {} for seat in "1234567"}
    round_id = LIFTED.rounds[0].id
    new = edition_tally(LIFTED, Given({round_id: cells}, entries, judges, listed=True))
    (held,) = document(new)["rounds"]
    assert {row.entry: (row.final, row.rank) for row in old.rows} == {
        each["entry"]: (each["score"], each["rank"]) for each in held["entries"]
    }
    # A place shared across a border takes its level whole in both.
    assert {row.entry: row.outcome.award for row in old.rows} == {
        each["entry"]: next(iter(each["outcome"]["awarded"]), None) for each in held["entries"]
    }
