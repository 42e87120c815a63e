"""The hall's screen through a reveal: nothing early, everything right, never a fault."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.system.browser.final import WALL, DemoFinal
from tests.system.browser.person import PATIENCE_MS
from tests.system.browser.wall import TOTALS, Director, Heard, everything, paired, scene

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
_MARK = re.compile(r"\d\d\.\d{1,2}")


def figures(page: Page) -> set[str]:
    """Every text on the wall that looks like a mark."""
    return set(_MARK.findall(page.locator("main.sc").inner_text()))


def board(page: Page) -> list[tuple[str, str]]:
    """Rank and final of the leaderboard beside the reveal."""
    rows = page.get_by_test_id("place").all()
    return [(row.locator(".k").inner_text(), row.locator(".s").inner_text()) for row in rows]


Wall = tuple[Page, Heard]


def face_down(director: Director, wall: Wall) -> None:
    """Seven cards, and nowhere in the screen's DOM, frames or stores a score of the team."""
    page, heard = wall
    director.seal()
    scene(page, "reveal", 0)
    expect(page.get_by_test_id("card")).to_have_count(7)
    early = everything(page, heard)
    assert len(heard.bodies()) >= 3, "the recorder hears the room"
    secret = {*TOTALS.values(), *(total[:-1] for total in TOTALS.values()), "86.5"}
    assert {
        text for text in secret if re.search(rf"(?<!\d){re.escape(text)}(?!\d)", early)
    } == set()
    assert not any(body.get("cards", [{}])[0].get("total") for body in heard.bodies())


def opened(director: Director, wall: Wall) -> None:
    """The cards open; then the highest and the lowest leave, still to be read."""
    page, heard = wall
    director.cue("step")
    scene(page, "reveal", 1)
    assert {"85.5", "93.0", "85.0", "88.5", "74.5", "87.0"} <= figures(page)
    assert "93.00" in everything(page, heard), "the search finds what is there"
    assert "86.50" not in everything(page, heard)
    expect(page.locator("[data-testid=card][data-dropped]")).to_have_count(0)
    director.cue("step")
    scene(page, "reveal", 2)
    dropped = page.locator("[data-testid=card][data-dropped]")
    expect(dropped).to_have_count(2)
    assert [each.locator(".v").inner_text() for each in dropped.all()] == ["93.0", "74.5"]
    assert [each.get_attribute("data-dropped") for each in dropped.all()] == ["high", "low"]
    expect(page.locator("[data-seat='7'][data-state=recused] .v")).to_have_text("回避")
    assert "86.50" not in everything(page, heard)
    assert len(board(page)) == 4


def placed(director: Director, wall: Wall) -> None:
    """The average; then the place among those before."""
    page, _heard = wall
    director.cue("step")
    scene(page, "reveal", 3)
    expect(page.get_by_test_id("final")).to_have_text("86.50")
    assert len(board(page)) == 4
    assert page.get_by_test_id("rank").count() == 0
    director.cue("step")
    scene(page, "reveal", 4)
    expect(page.get_by_test_id("place")).to_have_count(5)
    assert board(page)[:3] == [("1", "88.20"), ("2", "86.50"), ("3", "85.90")]
    expect(page.get_by_test_id("rank")).to_contain_text("第 2 名")
    expect(page.get_by_test_id("signed")).to_have_text("6 / 6 位评委已签名")
    _still(page)


def test_a_reveal_opens_cue_by_cue(final: DemoFinal):
    """Check 46: 6 cards and 回避; 93.0 and 74.5 dropped; 86.50 at 2 between 88.20 and 85.90; 6 / 6.

    Check 49: before its cue no score of the team is in the screen's DOM, frames or stores; a
    paired device.
    """
    director = Director(final)
    person = paired(final)
    wall = person.page, Heard()
    wall[1].listen(person.page)
    person.page.reload()
    scene(person.page, "countdown")
    director.score_hero()
    scene(person.page, "judging")
    expect(person.at("judging")).to_have_attribute("data-signed", "6")
    person.shot("judging", whole=False)
    face_down(director, wall)
    person.shot("face-down", whole=False)
    opened(director, wall)
    placed(director, wall)
    person.shot("place", whole=False)
    person.open("/screen?lang=en")
    scene(person.page, "reveal", 4)
    expect(person.at("rank")).to_contain_text("2nd")
    expect(person.at("signed")).to_have_text("6 of 6 judges signed")
    person.shot("place-en", whole=False)


# From the frame's arrival to the dark wall, by the page's own clock.
_HEARD = """window.WebSocket = class extends WebSocket {
    constructor(...asked) {
        super(...asked);
        this.addEventListener("message", () => { window.heard = performance.now(); });
    }
};"""
_WATCH = """() => {
    const wall = document.querySelector("[data-testid=scene]");
    new MutationObserver(() => {
        if (wall.dataset.name === "black") window.dark = performance.now() - window.heard;
    }).observe(wall, { attributes: true });
}"""


def test_black_and_back_to_the_identical_scene(final: DemoFinal):
    """Check 50: black at once, nothing on the wall, and back to the identical scene."""
    director = Director(final)
    person = final.screen_page()
    page = person.page
    page.add_init_script(_HEARD)
    page.reload()
    director.cue("take", scene="order")
    scene(page, "order")
    before = page.locator("main.sc").inner_html()
    page.evaluate(_WATCH)
    director.cue("black")
    scene(page, "black")
    assert page.evaluate("() => window.dark") < 200
    assert page.locator("main.sc").inner_text() == ""
    assert page.locator("main.sc > *").count() == 0
    page.reload()
    scene(page, "black")
    director.cue("black")
    scene(page, "order")
    assert re.sub(r"\d\d:\d\d", "", page.locator("main.sc").inner_html()) == re.sub(
        r"\d\d:\d\d", "", before
    )


