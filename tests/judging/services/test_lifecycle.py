"""One round from draw to final publication, through the services."""

from contest.models import EditionState, RoundState
from core.models import LogLeaf
from judging.models import Award, Certificate, ResultRow, ScoreSheet, SheetState
from judging.services.results import result_recompute


def test_a_whole_final(opened):
    opened.finish()
    opened.round.refresh_from_db()
    assert opened.round.state == RoundState.LOCKED
    assert set(ScoreSheet.objects.values_list("state", flat=True)) == {SheetState.COUNTED}
    assert list(ResultRow.objects.order_by("rank").values_list("final", "rank")) == [
        (7850, 1),
        (7550, 2),
        (7250, 3),
    ]
    proposed = opened.publish("proposed")
    opened.edition.refresh_from_db()
    assert opened.edition.state == EditionState.PUBLICITY
    assert not Award.objects.exists()
    opened.now = proposed.publicity_until
    opened.publish("final")
    opened.edition.refresh_from_db()
    assert opened.edition.state == EditionState.AWARDED
    assert list(Award.objects.order_by("pk").values_list("level", flat=True)) == [
        "first",
        "second",
    ]
    assert list(Certificate.objects.order_by("pk").values_list("number", flat=True)) == [
        "QM-2026-C-001",
        "QM-2026-C-002",
    ]
    types = set(LogLeaf.objects.values_list("type", flat=True))
    assert {"draw.commit", "round.open", "slot.seal", "result.lock", "certificate.issue"} <= types


def test_a_locked_result_is_the_same_bytes_again(opened):
    opened.play_all()
    opened.close()
    result = opened.compute()
    opened.lock()
    assert result_recompute(round=opened.round) == result.body_hash
