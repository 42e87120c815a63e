"""A judge's tablet that is signed out, is replaced, has two tabs, or no room for a mark."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core.clock import instant_text, now
from judging.models import LeftMark
from tests.system.browser import bench
from tests.system.browser.final import DemoFinal, opened_anew
from tests.system.browser.final_build import HERO
from tests.system.browser.person import PATIENCE_MS, TABLET, Person
from tests.system.browser.watching import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
SEAT, OTHER = 3, 4
SESSION = "yisai_session"
# The browser's store refuses to write, as when the disk is full.
NO_ROOM = """() => {
    const add = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError"); };
    globalThis.roomAgain = () => { IDBObjectStore.prototype.add = add; };
}"""


def codes(final: DemoFinal) -> dict[int, str]:
    """The desk prints the slips: digits by seat."""
    at = now()
    window = {
        "opens_at": instant_text(at - timedelta(hours=1)),
        "closes_at": instant_text(at + timedelta(hours=1)),
    }
    slips = final.play(final.api("organizer").post(f"rounds/{final.round}/table-codes", window))
    return {slip["number"]: slip["code"] for slip in slips["codes"]}


def signed_out(judge: Person) -> None:
    """The browser has lost its session and nothing else."""
    cookies = {cookie["name"] for cookie in judge.page.context.cookies()}
    assert SESSION in cookies, cookies
    judge.page.context.clear_cookies(name=SESSION)


@pytest.mark.parametrize("language", ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)])
def test_a_session_that_ended_is_opened_again_over_the_card(final: DemoFinal, language: str):
    """Check 29: the card stays, the marks stay, six digits send them; no page is left."""
    slips = codes(final)
    judge = final.judge(SEAT, language=language)
    final.proxy.cut()
    bench.judge_types(judge, "defense", "14.5")
    signed_out(judge)
    final.proxy.restore()
    judge.see("strip-signin")
    bench.judge_types(judge, "team", "17")  # goes on as before
    address = judge.page.url
    judge.shot("ended", whole=False)
    judge.press("strip-signin-check")
    judge.fill("code-input", slips[OTHER])
    judge.see("again-waits")  # another judge's slip: her seat has a device, and this is not it
    assert final.operations(SEAT) == []
    judge.fill("code-input", slips[SEAT])
    bench.judge_sees_saved(judge, "defense", "team")
    expect(judge.at("strip-signin")).to_have_count(0)
    judge.state("conn-pill", "online")
    assert judge.page.url == address
    marks = final.sheet(SEAT).marks
    assert (marks["defense"], marks["team"]) == ("14.50", "17.00")


def replaced(final: DemoFinal, digits: str) -> Person:
    """A spare tablet takes the seat: the desk says yes, and the one before ends."""
    spare = final.clean_judge(SEAT)
    spare.open("/join")
    spare.fill("code-input", digits)
    spare.see("code-waiting")
    desk = final.api("organizer")
    waiting = final.play(desk.get(f"rounds/{final.round}/devices"))["waiting"]
    for each in waiting:
        final.play(desk.post(f"code-requests/{each['id']}/decision", {"decision": "approve"}))
    spare.press("join-start")
    spare.see(f"queue-entry-{HERO}")
    spare.open(f"/judge/live?entry={final.entry(HERO)}")
    spare.see("save-state")
    return spare


def test_what_a_replaced_tablet_had_not_sent_is_asked_for_at_the_new_one(final: DemoFinal):
    """Its marks reach their judge, once, by her own choice; the old tablet is read-only."""
    slips = codes(final)
    old = final.judge(SEAT)
    final.proxy.cut()
    bench.judge_types(old, "defense", "14.5")
    bench.judge_types(old, "team", "17")
    old.state("conn-pill", "offline")
    address = old.page.url
    old.page.goto("about:blank")
    final.proxy.restore()
    spare = replaced(final, slips[SEAT])
    assert final.operations(SEAT) == []
    opened_anew(old, address)
    strip = old.see("strip-left")
    expect(strip).to_contain_text("2 项")
    expect(old.at("submit")).to_have_count(0)
    expect(old.page.locator("main.jd-main[inert]")).to_have_count(1)
    old.shot("replaced", whole=False)
    with final.rows():
        assert LeftMark.objects.count() == 2
    assert final.operations(SEAT) == []  # nothing counts by itself
    spare.page.reload()
    spare.see("save-state")
    spare.press("crit-team")
    issue = spare.see("issue-team")
    expect(issue).to_contain_text("原来那台平板")
    spare.shot("asked", whole=False)
    spare.press("issue-mine-team")
    spare.state("truth-team", "committed")
    spare.press("crit-defense", "issue-theirs-defense")
    wait_for(lambda: final.sheet(SEAT).marks["team"] == "17.00", "her choice is saved")
    assert final.sheet(SEAT).marks["defense"] is None
    assert len(final.operations(SEAT)) == 1


def test_two_tabs_of_one_tablet_are_one_device(final: DemoFinal):
    """What is typed in one stands in the other; each mark is stored once, whoever sends it."""
    judge = final.judge(SEAT)
    tab = judge.page.context.new_page()
    tab.goto(judge.page.url)
    expect(tab.get_by_test_id("save-state")).to_be_visible(timeout=PATIENCE_MS)
    bench.judge_types(judge, "defense", "14.5")
    there = tab.get_by_test_id("crit-defense")
    expect(there).to_have_attribute("data-value", "14.50", timeout=PATIENCE_MS)
    judge.page.goto("about:blank")  # the tab that sent is gone; the other one sends now
    tab.get_by_test_id("crit-team").click()
    tab.get_by_test_id("pad-9").click()
    state = tab.get_by_test_id("truth-team")
    expect(state).to_have_attribute("data-state", "committed", timeout=PATIENCE_MS)
    rows = final.operations(SEAT)
    assert [row.value for row in rows] == [100, 1400, 1450, 900]
    assert len({row.op_id for row in rows}) == len({row.client_seq for row in rows}) == len(rows)
    tab.close()


def test_a_mark_that_finds_no_room_says_so_and_stays_in_sight(final: DemoFinal):
    """Check 30, without the hand-over by QR: red, call the staff, the figure stays."""
    judge = final.judge(SEAT)
    judge.page.evaluate(NO_ROOM)
    judge.press("crit-defense", "pad-1", "pad-4")
    expect(judge.see("strip-broken")).to_contain_text("本机存不下")
    expect(judge.page.locator(".jd-active .big")).to_contain_text("14")
    assert final.operations(SEAT) == []
    judge.shot("no-room", whole=False)
    judge.state("truth-defense", "rejected")
    judge.press("submit", "sign-confirm")
    expect(judge.page.locator("dialog .jd-error")).to_be_visible()
    judge.press("sign-back")
    judge.page.evaluate("() => globalThis.roomAgain()")
    bench.judge_sees_saved(judge, "defense")  # by itself
    assert final.sheet(SEAT).marks["defense"] == "14.00"
    expect(judge.at("strip-broken")).to_have_count(0)


@pytest.mark.parametrize("tempo", [1.0])
def test_a_tablet_survives_a_restart_and_is_read_only_once_it_is_ended(final: DemoFinal):
    """Check 6 for a judge: her place is there after a restart; ended, it is not within 3 s."""
    judge = final.judge(SEAT)
    address = judge.page.url
    state = judge.context.storage_state(indexed_db=True)
    again = final.visitor("judge-again", size=TABLET, state=state)
    again.page.goto(address)
    again.see("save-state")
    bench.judge_types(again, "defense", "14.5")
    again.state("truth-defense", "committed")
    again.context.close()
    judge.page.reload()
    judge.see("save-state")
    row = judge.at("crit-defense")
    expect(row).to_have_attribute("data-value", "14.50", timeout=PATIENCE_MS)
    ended(final)
    expect(judge.page.locator("main.jd-main[inert]")).to_have_count(1, timeout=3000)
    expect(judge.at("submit")).to_have_count(0)
    judge.shot("ended", whole=False)


def ended(final: DemoFinal) -> None:
    """The desk ends every tablet of the seat."""
    desk = final.api("organizer")
    seats = final.play(desk.get(f"rounds/{final.round}/devices"))["seats"]
    seat = next(each for each in seats if each["number"] == SEAT)
    for device in seat["devices"]:
        path = f"/api/v1/seats/{seat['id']}/devices/{device['id']}"
        final.play(desk.send("DELETE", path))