def test_a_lost_link_is_seen_by_the_operator_only(final: DemoFinal):
    """Check 48: scene and timer stay, no error, no cursor; a reload without network restores it."""
    director = Director(final)
    person = final.screen_page()
    page = person.page
    scene(page, "countdown")
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    expect(page.get_by_test_id("link-dot")).to_have_count(0, timeout=PATIENCE_MS)
    words = page.get_by_test_id("team").inner_text()
    final.proxy.cut()
    page.get_by_test_id("link-dot").wait_for()
    left = _left(page)
    page.wait_for_timeout(1500)
    assert _left(page) < left - 1000, "the clock runs on"
    assert page.locator("main.sc").evaluate("wall => getComputedStyle(wall).cursor") == "none"
    assert page.get_by_test_id("team").inner_text() == words

    page.reload()
    scene(page, "countdown")
    assert page.get_by_test_id("team").inner_text() == words
    assert _left(page) < left
    assert page.get_by_role("alert").count() == 0
    person.shot("without-link", whole=False)

    director.cue("take", scene="break")
    final.proxy.restore()
    expect(page.get_by_test_id("scene")).to_have_attribute("data-name", "break", timeout=3000)


def _left(page: Page) -> int:
    return int(page.get_by_test_id("timer").get_attribute("data-remaining-ms") or "0")


def _still(page: Page) -> None:
    """Wait until nothing on the wall moves any more."""
    page.evaluate("() => Promise.all(document.getAnimations().map((each) => each.finished))")
    if page.get_by_test_id("final").count():
        expect(page.get_by_test_id("final")).to_have_text("86.50")


SIZES = {"1080": WALL, "4k": (3840, 2160), "xga": (1024, 768), "led": (3840, 1080)}
# What leaves the window or its own box, or is under 24 px at 1080 lines.
WALL_FAULTS = """() => {
    const unit = Math.min(innerHeight / 1080, innerWidth / 1440), found = [];
    const told = (node) =>
        [...node.childNodes].some((each) => each.nodeType === 3 && each.data.trim());
    if (document.documentElement.scrollWidth > innerWidth) found.push("the page is too wide");
    if (document.documentElement.scrollHeight > innerHeight) found.push("the page is too high");
    for (const node of document.querySelectorAll("main.sc *")) {
        const box = node.getBoundingClientRect();
        if (!box.width || node.closest("svg")) continue;
        const name = `${node.tagName}.${node.className} ${node.textContent.slice(0, 30)}`;
        const right = innerWidth + 1, low = innerHeight + 1;
        if (box.left < -1 || box.top < -1 || box.right > right || box.bottom > low)
            found.push(`outside: ${name}`);
        if (!told(node)) continue;
        const size = parseFloat(getComputedStyle(node).fontSize) / unit;
        if (size < 23.9) found.push(`${size} px: ${name}`);
        // A team's title and the contest's name may end in dots; a team's name never.
        const wide = node.clientWidth && node.scrollWidth > node.clientWidth + 1;
        if (wide && !node.matches("p, header b"))
            found.push(`cut: ${name}`);
    }
    return found;
}"""
REST: dict[str, Any] = {
    "id": "1",
    "after": 6,
    "minutes": 30,
    "words": {"zh": "领导致辞与嘉宾合影", "en": "Address and photo"},
    "skipped": False,
}
LONG = "深圳市前海蓝鲸长时储能系统科技股份有限公司集"


@pytest.mark.parametrize(
    "sizes", [["1080", "xga"], pytest.param(list(SIZES), marks=pytest.mark.slow)]
)
def test_every_scene_at_every_size(final: DemoFinal, sizes: list[str]):
    """Check 47: no overflow, no text under 24 px at 1080 lines, a name of 22 characters whole."""
    from contest.models import Team
    from judging.models import Room

    assert len(LONG) == 22
    director = Director(final)
    with final.rows():
        team = Team.objects.get(entry__number="QM-05")
        Team.objects.filter(pk=team.pk).update(name={**team.name, "zh": LONG})
        Room.objects.update(breaks=[REST])
    person = final.screen_page()
    page, faults = person.page, {}

    def look(name: str) -> None:
        for size in sizes:
            width, height = SIZES[size]
            page.set_viewport_size({"width": width, "height": height})
            faults[f"{name} {size}"] = page.evaluate(WALL_FAULTS)
            person.shot(f"{size}-{name}", whole=False)

    scene(page, "countdown")
    look("countdown")
    director.score_hero()
    scene(page, "judging")
    look("judging")
    director.seal()
    for step in range(5):
        if step:
            director.cue("step")
        scene(page, "reveal", step)
        _still(page)
        look(f"reveal-{step}")
        assert page.get_by_test_id("team").inner_text().replace("\n", "") == LONG
    for name in ("waiting", "order", "leaderboard", "break", "message"):
        director.cue("take", scene=name, text="茶歇 10 分钟，请 15:20 前回到会场。" * 4)
        scene(page, name)
        if name == "order":
            expect(page.get_by_test_id("rest")).to_contain_text(REST["words"]["zh"])
        look(name)
    assert {name: each for name, each in faults.items() if each} == {}
    director.cue("take", scene="leaderboard")
    scene(page, "leaderboard")
    page.locator(".sc footer").evaluate("foot => { foot.style.fontSize = '12px'; }")
    assert page.evaluate(WALL_FAULTS), "the check finds what is too small"
