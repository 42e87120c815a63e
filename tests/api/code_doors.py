"""How judges and the desk use table codes, through the doors."""

from datetime import timedelta

from judging.services.seat_codes import seat_code_enter, seat_codes_issue
from tests.factories import core
from tests.factories.judging import T0

HOUR = timedelta(hours=1)


def issue(cup, *, opens=T0 - HOUR, closes=T0 + HOUR, at=T0, seats=None):
    issued = seat_codes_issue(
        round=cup.round,
        seats=seats or cup.seats,
        window=(opens, closes),
        actor=cup.by("organizer"),
        at=at,
    )
    return [each.digits for each in issued]


def post(browser, path, body):
    return browser.post(f"/api/v1/{path}", body, "application/json")


def enter(browser, cup, code, label="iPad"):
    body = {"edition": str(cup.edition.uid), "code": code, "device_label": label}
    return post(browser, "join/code", body)


def take(browser, key="key", proof=""):
    body = {"device_key": key, "device_label": "iPad", "proof": proof}
    return post(browser, "join/code/seat", body)


def again(browser, cup, code, key, signer):
    """A browser with the public key of `key` types the digits and proves it with `signer`."""
    challenge = enter(browser, cup, code).json()["challenge"]
    return take(browser, key.public, signer.prove(f"yisai.seat.v1\n{challenge}"))


def sit(cup, code, key="key"):
    browser = core.client()
    assert enter(browser, cup, code).json()["state"] == "ready"
    assert take(browser, key).json()["state"] == "used"
    return browser


def decide(cup, browser, decision, role="event_desk"):
    """The desk finds the browser by the letters on its screen."""
    desk = core.client(cup.by(role).accounts.get())
    tag = browser.get("/api/v1/join/code").json()["request"]["tag"]
    waiting = desk.get(f"/api/v1/rounds/{cup.round.uid}/devices").json()["waiting"]
    request = next(each for each in waiting if each["tag"] == tag)
    return post(desk, f"code-requests/{request['id']}/decision", {"decision": decision})


def wrong(codes, number):
    """Wrong digits, as many as one likes."""
    free = (f"{n:06d}" for n in range(200_000, 300_000))
    return [digits for digits in free if digits not in codes][:number] if number else []


def browser_with(cup, code):
    """A browser's request for a right code, by the service."""
    made = seat_code_enter(edition_id=cup.edition.uid, digits=code, device_label="", at=T0)
    assert made is not None
    return made


def guess(cup, codes, number):
    """Wrong codes from as many strange browsers; every answer is the same."""
    answers = {
        (answer.status_code, answer.content)
        for digits in wrong(codes, number)
        if (answer := enter(core.client(), cup, digits))
    }
    assert {status for status, _body in answers} == {403}
    return answers


def state(browser):
    return browser.get("/api/v1/join/code").json()["request"]["state"]


def status(browser):
    return browser.get("/api/v1/judge/queue").status_code
