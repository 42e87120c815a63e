"""The judge panel on a bad line: nothing typed is lost, doubled or called safe before it is."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import WebSocketRoute, expect

from core.clock import now
from judging.models import Outcome, SheetState
from tests.system.browser import bench, painting
from tests.system.browser.final import DemoFinal, opened_anew
from tests.system.browser.final_build import HERO
from tests.system.browser.person import Person
from tests.system.browser.test_without_server import KEPT, SCOPES
from tests.system.browser.watching import Traffic, follow, followed, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

SEAT = 3
# The fifth mark of the card, and another one that stands there already.
MISSING, CHANGED = ("defense", "14.5"), ("team", "17")
TOTAL = "85.5"
ACTIVE = "[data-testid=crit-market][data-active]"
WORKER_READY = """async () => {
    for (let turn = 0; turn < 100; turn += 1) {
        const found = await navigator.serviceWorker.getRegistration("/judge");
        if (found?.active?.state === "activated") return true;
        await new Promise((done) => setTimeout(done, 100));
    }
    return false;
}"""


def typed_offline(judge: Person) -> None:
    """Two marks on a dead line: each is on this device and says so, nothing else changes."""
    for name, mark in (MISSING, CHANGED):
        bench.judge_types(judge, name, mark)
    judge.state("conn-pill", "offline")
    expect(judge.at("conn-pill")).to_contain_text("离线 · 请照常打分")
    expect(judge.at("conn-pill").locator(".tabler-icon-wifi-off")).to_be_visible()
    for name, _mark in (MISSING, CHANGED):
        judge.state(f"truth-{name}", "local")
    judge.state("save-state", "local")
    expect(judge.at("save-state")).to_contain_text("2 项已存在本机")


def calm(judge: Person) -> None:
    """No dialog, no spinner, nothing switched off, and the sum still right."""
    page = judge.page
    expect(page.locator("dialog[open], [role=dialog], [role=alertdialog]")).to_have_count(0)
    expect(page.locator("[aria-busy=true], [role=progressbar]:visible")).to_have_count(0)
    expect(page.locator("main :disabled, footer :disabled")).to_have_count(0)
    expect(judge.at("total")).to_have_text(TOTAL)


def arrived_once(final: DemoFinal, seat: int, *marks: tuple[str, str]) -> None:
    """The server has what the screen showed; each tap is stored as one operation with one leaf."""
    sheet = final.sheet(seat)
    assert {name: sheet.marks[name] for name, _mark in marks} == {
        name: bench.wire(mark) for name, mark in marks
    }
    rows = final.operations(seat)
    assert len(rows) == sum(len(mark.replace(".", "")) for _name, mark in marks)
    assert len({row.op_id for row in rows}) == len({row.leaf_id for row in rows}) == len(rows)
    assert {row.outcome for row in rows} <= {Outcome.APPLIED, Outcome.SUPERSEDED}


def test_a_cut_line_is_said_calmly_and_made_up_for(final):
    """Check 21: the line is cut while a judge scores, and comes back."""
    judge = final.judge(SEAT)
    follow(judge, "conn-pill")
    final.proxy.cut()
    typed_offline(judge)
    calm(judge)
    assert final.operations(SEAT) == []  # they were really on the device only
    judge.shot("offline", whole=False)
    final.proxy.restore()
    bench.judge_sees_saved(judge, MISSING[0], CHANGED[0])
    judge.state("conn-pill", "online")
    said = followed(judge, "conn-pill")
    making_up = [index for index, each in enumerate(said) if each.startswith("syncing ")]
    assert [each for each in said if re.fullmatch(r"syncing 正在补发 \d/5", each)], said
    assert said[-1].startswith("online 已连接")
    assert making_up[-1] < len(said) - 1
    arrived_once(final, SEAT, MISSING, CHANGED)


def test_a_killed_tab_opens_offline_with_everything(final):
    """Check 22: the line is cut, the tab killed and opened again before the line is back."""
    judge = final.judge(SEAT)
    assert judge.page.evaluate(WORKER_READY)
    # Nothing of anybody's data is kept by the worker, and it stays off every other page.
    assert judge.page.evaluate(SCOPES) == ["/judge"]
    kept = judge.page.evaluate(KEPT)
    assert [path for path in kept if not path.startswith("/static/assets/")] == ["/judge"]
    final.proxy.cut()
    bench.judge_types(judge, *MISSING)
    bench.judge_types(judge, *CHANGED)
    judge.press("crit-market")
    expect(judge.page.locator(ACTIVE)).to_be_visible()
    opened_anew(judge, judge.page.url)
    # The row that the judge was at is the one that is active again.
    expect(judge.page.locator(ACTIVE)).to_be_visible()
    expect(judge.at(f"crit-{CHANGED[0]}")).to_have_attribute("data-value", "17.00")
    expect(judge.at(f"crit-{MISSING[0]}")).to_have_attribute("data-value", "14.50")
    expect(judge.page.locator("h1")).to_have_text("蓝鲸储能")
    judge.state(f"truth-{MISSING[0]}", "local")
    judge.state("conn-pill", "offline")
    judge.shot("opened-offline", whole=False)
    opened_anew(judge, "/judge")
    judge.press(f"open-{HERO}")
    assert final.operations(SEAT) == []
    final.proxy.restore()
    bench.judge_sees_saved(judge, MISSING[0], CHANGED[0])
    arrived_once(final, SEAT, MISSING, CHANGED)


def test_a_lost_answer_is_asked_for_again(final):
    """Check 23: the server commits, its answer is lost; the mark counts once."""
    judge = final.judge(SEAT)
    traffic = Traffic().listen(judge.page)
    judge.page.reload()  # a socket that is listened to from its beginning
    judge.state("conn-pill", "online")
    judge.page.wait_for_load_state("networkidle")  # what the start asked for is answered
    judge.press(f"crit-{CHANGED[0]}")
    final.proxy.lose_answers()
    judge.press("pad-9")
    wait_for(lambda: len(final.operations(SEAT)) == 1, "the server has the mark")
    (stored,) = final.operations(SEAT)
    judge.state(f"truth-{CHANGED[0]}", "local")  # committed there, and nobody here may say so
    assert final.proxy.lost() > 0
    final.proxy.restore()
    bench.judge_sees_saved(judge, CHANGED[0])
    assert [row.op_id for row in final.operations(SEAT)] == [stored.op_id]
    assert final.sheet(SEAT).marks[CHANGED[0]] == "9.00"
    assert traffic.times_sent(str(stored.op_id)) >= 2


def test_a_sign_given_offline_counts_when_it_arrives(final):
    """Check 26: signed on the device, not counted before the server has it."""
    console = final.console_page()
    judge = final.judge(SEAT)
    final.command("start_scoring")
    final.proxy.cut()
    bench.judge_types(judge, *MISSING)
    judge.state("conn-pill", "offline")
    begun = now()
    judge.press("submit", "sign-confirm")
    judge.see("signed-local")
    expect(judge.at("signed-local")).to_contain_text("已在本机签名")
    expect(judge.at("signed-local")).to_contain_text("请保持平板开机，连上网络后会变成绿色")
    signed_here = now()
    judge.shot("signed-offline", whole=False)
    assert final.sheet(SEAT).state == SheetState.OPEN
    refusal = final.refusal("seal")
    assert refusal == "sheets_missing"
    final.proxy.restore()
    judge.see("signed")
    console.state(f"judge-row-{SEAT}", "signed")
    assert final.sheet(SEAT).state == SheetState.SIGNED
    (sign,) = [row for row in final.operations(SEAT) if row.kind == "sign"]
    assert begun.isoformat() <= sign.device_time.replace("Z", "+00:00") <= signed_here.isoformat()
    assert sign.at > signed_here


@pytest.mark.parametrize(
    ("keep", "stands"),
    [("mine", "18.00"), pytest.param("theirs", "15.00", marks=pytest.mark.slow)],
)
def test_two_tablets_of_one_judge_disagree_and_she_chooses(final, keep, stands):
    """Check 28: another value came meanwhile, here from a second device."""
    judge = final.judge(SEAT)
    final.proxy.cut()
    bench.judge_types(judge, "team", "18")
    judge.state("conn-pill", "offline")
    second = final.tablet(SEAT)
    final.play(second.mark("QM-05", {"team": "15"}))
    final.proxy.restore()
    judge.press("crit-team")
    issue = judge.see("issue-team")
    expect(issue).to_contain_text("18")
    expect(issue).to_contain_text("15")
    judge.state("save-state", "conflict")
    judge.shot("conflict", whole=False)
    assert final.sheet(SEAT).marks["team"] == "15.00"  # nobody's was overwritten in silence
    judge.press(f"issue-{keep}-team")
    judge.state("truth-team", "committed")
    expect(judge.at("crit-team")).to_have_attribute("data-value", stands)
    assert final.sheet(SEAT).marks["team"] == stands
    # Both are in the log, whichever stands: what was not taken at first is told there as well.
    here, there = final.operations(SEAT), final.operations(SEAT, browser=False)
    assert [(row.outcome, row.value) for row in here][:2] == [("stale", 100), ("stale", 1800)]
    assert {row.leaf.type for row in here[:2] if row.leaf} == {"score.stale"}
    assert [(row.outcome, row.value) for row in there][-1] == ("applied", 1500)


@dataclass
class Detour:
    """On the way to the server the first operation is overtaken by the second."""

    late: str = ""
    overtaken: bool = False
    frames: list[str] = field(default_factory=list)

    def take(self, route: WebSocketRoute) -> None:
        """Stand between a page's socket and the server."""
        server = route.connect_to_server()

        def up(frame: str | bytes) -> None:
            if shortened := self._up(str(frame)):
                server.send(shortened)

        def down(frame: str | bytes) -> None:
            told = json.loads(frame)
            # Acknowledged without the first one: the second has passed it.
            if told["t"] == "ack" and self.late:
                self.overtaken = True
            route.send(frame)

        route.on_message(up)
        server.on_message(down)

    def _up(self, text: str) -> str | None:
        frame = json.loads(text)
        if frame["t"] != "ops" or self.overtaken:
            return text
        ops = frame["body"]["ops"]
        self.late = self.late or ops[0]["op_id"]
        frame["body"]["ops"] = [op for op in ops if op["op_id"] != self.late]
        self.frames.append(text)
        return json.dumps(frame) if frame["body"]["ops"] else None


