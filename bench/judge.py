"""The judge panel on a slow tablet: usable, tap to digit, opened again offline, in a Chromium.

CPU x 6 and a line of 1.6 Mbit/s with 150 ms by the browser's own throttles, the demo final behind
it over https. The page's service worker loads beside the throttle: what is kept comes later. On a
machine that does other work besides, the floor is noisy and the run proves nothing (exit 2).
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.frame import Busy, Target, alone, conclude, judged, percentile

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

    from tests.system.browser.final import DemoFinal, Theater
    from tests.system.browser.person import Person

ROOT = Path(__file__).resolve().parents[1]
CPU = 6
LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 200_000,
}
SEAT = 3
ACTIVE = "[data-active] .big"
READY = """async () => {
    for (let turn = 0; turn < 600; turn += 1) {
        const found = await navigator.serviceWorker.getRegistration("/judge");
        if (found?.active?.state === "activated") return true;
        await new Promise((done) => setTimeout(done, 100));
    }
    return false;
}"""
# A fixed piece of work: how quiet the machine is.
_FLOOR = """() => {
    const begun = performance.now();
    let sum = 0;
    for (let turn = 0; turn < 3e7; turn += 1) sum = (sum + turn * turn) % 1000003;
    return performance.now() - begun + (sum < 0 ? 1 : 0);
}"""


@contextmanager
def theater(folder: Path) -> Iterator["Theater"]:
    """The demo final, built into a database of the bench's own, and a Chromium for it."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'empty.sqlite3'}"
    os.environ["VAR_DIR"] = str(folder / "bench-var")
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in this thread
    migrate = [sys.executable, "manage.py", "migrate", "--no-input", "-v", "0"]
    subprocess.run(migrate, cwd=ROOT, check=True)
    import django

    django.setup()
    from tests.databases import FreshDatabase, SqliteTemplate
    from tests.servers.chromium import chromium
    from tests.system.browser.final import Theater, browser_arguments, certificate_make
    from tests.system.browser.final_build import final_build

    empty = folder / "empty.sqlite3"
    template = SqliteTemplate(folder, empty).of(
        FreshDatabase(f"sqlite:///{empty}", str(empty), "sqlite")
    )
    tls = certificate_make(folder / "tls")
    built = final_build(template=template, database=template.copy(), folder=folder, tls=tls)
    with chromium(*browser_arguments(tls)) as browser:
        yield Theater(built, tls, browser)


def slow(person: "Person", *, line: bool = True) -> "CDPSession":
    """A slow tablet from now on; without `line` the network is left alone."""
    session = person.context.new_cdp_session(person.page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    if line:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINE)
    return session


def spent(work: Callable[[], object]) -> float:
    """Milliseconds that something takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def one_round(final: "DemoFinal", taps: int) -> dict[str, float]:
    """Scan, open the panel cold, tap, lose the line, open again."""
    from tests.system.browser.painting import taps_measure

    judge = final.clean_judge(SEAT)
    judge.page.goto("about:blank")
    found = {"floor": float(judge.page.evaluate(_FLOOR))}
    slow(judge)

    def scan() -> None:
        judge.open(final.link(SEAT))
        judge.see("join-start")

    def sit() -> None:
        judge.press("join-start", "open-QM-05")
        judge.page.locator(ACTIVE).wait_for()

    found["scanned"], found["panel"] = spent(scan), spent(sit)
    cold = final.clean_judge(SEAT)
    cold.context.add_cookies(judge.context.cookies())  # type: ignore[arg-type]
    # One tablet at a time: a slowed page keeps a processor busy even while nobody touches it.
    judge.context.close()
    slow(cold)
    address = f"/judge/live?entry={final.entry('QM-05')}"

    def open_cold() -> None:
        cold.open(address)
        cold.page.locator(ACTIVE).wait_for()

    found["cold"] = spent(open_cold)
    # Everybody types after the deck is drawn; drawing it takes the same processor.
    cold.page.locator("[data-testid=deck] canvas[data-drawn]").wait_for()
    cold.press("crit-defense")
    times = taps_measure(cold, *("pad-1", "pad-back") * (taps // 2))
    found["tap_p95"], found["tap_p50"] = percentile(times, 0.95), percentile(times, 0.5)
    if not cold.page.evaluate(READY):
        raise RuntimeError("the worker of the panel did not come")
    found["offline"] = opened_offline(final, cold, address)
    return found


def opened_offline(final: "DemoFinal", person: "Person", address: str) -> float:
    """The line is cut, the tab closed and opened again: milliseconds until the card is there."""
    final.proxy.cut()
    person.page.close()
    person.page = person.context.new_page()
    slow(person, line=False)

    def again() -> None:
        person.open(address)
        person.page.locator(ACTIVE).wait_for()

    return spent(again)


def rounds_run(count: int, taps: int) -> list[dict[str, Any]]:
    """Each round in a copy of the final and in browsers that know nothing."""
    with tempfile.TemporaryDirectory(prefix="bench-judge-") as name, theater(Path(name)) as stage:
        from tests.system.browser.person import Album

        found = []
        for turn in range(count):
            folder = Path(name) / f"round-{turn}"
            folder.mkdir()
            with stage.copy(folder, Album(folder / "pictures"), tempo=1.0) as final:
                found.append(one_round(final, taps))
        return found


def targets_of(rounds: list[dict[str, Any]]) -> list[Target]:
    """The median of the rounds against what the panel promises."""

    def middle(key: str) -> float:
        return round(percentile([each[key] for each in rounds], 0.5), 1)

    return judged(
        [
            Target("judge.scanned_to_button", middle("scanned"), 5000.0, "ms"),
            Target("judge.button_to_panel", middle("panel"), 5000.0, "ms"),
            Target("judge.panel_cold_usable", middle("cold"), 5000.0, "ms"),
            Target("judge.tap_to_digit_p95", middle("tap_p95"), 50.0, "ms"),
            Target("judge.opened_offline", middle("offline"), 2000.0, "ms"),
        ],
        [each["floor"] for each in rounds],
    )


def main(argv: list[str]) -> int:
    """Run the rounds, print the table, write the object."""
    parser = argparse.ArgumentParser(prog="bench judge")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args(argv)
    try:
        with alone(ROOT / "var" / "bench.lock"):
            rounds = rounds_run(3 if wanted.quick else 7, 40)
    except Busy:
        print("Another bench is running on this clone; wait for its end.", file=sys.stderr)
        return 2
    return conclude("judge", targets_of(rounds), rounds, wanted.json)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
