"""The judge panel opens again while the server is down, with everything typed still in it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, expect

from tests.system.browser import bench
from tests.system.browser.person import PATIENCE_MS, TABLET, Person
from tests.system.browser.rehearsal import MARKS, rehearse

# Every day test_judge_network.py asks the same behind a line that is cut.
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120)]

OWN = MARKS[0]
SENT, UNSENT = list(OWN)[:2], list(OWN)[2:]
# Not `ready`: that goes by the address at which the page was loaded, which was the link's.
_READY = """async () => {
    for (let turn = 0; turn < 100; turn += 1) {
        const found = await navigator.serviceWorker.getRegistration("/judge");
        if (found?.active?.state === "activated") return true;
        await new Promise((done) => setTimeout(done, 100));
    }
    return false;
}"""
SCOPES = """() => navigator.serviceWorker.getRegistrations()
    .then((all) => all.map((each) => new URL(each.scope).pathname))"""
_LEAVE = """() => navigator.serviceWorker.getRegistrations()
    .then((all) => Promise.all(all.map((each) => each.unregister())))"""
KEPT = """() => caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)
    .then((cache) => cache.keys())))).then((all) => all.flat()
    .map((request) => new URL(request.url).pathname))"""


def opened_anew(judge: Person, path: str) -> None:
    """The tab is closed and another one opened, as after a restart of the browser."""
    judge.page.close()
    judge.page = judge.context.new_page()
    judge.page.on("pageerror", lambda error: judge.faults.append(str(error)))
    judge.open(path)


def typed_without_server(judge: Person) -> None:
    """The rest of the card goes to the device."""
    for name in UNSENT:
        bench.judge_types(judge, name, OWN[name])
    for name in UNSENT:
        judge.state(f"truth-{name}", "local")


def still_there(judge: Person) -> None:
    """Each mark as it was typed; what was not sent says so."""
    for name, mark in OWN.items():
        expect(judge.at(f"crit-{name}")).to_have_attribute("data-value", bench.wire(mark))
    for name in UNSENT:
        judge.state(f"truth-{name}", "local")
    judge.state("conn-pill", "offline")
    judge.state("save-state", "local")


@pytest.mark.parametrize(
    "language",
    [
        pytest.param("zh-Hans", id="zh"),
        pytest.param("en", id="en"),
    ],
)
def test_the_panel_opens_while_the_server_is_down(hall, enter):
    day = rehearse(hall)
    judge = enter("judge", TABLET)
    bench.judge_joins(judge, day.links["1"])
    numbers = [slot["entry"]["number"] for slot in day.slots]
    for number in numbers:
        judge.press(f"conflict-none-{number}")
        expect(judge.at(f"conflict-none-{number}")).to_have_count(0, timeout=PATIENCE_MS)
    day.open()
    day.to_scoring(day.slots[0])
    judge.see("save-state")  # the stage called, the panel opened by itself
    for name in SENT:
        bench.judge_types(judge, name, OWN[name])
    bench.judge_sees_saved(judge, *SENT)
    address = judge.page.url
    # Nothing of anybody's data is kept by the worker, and it stays off every other page.
    assert judge.page.evaluate(_READY)
    assert judge.page.evaluate(SCOPES) == ["/judge"]
    kept = judge.page.evaluate(KEPT)
    assert [path for path in kept if not path.startswith("/static/assets/")] == ["/judge"]

    hall.server.kill()
    typed_without_server(judge)
    opened_anew(judge, address)
    still_there(judge)
    judge.shot("server-down", whole=False)
    opened_anew(judge, "/judge")
    judge.see(f"queue-entry-{numbers[0]}")
    judge.shot("queue-server-down", whole=False)

    hall.server.start()
    judge.press(f"open-{numbers[0]}")
    bench.judge_sees_saved(judge, *OWN)

    # It was the worker: without it the same address leads nowhere.
    judge.page.evaluate(_LEAVE)
    hall.server.kill()
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        opened_anew(judge, address)
