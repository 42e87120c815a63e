"""What a judge may not know never reaches her browser; whom she steps back from is gone."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from fractions import Fraction

import pytest
from playwright.sync_api import expect

from core.models import LogLeaf
from demo.players.client import Refusal
from demo.story import story
from judging.models import SheetState
from tests.system.browser import bench
from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import HERO
from tests.system.browser.person import PATIENCE_MS
from tests.system.browser.watching import Traffic, leaves, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

SEAT = 3
# Marks that nobody gives anywhere in the demo, each once: found in a byte, they are a leak.
FOREIGN = {"4": {"model": "3.5", "team": "4.5"}, "6": {"model": "5.5", "team": "6.5"}}
OWN = {"defense": "13", "team": "19.5"}


def forms(mark: str) -> set[str]:
    """Every way in which a mark could be written: as typed, with two decimals, in hundredths."""
    return {mark, bench.wire(mark), str(int(Decimal(mark) * 100))}


def leaked(traffic: Traffic) -> set[str]:
    """Which of the others' marks reached the page."""
    seen = traffic.values()
    foreign = {mark for marks in FOREIGN.values() for mark in marks.values()}
    return {mark for mark in foreign if forms(mark) & seen}


def others_mark(final: DemoFinal) -> None:
    """Two colleagues give marks at their own tablets."""
    for seat, marks in FOREIGN.items():
        final.play(final.tablet(seat).mark(HERO, marks))


def test_no_mark_of_another_judge_reaches_her(final):
    """Check 19: every answer and every frame, while she judges and while others do."""
    judge = final.clean_judge(SEAT)
    traffic = Traffic().listen(judge.page)
    others_mark(final)
    final.sit_down(judge, SEAT)
    judge.state("conn-pill", "online")
    others_mark(final)
    for name, mark in OWN.items():
        bench.judge_types(judge, name, mark)
    bench.judge_sees_saved(judge, *OWN)
    final.command("pause", code="technical")
    wait_for(lambda: '"paused_at":"2' in "".join(traffic.frames), "the pause", judge.page)
    judge.press("back")
    judge.page.reload()
    judge.see(f"queue-entry-{HERO}")
    judge.state("conn-pill", "online")
    # The net is fine enough: her own marks are in it, and what a frame said of the room.
    own = [forms(mark) for mark in OWN.values()]
    wait_for(lambda: all(each & traffic.values() for each in own), "her own card", judge.page)
    frames = [json.loads(frame) for frame in traffic.frames]
    assert {"welcome", "state", "ack"} <= {frame["t"] for frame in frames}
    clocks = [frame["body"]["slot"]["clock"] for frame in frames if frame["t"] == "state"]
    assert {clock["paused_at"] for clock in clocks if clock["paused_at"]} <= traffic.values()
    assert leaked(traffic) == set()


def test_a_leak_in_an_answer_would_be_noticed(final_read):
    """Check 19, planted: one answer has a colleague's mark in it."""
    judge = final_read.clean_judge(5)
    traffic = Traffic().listen(judge.page)
    body = {"marks": [{"seat": 4, "team": "4.50"}]}
    judge.page.route("**/api/v1/judge/others", lambda route: route.fulfill(json=body))
    final_read.sit_down(judge, 5)
    assert leaked(traffic) == set()
    judge.page.evaluate("() => void fetch('/api/v1/judge/others')")
    wait_for(lambda: leaked(traffic) == {"4.5"}, "the leak is seen", judge.page)


def middle(*totals: Decimal) -> str:
    """The final of these sheets: the highest and the lowest leave, two decimals, half up."""
    kept = sorted(totals)[1:-1]
    hundredths = math.floor(Fraction(sum(kept, Decimal(0))) * 100 / len(kept) + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def total(seat: str) -> Decimal:
    """A seat's total of the team on stage, as the demo has it."""
    return sum(map(Decimal, story().marks[HERO][seat].values()), Decimal(0))


def test_a_judge_who_steps_back_is_gone_from_the_sum(final):
    """Check 20: the card goes, its marks count nowhere, console and wall say so, the log knows."""
    console = final.console_page()
    judge = final.judge(6)
    before = final.sheet(6)
    assert before.marks["innovation"] == "22.00"
    judge.press("panel-menu", "recuse")
    judge.fill("recuse-reason", "同门师兄弟")
    judge.press("recuse-confirm")
    expect(judge.at("recused")).to_contain_text("05", timeout=PATIENCE_MS)
    expect(judge.at(f"queue-entry-{HERO}")).to_have_count(0)
    judge.shot("stepped-back", whole=False)
    console.state("judge-row-6", "recused")
    expect(console.at("judge-row-6")).to_contain_text("回避")
    console.shot("stepped-back", whole=False)
    final.command("start_scoring")
    marks = story().marks[HERO]
    for seat in ("3", "4"):
        final.play(final.tablet(seat).score(HERO, marks[seat]))
    final.command("seal", "reveal")
    final.cue(1, 2, 3)
    sheet = final.sheet(6)
    assert sheet.state == SheetState.EXCLUDED
    assert sheet.marks == before.marks  # sealed for whoever has to look into it, and in no sum
    counted = middle(*(total(seat) for seat in "12345"))
    stage = final.room("emcee")["body"]
    away = [card["seat"] for card in stage["cards"] if card["state"] == "recused"]
    assert away == [6, 7]
    assert counted == "86.33"
    shown = set(leaves(stage))
    assert counted in shown
    assert middle(*(total(seat) for seat in "123456")) not in shown
    the_log_tells(final)


def the_log_tells(final: DemoFinal) -> None:
    """Verifier and chair read of the recusal, and where in the log it stands."""
    path = f"rounds/{final.round}/recusals"
    rows = final.play(final.api("verifier").get(path))
    (told,) = [row for row in rows if (row["seat"], row["entry"]["number"]) == (6, HERO)]
    assert (told["source"], told["reason"]) == ("self", "同门师兄弟")
    assert final.play(final.tablet(1).client.get(path)) == rows
    with final.rows():
        leaf = LogLeaf.objects.filter(type="recusal.declare").latest("seq")
        body = json.loads(leaf.opening.body)["body"]
    assert (told["log"]["seq"], told["log"]["leaf_hash"]) == (leaf.seq, leaf.leaf_hash)
    assert (told["log"]["type"], body["entry"]) == ("recusal.declare", final.entry(HERO))
    with pytest.raises(Refusal, match="not_found"):
        final.play(final.tablet(6).client.get(path))