def test_a_mark_that_was_overtaken_changes_nothing(final):
    """Check 24: the first operation is delayed, the second arrives before it."""
    judge = final.judge(SEAT)
    detour = Detour()
    judge.page.route_web_socket("**/ws/v1/live", detour.take)
    judge.page.reload()
    judge.state("conn-pill", "online")
    bench.judge_types(judge, MISSING[0], "14")
    judge.state(f"truth-{MISSING[0]}", "committed")
    first, second = final.operations(SEAT)
    # The second came first: the tap that was typed before it is kept and changes nothing.
    assert detour.overtaken
    assert str(second.op_id) == detour.late
    assert (first.outcome, first.value) == ("applied", 1400)
    assert (second.outcome, second.value) == ("superseded", 100)
    assert final.sheet(SEAT).marks[MISSING[0]] == "14.00"
    expect(judge.at(f"crit-{MISSING[0]}")).to_have_attribute("data-value", "14.00")


TAPS = (*("pad-1", "pad-back") * 4, "pad-7")


@pytest.mark.alone
@pytest.mark.parametrize("tempo", [1.0])
def test_digits_do_not_wait_for_a_slow_line(final):
    """Check 25: a round trip takes 3 s, a digit is painted within 50 ms all the same."""
    judge = final.judge(SEAT)
    judge.press(f"crit-{MISSING[0]}")
    final.proxy.slow(1.5)
    judge.state("conn-pill", "slow")
    expect(judge.at("conn-pill")).to_contain_text("网络较慢")
    times = painting.taps_measure(judge, *TAPS)
    judge.state(f"truth-{MISSING[0]}", "sent")  # no answer is back, and it says so
    assert painting.typical(times) <= painting.BLINK_MS, times
    final.proxy.restore()
    judge.state(f"truth-{MISSING[0]}", "committed")
    assert final.sheet(SEAT).marks[MISSING[0]] == "7.00"
    # Planted: where something runs before the pad, the same taps are too slow.
    judge.page.evaluate(painting.SLOW_PAGE)
    times = painting.taps_measure(judge, "pad-back", "pad-1", "pad-back")
    assert painting.typical(times) > painting.BLINK_MS


def test_what_is_not_on_disk_yet_is_hollow(final):
    """3.3: the digit is there at once, and says that it is not kept until the store has said so."""
    judge = final.judge(SEAT)
    judge.page.add_init_script(painting.SLOW_STORE)
    judge.page.reload()
    judge.press(f"crit-{MISSING[0]}", "pad-7")
    expect(judge.at(f"crit-{MISSING[0]}").locator(".big")).to_contain_text("7")
    judge.state(f"truth-{MISSING[0]}", "editing")
    judge.state("save-state", "editing")
    judge.state(f"truth-{MISSING[0]}", "committed")
    assert final.sheet(SEAT).marks[MISSING[0]] == "7.00"
