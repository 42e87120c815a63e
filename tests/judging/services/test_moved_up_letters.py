"""A team hears that it moved up, and that this was taken back, once it may know."""

from __future__ import annotations

import pytest

from contest.models import Entry
from core.models import Account, Notice
from judging.selectors.moved_up import moved_up_of
from judging.selectors.turns import entry_turns
from tests.judging.services.test_substitutions import NEXT, Heat, heat

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Heat:
    """A heat of four whose leaders have an address each."""
    found = heat(**NEXT)
    for entry in found.ranked:
        address = f"{entry.number}@teams.test".lower()
        Account.objects.create(person=found.final.leader(entry), email=address)
    return found


def told(entry: Entry) -> list[str]:
    """The kinds of the letters to the entry's team, in order; nobody else has got one."""
    rows = list(Notice.objects.filter(kind__startswith="moved_up").order_by("pk"))
    assert {row.to for row in rows} <= {f"{entry.number}@teams.test".lower()}
    return [row.kind for row in rows]


def test_nothing_is_said_before_the_result_it_follows_from_is_public(made):
    first, _second, third, _last = made.ranked
    made.leave(first)
    row = made.fill(first)
    assert told(third) == []
    assert entry_turns(third)[0]["moved_up_at"] is None
    made.undo(row)
    assert told(third) == []
    made.final.publish("proposed")
    assert told(third) == []
    assert moved_up_of(third) == []  # taken back before anybody could know of it


@pytest.mark.parametrize("occasion", ["published", "drawn"])
def test_the_team_hears_when_it_may_know(made, occasion):
    first, _second, third, _last = made.ranked
    made.leave(first)
    made.fill(first)
    if occasion == "published":
        made.final.publish("proposed")
    else:
        made.draw(reveal=False)
    assert told(third) == ["moved_up"]
    turn = entry_turns(third)[0]
    assert turn["round"]["code"] == made.last.code
    assert turn["moved_up_at"] is not None
    assert turn["turn"] is None
    if occasion == "published":
        made.draw()
        assert told(third) == ["moved_up"]


def test_into_an_order_that_stands_it_hears_at_once_with_its_turn(made):
    made.draw()
    first, _second, third, _last = made.ranked
    made.leave(first)
    row = made.fill(first)
    letter = Notice.objects.filter(kind="moved_up").get()
    assert f"第 {row.slot.position} 个" in letter.body
    assert f"turn {row.slot.position}" in letter.body
    assert f"/team/{third.uid}" in letter.body
    assert told(third) == ["moved_up"]
    assert str(first.number) not in letter.body + letter.subject
    made.undo(row)
    assert told(third) == ["moved_up", "moved_up_undone"]
    page = entry_turns(third)[0]
    assert page["turn"] is None
    assert page["taken_back_at"] is not None


def test_it_is_written_in_the_language_of_the_account(made):
    made.draw()
    first, _second, third, _last = made.ranked
    Account.objects.filter(person__in=third.team.members.values("person")).update(language="en")
    made.leave(first)
    made.fill(first)
    letter = Notice.objects.get(kind="moved_up")
    assert "递补" not in letter.body + letter.subject
    assert "moves up" in letter.subject
