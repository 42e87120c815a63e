"""A final judged under a document of version 1, from the sheets to the published list."""

from __future__ import annotations

import json

import pytest

from contest.services.rounds import round_rulebook_set
from contest.services.rulebooks import rulebook_add
from core.errors import Problem
from judging.invariants import INVARIANTS
from judging.models import ResultRow, ScoreSheet
from judging.selectors.rulebooks import rulebook_card
from tests.factories import judging
from tests.factories.rulebooks import live_document

pytestmark = pytest.mark.django_db


def final_by(document) -> judging.Final:
    """A final of five judges and three entries under the document."""
    final = judging.final(judges=5)
    rulebook = rulebook_add(edition=final.edition, document=document)
    final.round = round_rulebook_set(round=final.round, rulebook=rulebook)
    return final


def judged(final: judging.Final, slot, marks: list[tuple[str, str, str]]) -> None:
    slot = final.to_scoring(slot)
    for seat, (novelty, transfer, market) in zip(final.seats, marks, strict=True):
        final.sign(seat, slot, novelty=novelty, transfer=transfer, market=market)
    final.reveal(slot)


def test_from_sheets_to_the_published_list():
    final = final_by(live_document())
    final.prepare()
    cells = ScoreSheet.objects.all()[0].cells.values_list("criterion", flat=True)
    assert sorted(cells) == ["market", "novelty", "transfer"]
    first, second, third = final.slots()
    # Totals 70, 71, 72, 80, 90: 70 and 90 leave, (71 + 72 + 80) / 3 = 74.33.
    judged(final, first, [("30", "10", "30"), ("30.5", "10", "30.5"), ("31", "10", "31"),
                          ("35", "10", "35"), ("40", "10", "40")])  # fmt: skip
    # All 60 each, with more novelty than the third: the ladder parts them.
    judged(final, second, [("30", "10", "20")] * 5)
    judged(final, third, [("20", "10", "30")] * 5)
    final.close()
    result = final.compute()
    final.lock()
    rows = ResultRow.objects.filter(result_set=result).order_by("rank")
    assert list(rows.values_list("entry", "rank", "final", "outcome")) == [
        (first.entry_id, 1, 7433, "award"),
        (second.entry_id, 2, 6000, "passed"),
        (third.entry_id, 3, 6000, "below_cut"),
    ]
    assert result.rulebook_hash == final.round.rulebook.hash
    steps = {row["rank"]: row["tie_steps"] for row in json.loads(result.body)["rows"]}
    assert steps[2] == ["criterion:novelty"]
    published = final.publish("proposed")
    assert published.document["awards"][0]["level"] == "first"
    broken = {name: list(check()) for name, check in INVARIANTS.items()}
    assert {name: found for name, found in broken.items() if found} == {}


def test_a_mark_off_the_lines_own_step_is_refused():
    final = final_by(live_document())
    final.prepare()
    slot = final.to_scoring(final.slots()[0])
    with pytest.raises(AssertionError, match="mark_off_step"):
        final.sign(final.seats[0], slot, novelty="30", transfer="10.50", market="20")


def test_the_round_is_not_opened_under_what_rooms_cannot_do():
    document = live_document()
    document["rounds"][0]["recheck"] = {"spread_above": 20}
    final = final_by(document)
    final.sign_ndas()
    final.draw()
    with pytest.raises(Problem) as refused:
        final.open()
    assert refused.value.code == "rulebook_beyond_rooms"
    assert refused.value.params == {"places": "/rounds/0/recheck"}
    final.round.refresh_from_db()
    assert final.round.state == "prepared"
    assert final.round.rulebook.frozen_at is None
    with pytest.raises(Problem):
        rulebook_card(final.round)
