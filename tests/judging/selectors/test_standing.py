"""A round's ranking out of its sheets, by a document of version 1."""

import pytest

from contest.models import Round
from contest.services.rounds import round_rulebook_set
from contest.services.rulebooks import rulebook_add
from judging.insight.whatif import what_if
from judging.selectors.standing import RoundStanding, judge_names, standing_of
from tests.factories import judging
from tests.factories.rulebooks import live_document

pytestmark = pytest.mark.django_db

MARKS = {
    0: [("30", "10", "30"), ("30.5", "10", "30.5"), ("31", "10", "31"), ("35", "10", "35"),
        ("40", "10", "40")],
    1: [("30", "10", "20"), ("31", "9", "20"), ("29", "11", "20"), ("30", "8", "22"),
        ("28", "10", "22")],
    2: [("20", "10", "28"), ("24", "10", "22"), ("20", "12", "26"), ("21", "10", "27"),
        ("26", "7", "21")],
}  # fmt: skip


@pytest.fixture
def judged() -> judging.Final:
    """A counted final of five judges and three entries under a document of version 1."""
    final = judging.final(judges=5)
    rulebook = rulebook_add(edition=final.edition, document=live_document())
    final.round = round_rulebook_set(round=final.round, rulebook=rulebook)
    final.prepare()
    for at, slot in enumerate(final.slots()):
        final.to_scoring(slot)
        for seat, (novelty, transfer, market) in zip(final.seats, MARKS[at], strict=True):
            final.sign(seat, slot, novelty=novelty, transfer=transfer, market=market)
        final.reveal(slot)
    final.close()
    final.compute()
    return final


def standing(final: judging.Final) -> RoundStanding:
    return standing_of(
        Round.objects.select_related("edition__contest__host", "rulebook").get(pk=final.round.pk)
    )


def test_a_document_of_version_1_gives_the_bytes_of_its_result(judged: judging.Final) -> None:
    found = standing(judged)
    assert (found.state, found.stale, found.refused) == ("provisional", False, None)
    insight = found.insight
    assert insight is not None
    assert [cut.line.after for cut in insight.cuts] == [2, 1]
    assert [cut.line.kind for cut in insight.cuts] == ["promotion", "award"]
    assert insight.chances.state == "shown"
    assert [each.row.rank for each in insight.rows] == [1, 2, 3]
    assert all(each.span is not None for each in insight.rows)


def test_other_rules_are_counted_by_the_same_document(judged: judging.Final) -> None:
    """Without dropping the first has the mean of all five: (70 + 71 + 72 + 80 + 90) / 5."""
    found = standing(judged)
    assert found.insight is not None
    told = what_if(found.room, found.insight, "no_drop", cut=None)
    first = told.rows[0]
    assert (first.score_now, first.score_then) == ("74.33", "76.60")


def test_judges_are_named_by_seat(judged: judging.Final) -> None:
    names = judge_names(judged.round)
    assert names["1"] == {"zh": "J1", "en": "J1"}
    assert set(names) == {"1", "2", "3", "4", "5", "6"}  # the alternate may have sat down
