"""How long a tap waits for its digit, by the browser's own marks."""

from __future__ import annotations

from statistics import median

from tests.system.browser.person import Person

# From the moment of the click event until the frame with the digit was presented, as the browser's
# Event Timing API says it (in steps of 8 ms; nothing under 16 ms). A digit that comes in a later
# frame than the click's own is timed by a message posted in that frame.
_MARKS = """() => {
    window.__taps?.end();
    const taps = window.__taps = { found: [], presented: new Map() };
    const observer = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
            if (entry.name === "click") taps.presented.set(entry.startTime, entry.duration);
        }
    });
    observer.observe({ type: "event", durationThreshold: 16 });
    const clicked = (event) => {
        const key = event.target.closest("[data-testid^=pad-]");
        if (!key) return;
        const big = () => document.querySelector("[data-active] .big")?.textContent ?? "";
        const before = big();
        const tap = { start: event.timeStamp, first: true };
        requestAnimationFrame(() => (tap.first = false));
        const seen = () => {
            if (big() === before) return;
            watch.disconnect();
            const first = tap.first;
            requestAnimationFrame(() => {
                const channel = new MessageChannel();
                channel.port1.onmessage = () => {
                    taps.found.push({ ...tap, first, late: performance.now() - tap.start });
                };
                channel.port2.postMessage(0);
            });
        };
        const watch = new MutationObserver(seen);
        const all = { subtree: true, childList: true, characterData: true };
        watch.observe(document.body, all);
    };
    addEventListener("click", clicked, true);
    taps.end = () => {
        removeEventListener("click", clicked, true);
        observer.disconnect();
    };
}"""
_COUNTED = "(count) => window.__taps.found.length === count"
_READ = """() => window.__taps.found.map(({ start, first, late }) =>
    first ? window.__taps.presented.get(start) ?? late : late)"""
BLINK_MS = 50.0
# How long a finger stays on a key.
PRESSED_MS = 60
# A store that says late that it has kept something.
SLOW_STORE = """
const listen = IDBTransaction.prototype.addEventListener;
IDBTransaction.prototype.addEventListener = function (name, heard, more) {
    const late = (event) => setTimeout(() => heard.call(this, event), 1200);
    return listen.call(this, name, name === "complete" ? late : heard, more);
};
"""
# Planted: a page that does something else first when a key is pressed.
SLOW_PAGE = """addEventListener("click", () => {
    const end = performance.now() + 120;
    while (performance.now() < end);
}, true);"""


def taps_measure(person: Person, *keys: str) -> list[float]:
    """Tap keys of the pad that change the active figure; milliseconds until each was painted."""
    person.page.evaluate(_MARKS)
    # A bare press, as long as a finger's: to ask first what lies under it, or to come down and
    # leave in one moment, would put work of the test into the time of the tap.
    places = {key: _middle(person, key) for key in keys}
    for count, key in enumerate(keys, start=1):
        person.page.mouse.move(*places[key])
        person.page.mouse.down()
        person.page.wait_for_timeout(PRESSED_MS)
        person.page.mouse.up()
        person.page.wait_for_function(_COUNTED, arg=count, polling=100)
    person.page.wait_for_timeout(200)  # the browser says a moment later when it presented
    times: list[float] = person.page.evaluate(_READ)
    return times


def _middle(person: Person, key: str) -> tuple[float, float]:
    """Where a key is, in CSS pixels."""
    box = person.at(key).bounding_box()
    assert box, key
    return (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def typical(times: list[float]) -> float:
    """The median: a machine that is busy elsewhere spoils single taps."""
    return median(times)
