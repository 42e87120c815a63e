"""Pairing a hall's screen: a code, a desk that types it, a browser that looks and does nothing."""

from datetime import timedelta

import pytest

from core import clock
from core.models import Device, LogLeaf, Pairing
from core.services.pairings import CODE_LIVES, code_read
from judging.models import Room, RoomScreen
from judging.services.screen_presence import screen_begin
from tests.clients import Browser
from tests.factories import judging


@pytest.fixture
def final(db):
    made = judging.final()
    judging.staff_member(made.edition, "technician")
    return made


@pytest.fixture
def desk(final):
    client = Browser()
    person = final.staff["event_desk"]
    client.force_login(person.accounts.get(), backend="django.contrib.auth.backends.ModelBackend")
    return client


def screens(final):
    return f"/api/v1/rounds/{final.round.uid}/screens"


def room_of(final):
    return f"/api/v1/rounds/{final.round.uid}/room"


def offer(browser):
    return browser.post("/api/v1/pairing", {"label": "Chromium"}, content_type="application/json")


def pair(final, desk, browser, label="主屏"):
    """The browser is a screen; returns the desk's answer."""
    code = offer(browser).json()["code"]
    made = desk.post(
        screens(final), {"code": code, "label": label}, content_type="application/json"
    )
    assert made.status_code == 201, made.content
    assert browser.get("/api/v1/pairing").json()["state"] == "ready"
    assert offer(browser).json()["state"] == "paired"
    return made.json()


def test_a_browser_becomes_a_screen_and_sees_the_stage(final, desk):
    browser = Browser()
    assert browser.get("/api/v1/pairing").json()["state"] == "none"
    shown = offer(browser).json()
    assert shown["state"] == "waiting"
    assert offer(browser).json() == shown, "asking again shows the same code"
    assert browser.get(room_of(final)).status_code == 401
    made = pair(final, desk, browser)
    own = browser.get("/api/v1/screen").json()
    assert own == {
        "round": str(final.round.uid),
        "room": str(Room.objects.get().uid),
        "label": "主屏",
    }
    body = browser.get(room_of(final)).json()["body"]
    assert (body["scene"], "slots" in body) == ("waiting", False)
    assert [each["id"] for each in desk.get(screens(final)).json()["screens"]] == [made["id"]]
    assert LogLeaf.objects.filter(type="screen.pair").count() == 1


def test_a_screen_is_nobody_and_may_do_nothing(final, desk):
    browser = Browser()
    pair(final, desk, browser)
    assert Device.objects.get(kind="screen").person is None
    assert browser.get("/api/v1/session").json()["signed_in"] is False
    assert browser.get(f"/api/v1/rounds/{final.round.uid}").status_code == 401
    assert browser.get(screens(final)).status_code == 401
    cue = f"/api/v1/rooms/{Room.objects.get().uid}/cue"
    answer = browser.post(cue, {"verb": "black"}, content_type="application/json")
    assert answer.status_code == 401


def test_another_room_is_not_shown(final, desk):
    browser = Browser()
    pair(final, desk, browser)
    other = judging.final(slug="other")
    assert browser.get(room_of(other)).status_code in {401, 404}


def test_unpaired_it_shows_nothing_any_more(final, desk):
    browser = Browser()
    made = pair(final, desk, browser)
    for _again in range(2):
        assert desk.delete(f"{screens(final)}/{made['id']}").status_code == 204
    assert browser.get(room_of(final)).status_code == 401
    assert browser.get("/api/v1/screen").status_code == 404
    assert desk.get(screens(final)).json()["screens"] == []
    assert LogLeaf.objects.filter(type="screen.unpair").count() == 1


def test_a_code_is_read_as_people_type_it_and_once(final, desk):
    browser = Browser()
    code = offer(browser).json()["code"]
    assert code[2] == "-"
    typed = {"code": f" {code.lower().replace('-', ' ')} "}
    assert desk.post(screens(final), typed, content_type="application/json").status_code == 201
    again = desk.post(screens(final), {"code": code}, content_type="application/json")
    assert again.json()["code"] == "pairing_code_unknown"


def test_a_code_runs_out(final, desk):
    browser = Browser()
    code = offer(browser).json()["code"]
    late = clock.now() - CODE_LIVES - timedelta(seconds=1)
    Pairing.objects.filter(code=code_read(code)).update(ends_at=late)
    answer = desk.post(screens(final), {"code": code}, content_type="application/json")
    assert answer.json()["code"] == "pairing_code_unknown"
    assert browser.get("/api/v1/pairing").json()["state"] == "none"
    assert offer(browser).json()["code"] is not None


def test_another_browser_cannot_go_on_with_the_code(final, desk):
    browser, other = Browser(), Browser()
    code = offer(browser).json()["code"]
    desk.post(screens(final), {"code": code}, content_type="application/json")
    assert other.get("/api/v1/pairing").json()["state"] == "none"
    assert offer(other).json()["state"] == "waiting"


def test_whoever_is_signed_in_shows_no_code(desk):
    assert offer(desk).status_code == 403


def test_whoever_signs_in_on_a_screen_takes_the_browser_back(final, desk):
    browser = Browser()
    pair(final, desk, browser)
    account = final.staff["organizer"].accounts.get()
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get("/api/v1/screen").status_code == 404


def test_one_address_gets_a_handful_of_codes(settings, db):
    from django.core.cache import cache

    cache.clear()
    settings.THROTTLE_RATES = {**settings.THROTTLE_RATES, "pairings": "3/min"}
    said = [offer(Browser()).status_code for _ in range(4)]
    cache.clear()
    assert said == [200, 200, 200, 429]


def test_the_console_lists_its_screens(final, desk):
    browser = Browser()
    made = pair(final, desk, browser)
    listed = desk.get(room_of(final)).json()["body"]["screen"]["devices"]
    assert listed == [{"id": made["id"], "label": "主屏", "seen_at": None, "online": False}]
    device = Device.objects.get(kind="screen")
    screen_begin(room=Room.objects.get(), device_id=device.pk, at=clock.now())
    (listed,) = desk.get(room_of(final)).json()["body"]["screen"]["devices"]
    assert (listed["online"], listed["seen_at"]) == (True, None)
    assert RoomScreen.objects.count() == 1
