"""One signature for all teams on the basic card."""

from __future__ import annotations

import pytest

from contest.models import Round
from contest.services.rulebooks import rulebook_add
from judging.models import Room, ScoreOperation, ScoreSheet, Slot
from tests.api.pages.basic import said, seated
from tests.factories.sessions import drafted, heard, session_document, typed

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("at_the_final"),
    pytest.mark.one_database,
]
PAGE = "/judge/basic/session"


@pytest.fixture
def over(opened):
    """The final's rules sign the session at once; all teams were heard and marked."""
    rulebook = rulebook_add(edition=opened.edition, document=session_document())
    Round.objects.filter(pk=opened.round.pk).update(rulebook=rulebook)
    heard(opened)
    drafted(opened)
    return opened


def states(final):
    return set(ScoreSheet.objects.filter(seat=final.seats[0]).values_list("state", flat=True))


def test_all_teams_are_signed_with_one_button(over):
    tablet = seated(over)
    assert PAGE in tablet.open("/judge/basic")
    words = said(tablet.open(PAGE))
    assert "签名本场 2 队" in words
    assert "80" in words
    page = tablet.html
    tablet.send()
    assert states(over) == {"signed"}
    tablet.html = page
    tablet.send()
    assert ScoreOperation.objects.filter(kind="sign").count() == 1


def test_the_card_of_one_team_leads_to_it(over):
    tablet = seated(over)
    entry = over.slots()[0].entry.uid
    tablet.open(f"/judge/basic/entries/{entry}/sign", status=303)
    assert tablet.answer["Location"].startswith(PAGE)


def test_what_changed_meanwhile_is_shown_first(over):
    tablet = seated(over)
    tablet.open(PAGE)
    typed(over, 0, 1, market="31.5")
    assert "签名时分数有变化" in said(tablet.send(status=409))
    assert states(over) == {"open"}


def test_what_is_missing_is_named_and_nothing_can_be_signed(over):
    tablet = seated(over)
    typed(over, 0, 1, market=None)
    words = said(tablet.open(PAGE))
    assert "签名本场" not in words
    assert states(over) == {"open"}


def test_morning_and_afternoon_are_signed_apart(over):
    lunch = {"id": "x", "after": 1, "minutes": 60, "words": {"zh": "午休", "en": ""}}
    Room.objects.update(breaks=[{**lunch, "skipped": False, "ends_session": True}])
    tablet = seated(over)
    words = said(tablet.open(PAGE))
    assert "第 1 场（共 2 场）" in words
    assert "签名本场 1 队" in words
    tablet.send()
    assert states(over) == {"signed", "open"}
    last = over.slots()[-1]
    Slot.objects.filter(pk=last.pk).update(state="questions")
    words = said(tablet.open(PAGE))
    assert "本场还有 1 队未路演" in words
    assert "签名本场" not in words
    Slot.objects.filter(pk=last.pk).update(state="held")
    assert "第 2 场（共 2 场）" in said(tablet.open(PAGE))
    tablet.send()
    assert states(over) == {"signed"}


def test_where_teams_are_signed_one_by_one_there_is_no_such_page(opened):
    tablet = seated(opened)
    assert "本轮按队伍封存" in said(tablet.open(PAGE, status=409))
    assert PAGE not in tablet.open("/judge/basic")
