"""Who moves up, through the doors: the organizer sees who is next, others what was done."""

import pytest

from contest.services.entries import entry_withdraw
from tests.factories import judging
from tests.factories.heats import heat_judged, two_rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def heat():
    """Four were heard, two go on; the first of them has left."""
    final = judging.final(entries=4, judges=3)
    last = two_rounds(final, substitution={"mode": "next"})
    final.prepare()
    heat_judged(final, ("40", "30", "20", "10"))
    final.lock()
    ranked = [slot.entry for slot in final.slots()]
    entry_withdraw(entry=ranked[0], reason="转投", actor=final.leader(ranked[0]), at=final.tick())
    return final, f"rounds/{last.uid}/substitutions", ranked


def test_who_is_next_is_the_organizers_to_see(heat, door):
    """It tells of a result that may not be published yet."""
    final, at, (first, _second, third, _last) = heat
    body = door(final.by("organizer")).get(at)[1]
    (place,) = body["places"]
    assert (place["entry"]["number"], place["next"]["number"]) == (first.number, third.number)
    assert (body["may_fill"], place["why"]) == (True, "")
    for role in ("scorekeeper", "verifier", "witness"):
        answer = door(final.by(role)).get(at)[1]
        assert (answer["places"], answer["may_fill"]) == ([], False)
        assert str(third.number) not in str(answer)


def test_the_next_one_is_put_in_and_taken_back(heat, door):
    final, at, (first, second, third, _last) = heat
    organizer = door(final.by("organizer"))
    got, made = organizer.post(at, {"left": str(first.uid), "reason": "退赛书 3 号"})
    assert (got, made["entry"]["number"], made["position"]) == (201, third.number, None)
    assert door(final.by("witness")).get(at)[1]["substitutions"] == [made]
    got, undone = organizer.post(f"substitutions/{made['id']}/undo", None)
    assert (got, undone["ended_at"] is None) == (200, False)
    assert len(organizer.get(at)[1]["places"]) == 1
    got, refused = organizer.post(at, {"left": str(second.uid), "reason": "x"})
    assert (got, refused["code"]) == (409, "substitution_needless")
    assert str(second.number) in refused["detail"]
