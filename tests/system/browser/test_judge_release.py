"""A new version is deployed, or the device's clock is wrong: the panel goes on."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from core.clock import now
from tests.servers.app import ROOT
from tests.system.browser import bench
from tests.system.browser.final import DemoFinal
from tests.system.browser.person import PATIENCE_MS, Person
from tests.system.browser.test_judge_network import WORKER_READY

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

SEAT = 3
CLIENT = ROOT / "frontend"
# A sentence of the queue page, and what the next version says instead.
BEFORE, AFTER = "接下来（", "随后（"
NEXT = "queue.next"
WORKER = "navigator.serviceWorker.getRegistration('/judge')"


def next_version(folder: Path) -> Path:
    """The same sources with one sentence changed, built as any other version."""
    sources = folder / "client"
    kept = shutil.ignore_patterns("node_modules", "dist")
    shutil.copytree(CLIENT, sources, ignore=kept)
    (sources / "node_modules").symlink_to(CLIENT / "node_modules")
    texts = sources / "src" / "locales" / "zh-Hans" / "judge.json"
    words = json.loads(texts.read_text(encoding="utf-8"))
    words[NEXT] = words[NEXT].replace(BEFORE, AFTER)
    texts.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    done = subprocess.run(
        ["npx", "vite", "build"], cwd=sources, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return sources / "dist"


def deployed(link: Path, build: Path) -> None:
    """From now on the server answers with this build, all files of it at once."""
    beside = link.with_suffix(".next")
    beside.symlink_to(build)
    beside.replace(link)


def stayed(judge: Person) -> None:
    """The page is the one that was loaded before."""
    assert judge.page.evaluate("window.__before") is True


@pytest.mark.slow
def test_a_new_version_waits_for_the_queue(theater, tmp_path, album, django_db_blocker):
    """Check 32: deployed mid-session, it touches neither live panel nor screen."""
    link = tmp_path / "served"
    deployed(link, CLIENT / "dist")
    coming = next_version(tmp_path)
    folder = tmp_path / "final"
    folder.mkdir()
    with django_db_blocker.unblock(), theater.copy(folder, album, client=link) as final:
        judge, screen = final.judge(SEAT), final.screen_page()
        assert judge.page.evaluate(WORKER_READY)
        screen.page.locator("main.sc").wait_for()
        bench.judge_types(judge, "defense", "14.5")
        bench.judge_sees_saved(judge, "defense")
        for person in (judge, screen):
            person.page.evaluate("window.__before = true")
        known = worker_of(final)
        deployed(link, coming)
        final.server.stop()
        final.server.start()
        assert worker_of(final) != known
        judge.state("conn-pill", "online")
        # What browsers do by themselves now and then: look for another worker.
        judge.page.evaluate(f"{WORKER}.then((found) => found.update())")
        judge.page.wait_for_function(f"{WORKER}.then((found) => !!found.waiting)")
        bench.judge_types(judge, "team", "17")
        bench.judge_sees_saved(judge, "team")
        judge.page.wait_for_timeout(5000)  # more than one moment at which it could take over
        stayed(judge)
        stayed(screen)
        judge.press("back")
        expect(judge.page.get_by_text(AFTER)).to_be_visible(timeout=PATIENCE_MS)
        assert judge.page.evaluate("window.__before === undefined")
        judge.press("open-QM-05")
        for name, mark in (("defense", "14.50"), ("team", "17.00")):
            expect(judge.at(f"crit-{name}")).to_have_attribute("data-value", mark)
        stayed(screen)


def worker_of(final: DemoFinal) -> str:
    """The panel's worker as the server gives it to a visitor now; it names every file."""
    return str(final.play(final.client().http.get("/judge-sw.js")).text)


SLOW_BY = timedelta(minutes=4)
# The page believes its device; the device is four minutes behind.
BEHIND = f"""
const RealDate = Date;
const behind = () => RealDate.now() - {int(SLOW_BY.total_seconds() * 1000)};
globalThis.Date = class extends RealDate {{
    constructor(...given) {{ given.length ? super(...given) : super(behind()); }}
    static now() {{ return behind(); }}
}};
"""
# The end of the phase by a page's own figures: what is left, seen at its newest.
_END = """async (testid) => {
    let end = Infinity;
    for (let turn = 0; turn < 12; turn += 1) {
        const timer = document.querySelector(`[data-testid=${testid}]`);
        const at = performance.timeOrigin + performance.now();
        end = Math.min(end, at + Number(timer.dataset.remainingMs));
        await new Promise((done) => setTimeout(done, 40));
    }
    return end;
}"""


def shown_time(judge: Person, testid: str) -> str:
    """The time of day that a thing shows."""
    found = re.search(r"\d\d:\d\d:\d\d", judge.at(testid).inner_text())
    assert found, judge.at(testid).inner_text()
    return found.group()


def near(shown: str, seconds: float = 3) -> bool:
    """Whether a time of day is this moment's in the edition's zone."""
    zone = ZoneInfo("Asia/Shanghai")
    around = [now() + timedelta(seconds=each) for each in range(-int(seconds) - 1, 2)]
    return shown in {each.astimezone(zone).strftime("%H:%M:%S") for each in around}


def test_a_slow_clock_is_corrected(final):
    """Check 34: the device is four minutes behind; what it shows is the server's time."""
    console = final.console_page()
    judge = final.clean_judge(SEAT)
    judge.context.add_init_script(BEHIND)
    final.sit_down(judge, SEAT)
    late = judge.page.evaluate("performance.timeOrigin + performance.now() - Date.now()")
    assert abs(late - SLOW_BY.total_seconds() * 1000) < 5000  # it is really behind
    judge.state("conn-pill", "online")
    judge.page.wait_for_timeout(1500)  # a few heartbeats
    ends = {
        "judge": judge.page.evaluate(_END, "timer"),
        "console": console.page.evaluate(_END, "console-timer"),
    }
    assert abs(ends["judge"] - ends["console"]) <= 300, ends
    bench.judge_types(judge, "defense", "14.5")
    bench.judge_sees_saved(judge, "defense")
    (*_rest, last) = final.operations(SEAT)
    zone = ZoneInfo("Asia/Shanghai")
    assert shown_time(judge, "save-state") == last.at.astimezone(zone).strftime("%H:%M:%S")
    final.proxy.cut()
    bench.judge_types(judge, "team", "17")
    judge.state("save-state", "local")
    assert near(shown_time(judge, "save-state"))
