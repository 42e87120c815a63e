"""Who gets the basic card instead of the panel: old browsers by the server, others by the page."""

from __future__ import annotations

import pytest

from api.pages.basic.floor import card_instead_of, is_below_floor
from core import clock
from judging.services.panels import seat_invitation_issue
from tests.clients import Browser
from tests.factories.judging import final

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
OLD = [
    f"Mozilla/5.0 (Linux; Android 9; SM-T510) {WEBKIT} Chrome/79.0.3945.136 Safari/537.36",
    f"Mozilla/5.0 (Linux; Android 10; wv) {WEBKIT} Version/4.0 Chrome/108.0.5359.61 Safari/537.36",
    (
        "Mozilla/5.0 (iPad; CPU OS 12_5_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/12.1.2 Mobile/15E148 Safari/604.1"
    ),
    (
        "Mozilla/5.0 (iPhone; CPU iPhone OS 16_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
        "Gecko) Mobile/15E148 MicroMessenger/8.0.40"
    ),
    (
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/15.6 Safari/605.1.15"
    ),
    "Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko",
]
GOOD = [
    f"Mozilla/5.0 (Linux; Android 13) {WEBKIT} Chrome/109.0.0.0 Safari/537.36",
    f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} Chrome/131.0.0.0 Safari/537.36",
    (
        "Mozilla/5.0 (iPad; CPU OS 16_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/16.4 Mobile/15E148 Safari/604.1"
    ),
    (
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        "Version/17.0 Safari/605.1.15"
    ),
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "",
]


def test_the_floor_is_chrome_109_and_safari_16_4():
    assert [agent for agent in OLD if not is_below_floor(agent)] == []
    assert [agent for agent in GOOD if is_below_floor(agent)] == []


def test_each_address_of_the_panel_has_its_card():
    assert card_instead_of("/join/abc_-1") == "/judge/basic/join/abc_-1"
    assert card_instead_of("/join") == "/judge/basic/code"
    assert card_instead_of("/judge/live") == "/judge/basic"
    assert card_instead_of("/judges") == card_instead_of("/pair") == card_instead_of("/org") == ""


@pytest.mark.django_db
def test_an_old_browser_is_led_to_the_card_and_another_gets_the_panel():
    led = Browser().get("/join/token", HTTP_USER_AGENT=OLD[0])
    assert (led.status_code, led["Location"]) == (302, "/judge/basic/join/token")
    assert led["Cache-Control"] == "no-store"
    assert "User-Agent" in led["Vary"]
    assert led["Referrer-Policy"] == "no-referrer"
    assert Browser().get("/org", HTTP_USER_AGENT=OLD[0]).status_code != 302
    assert Browser().get("/judge", HTTP_USER_AGENT=GOOD[0]).status_code != 302


@pytest.mark.django_db
def test_what_the_panels_script_appends_leads_on():
    led = {"judge": "", "judge/live": "", "pair": "", "join": "/code"}
    for rest, place in led.items():
        answer = Browser().get(f"/judge/basic/{rest}")
        assert (answer.status_code, answer["Location"]) == (303, f"/judge/basic{place}")


@pytest.mark.django_db
def test_without_scripts_the_panels_page_leads_to_the_card(settings, tmp_path):
    settings.CLIENT_DIST = tmp_path
    (tmp_path / "judge.html").write_text("<html><head></head></html>", encoding="utf-8")
    html = Browser().get('/join/a"><b').content.decode()
    assert '<noscript><meta http-equiv="refresh" content="0;url=/judge/basic/join/a%22' in html
    assert "><b" not in html


@pytest.mark.django_db
def test_an_old_chat_apps_browser_is_told_the_way_out():
    day = final(entries=1, judges=2)
    with clock.frozen(day.now):
        token = seat_invitation_issue(seat=day.seats[0], actor=day.by("organizer"), at=day.now)[1]
        agents = {OLD[3]: True, OLD[0]: False}
        for agent, is_told in agents.items():
            led = Browser(HTTP_USER_AGENT=agent, HTTP_ACCEPT_LANGUAGE="zh-CN")
            html = led.get(f"/join/{token}", follow=True).content.decode()
            assert "是我，开始" in html
            assert ("在浏览器打开" in html) is is_told
