"""The same sheets are counted once, and a changed one is never answered with the old count."""

import pytest

from judging.insight.room import RoomScores
from judging.insight.standing import Insight, insight_of
from judging.selectors import insights
from tests.judging.insight.small import TRIMMED, room

TABLE = {"a": (90, 80, 70), "b": (60, 70, 80), "c": (50, 40, 30)}


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> list[RoomScores]:
    """The rooms that were really counted."""
    made: list[RoomScores] = []

    def counted(asked: RoomScores, **given: object) -> Insight:
        made.append(asked)
        return insight_of(asked, tracks=None)

    monkeypatch.setattr(insights, "insight_of", counted)
    monkeypatch.setattr(insights, "_insights", type(insights._insights)())
    return made


def test_the_same_sheets_are_counted_once(counts: list[RoomScores]) -> None:
    first = insights.insight_kept(room(TABLE), tracks=None)
    assert insights.insight_kept(room(TABLE), tracks=None) is first
    assert len(counts) == 1


def test_whatever_else_goes_in_is_counted_anew(counts: list[RoomScores]) -> None:
    one = insights.insight_kept(room(TABLE), tracks=None)
    others = [
        insights.insight_kept(room({**TABLE, "c": (50, 40, 31)}), tracks=None),
        insights.insight_kept(room({**TABLE, "c": (50, 40, None)}), tracks=None),
        insights.insight_kept(room(TABLE, aggregation=TRIMMED), tracks=None),
        insights.insight_kept(room(TABLE, cut_after=1), tracks=None),
        insights.insight_kept(room(TABLE), tracks={"a": "x", "b": "x", "c": "y"}),
    ]
    assert len(counts) == 6
    assert all(other is not one for other in others)


def test_only_so_many_are_kept_and_the_oldest_goes(counts: list[RoomScores]) -> None:
    for last in range(30, 30 + insights._KEPT + 1):
        insights.insight_kept(room({**TABLE, "c": (50, 40, last)}), tracks=None)
    assert len(insights._insights) == insights._KEPT
    insights.insight_kept(room({**TABLE, "c": (50, 40, 30)}), tracks=None)
    assert len(counts) == insights._KEPT + 2
