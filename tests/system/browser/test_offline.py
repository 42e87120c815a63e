"""A judge whose line breaks in the middle of a card: everything typed arrives, once."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import expect

from core.numbers import mark_parse
from judging.models import ScoreCell, ScoreOperation
from tests.servers.relay import Relay
from tests.system.browser import bench
from tests.system.browser.person import PATIENCE_MS, TABLET, Person
from tests.system.browser.rehearsal import MARKS, rehearse

# Every day test_judge_network.py asks the same of the demo's final.
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]

OWN = MARKS[0]
BEFORE, AFTER = list(OWN)[:2], list(OWN)[2:]
CORRECTED = "19"
LOCAL = {"zh-Hans": "已存在本机", "en": "on this device"}
OFFLINE = {"zh-Hans": "离线", "en": "Offline"}


def seated(judge: Person, relay: Relay, link: str, numbers: list[str]) -> None:
    """Joined through the relay, with nothing to hide."""
    bench.judge_joins(judge, f"{relay.url}/join/{link.rsplit('/', 1)[-1]}")
    for number in numbers:
        judge.press(f"conflict-none-{number}")
        expect(judge.at(f"conflict-none-{number}")).to_have_count(0, timeout=PATIENCE_MS)


def typed_offline(judge: Person) -> None:
    """Goes on typing, corrects one mark, and reads that it is on this device."""
    for name in AFTER:
        bench.judge_types(judge, name, OWN[name])
    bench.judge_types(judge, BEFORE[0], CORRECTED)
    bench.judge_types(judge, BEFORE[0], OWN[BEFORE[0]])
    judge.state("conn-pill", "offline")
    expect(judge.at("conn-pill")).to_contain_text(OFFLINE[judge.language])
    for name in (*AFTER, BEFORE[0]):
        judge.state(f"truth-{name}", "local")
    judge.state("save-state", "local")
    expect(judge.at("save-state")).to_contain_text(LOCAL[judge.language])
    judge.shot("offline", whole=False)


def stored_once() -> None:
    """Each tap has one row and one leaf, each cell counts what was applied to it."""
    rows = list(ScoreOperation.objects.exclude(kind="sign"))
    typed = [*OWN.values(), CORRECTED, OWN[BEFORE[0]]]
    assert len(rows) == sum(len(mark.replace(".", "")) for mark in typed)
    assert {row.outcome for row in rows} <= {"applied", "superseded"}
    assert len({row.op_id for row in rows}) == len({row.leaf_id for row in rows}) == len(rows)
    assert len({row.client_seq for row in rows}) == len(rows)
    applied = Counter(row.criterion for row in rows if row.outcome == "applied")
    cells = {cell.criterion: cell for cell in ScoreCell.objects.filter(rev__gt=0)}
    assert {name: cell.rev for name, cell in cells.items()} == dict(applied)
    assert {name: cell.value for name, cell in cells.items()} == {
        name: mark_parse(mark) for name, mark in OWN.items()
    }


@pytest.mark.parametrize(
    ("language", "tempo", "harm"),
    [
        pytest.param("zh-Hans", 0.1, Relay.cut, id="zh"),
        pytest.param("zh-Hans", 0.1, Relay.hold, id="hold"),
        pytest.param("en", 1.0, Relay.cut, id="en"),
    ],
)
def test_marks_typed_without_a_line_arrive_once(hall, enter, harm):
    """Cut, the browser knows at once; held, its sockets stay open and say nothing."""
    day = rehearse(hall)
    with Relay(hall.server.port) as relay:
        judge = enter("judge", TABLET, relay.url)
        numbers = [slot["entry"]["number"] for slot in day.slots]
        seated(judge, relay, day.links["1"], numbers)
        day.open()
        day.to_scoring(day.slots[0])
        judge.see("save-state")  # the stage called, the panel opened by itself
        for name in BEFORE:
            bench.judge_types(judge, name, OWN[name])
        bench.judge_sees_saved(judge, *BEFORE)
        harm(relay)
        typed_offline(judge)
        relay.restore()
        bench.judge_sees_saved(judge, *OWN)
        judge.state("save-state", "committed")
        judge.state("conn-pill", "online")
        judge.shot("again-online", whole=False)
        harm(relay)
        judge.press("submit", "sign-confirm")
        judge.see("signed-local")
        judge.shot("signed-offline", whole=False)
        relay.restore()
        judge.see("signed")
        judge.shot("signed", whole=False)
    stored_once()
