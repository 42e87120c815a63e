"""How long a tap waits for its digit, by the browser's own marks."""

from __future__ import annotations

from statistics import median

from tests.system.browser.person import Person

# From the moment of the click event to the frame after the one in which the digit is there.
_MARKS = """() => {
    performance.clearMeasures("tap-to-digit");
    addEventListener("click", (event) => {
        const key = event.target.closest("[data-testid^=pad-]");
        if (!key) return;
        const big = () => document.querySelector("[data-active] .big")?.innerText ?? "";
        const before = big();
        const seen = () => {
            if (big() === before) return;
            watch.disconnect();
            requestAnimationFrame(() => {
                const channel = new MessageChannel();
                channel.port1.onmessage = () => performance.measure("tap-to-digit", {
                    start: event.timeStamp, end: performance.now(),
                });
                channel.port2.postMessage(0);
            });
        };
        const watch = new MutationObserver(seen);
        const all = { subtree: true, childList: true, characterData: true };
        watch.observe(document.body, all);
    }, true);
}"""
_READ = """() => performance.getEntriesByName("tap-to-digit").map((each) => each.duration)"""
BLINK_MS = 50.0
# Planted: a store that says late that it has kept something.
SLOW_STORE = """
const listen = IDBTransaction.prototype.addEventListener;
IDBTransaction.prototype.addEventListener = function (name, heard, more) {
    const late = (event) => setTimeout(() => heard.call(this, event), 120);
    return listen.call(this, name, name === "complete" ? late : heard, more);
};
"""


def taps_measure(person: Person, *keys: str) -> list[float]:
    """Tap keys of the pad that change the active figure; milliseconds until each was painted."""
    person.page.evaluate(_MARKS)
    for count, key in enumerate(keys, start=1):
        person.press(key)
        person.page.wait_for_function(
            "(count) => performance.getEntriesByName('tap-to-digit').length === count", arg=count
        )
    times: list[float] = person.page.evaluate(_READ)
    return times


def typical(times: list[float]) -> float:
    """The median: a machine that is busy elsewhere spoils single taps."""
    return median(times)
