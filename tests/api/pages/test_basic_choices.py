"""The basic card under version 1: answers to choose from, weights, bonus, a lowest mark."""

from __future__ import annotations

import pytest

from core import clock
from judging.models import ScoreCell, ScoreSheet
from tests.api.pages.basic import Tablet, card_of, opened, said, seated
from tests.factories.judging import Final
from tests.factories.rulebooks import live_document

pytestmark = pytest.mark.django_db

NAME = {"zh": "一", "en": "One"}
GRADES = [
    {"id": "a", "name": {"zh": "优秀", "en": "Good"}, "at_least": 90, "gives": 95},
    {"id": "b", "name": {"zh": "一般", "en": "Fair"}, "at_least": 0, "gives": 60},
]
LINES = [
    {"id": "idea", "name": NAME, "max": 60, "low": 50, "scale": {"high": 100}},
    {"id": "team", "name": NAME, "max": 30, "grades": GRADES, "scale": {"high": 100}},
    {"id": "patent", "name": NAME, "max": 10, "all_or_nothing": True},
    {"id": "extra", "name": NAME, "max": 5, "bonus": True, "required": False},
]


@pytest.fixture
def day() -> Final:
    document = live_document()
    document["rubrics"][0] = {"id": "sheet", "name": NAME, "total": 100, "criteria": LINES}
    document["rounds"][0] |= {"ties": [{"rule": "share"}], "panel": {"seats": 2}}
    document["rounds"][0]["components"][0]["combine"] = {"method": "mean"}
    return opened(document)


@pytest.fixture
def tablet(day):
    with clock.frozen(day.tick(5)):
        found = seated(day)
        found.open(card_of(day))
        yield found


def test_the_card_says_what_a_line_counts_and_offers_its_answers(tablet: Tablet):
    assert "计 60 分" in said(tablet.row("idea"))
    assert "最低 50 分" in said(tablet.row("idea"))
    assert "附加分" in said(tablet.row("extra"))
    assert "<select" in tablet.row("team")
    assert "优秀 · 95" in said(tablet.row("team"))
    assert "是 · 10" in said(tablet.row("patent"))


def test_what_is_chosen_is_a_mark_like_any_other(day, tablet: Tablet):
    tablet.send(mark_idea="80", mark_team="95", mark_patent="10", mark_extra="2")
    sheet = day.sheet(day.seats[0], day.slots()[0])
    marks = dict(ScoreCell.objects.filter(sheet=sheet).values_list("criterion", "value"))
    assert marks == {"idea": 8000, "team": 9500, "patent": 1000, "extra": 200}
    # 0.6 · 80 + 0.3 · 95 + 10 + 2
    assert "88.5" in said(tablet.html)
    assert 'value="95" selected' in tablet.row("team")
    tablet.send(mark_idea="80")
    assert ScoreCell.objects.get(sheet=sheet, criterion="team").value == 9500


def test_another_answer_is_refused_at_its_row_and_a_low_mark_at_the_signature(day, tablet: Tablet):
    tablet.send(400, mark_team="94", mark_idea="40")
    assert "不是可选的答案" in said(tablet.row("team"))
    assert tablet.state("idea") == "just"
    tablet.send(mark_team="60", mark_patent="0")
    tablet.send(then="sign")
    assert not ScoreSheet.objects.filter(state="signed").exists()
