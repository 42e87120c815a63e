"""An entry left before the final: the organizer puts in whom the rules name, the team reads it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from contest.models import Entry, Round
from contest.services.entries import entry_withdraw
from core.models import Account
from core.services.people import account_for_email
from judging.models import Room, Slot
from judging.selectors.draws import draw_of
from judging.services.draw import draw_commit, draw_reveal
from tests.databases import FreshDatabase
from tests.factories import judging
from tests.factories.heats import heat_judged, two_rounds
from tests.servers.app import AppServer
from tests.system.browser.hall import QUICK, Hall
from tests.system.browser.person import (
    OFFICE,
    PATIENCE_MS,
    PORTRAIT,
    TABLET,
    Album,
    Person,
    person_enter,
)
from tests.system.browser.test_rooms import looked_at

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


LEADER = "leader@heats.test"
LUNCH = {"zh": "午休", "en": "Lunch"}


def heard(final: judging.Final) -> list[Entry]:
    """The heat's entries, best first."""
    return [slot.entry for slot in final.slots() if slot.room.panel_id == final.panel.pk]


@pytest.fixture
def last(fresh_database: FreshDatabase) -> tuple[judging.Final, Round]:
    """Four entries were heard, two go on and are drawn; the first of them has left since."""
    final = judging.final(entries=4, judges=3, slug="heats")
    account = account_for_email(email="organizer@heats.test", name="组织方")
    judging.staff_member(final.edition, "organizer", account.person)
    round_ = two_rounds(final, substitution={"mode": "next"})
    Round.objects.filter(pk=round_.pk).update(name={"zh": "决赛", "en": "The final"})
    lunch = {"id": "1", "after": 1, "minutes": 60, "words": LUNCH, "skipped": False}
    Room.objects.filter(panel__round=round_).update(breaks=[lunch])
    final.prepare()
    heat_judged(final, ("40", "30", "20", "10"))
    final.lock()
    first = heard(final)[0]
    actor = final.by("organizer")
    draw_commit(round=round_, actor=actor, at=final.tick())
    draw_reveal(round=round_, actor=actor, at=final.tick())
    entry_withdraw(entry=first, reason="转投", actor=final.leader(first), at=final.tick())
    Account.objects.create(person=final.leader(heard(final)[2]), email=LEADER)
    return final, round_


@pytest.fixture
def organizer(
    last: tuple[judging.Final, Round],
    fresh_database: FreshDatabase,
    chromium_browser: Browser,
    album: Album,
    tmp_path: Path,
) -> Iterator[Person]:
    """The organizer at the page of the draw."""
    server = AppServer(
        database_url=fresh_database.url, var_dir=tmp_path / "var", app=QUICK, YISAI_TEMPO="0.1"
    )
    document = {
        "edition": {"id": last[0].edition.slug},
        "staff": [{"role": "organizer", "email": "organizer@heats.test"}],
    }
    with server:
        hall = Hall(server, document=document)
        person = person_enter(
            chromium_browser, hall, album, "organizer", language="zh-Hans", size=OFFICE
        )
        try:
            person.open(f"/org/{hall.slug}/draw/{last[1].uid}")
            person.sign_in(hall.email("organizer"))
            yield person
        finally:
            person.context.close()
            hall.close()
    assert person.faults == []


def team_enters(browser: Browser, organizer: Person, entry: Entry) -> Person:
    """The leader of the team at its own page."""
    person = person_enter(
        browser, organizer.hall, organizer.album, "team", language="zh-Hans", size=OFFICE
    )
    person.open(f"/team/{entry.uid}")
    person.sign_in(LEADER)
    return person


def team_reads(team: Person, own: Slot) -> None:
    """That it moved up, its place, the break of the day."""
    expect(team.see("moved-up")).to_contain_text("递补进入决赛")
    expect(team.see("turn-own")).to_contain_text(f"第 {own.position} 个")
    expect(team.see("turn-break")).to_contain_text("午休")
    looked_at(team, "turn")


def anybody_reads(person: Person, left: Entry, entry: Entry) -> None:
    """The public page of the draw: who drew the place, and who has it now."""
    address = f"/c/{person.hall.slug}/draw"
    person.open(address)
    row = person.page.locator("tr", has_text=left.number).first
    expect(row).to_contain_text(entry.number)
    if person.album.kept:
        for language in ("zh-hans", "en"):
            person.open(f"{address}?lang={language}")
            for width, height in (TABLET, PORTRAIT, OFFICE):
                person.page.set_viewport_size({"width": width, "height": height})
                person.shot(f"public-{language}-{width}")
    person.open(f"/team/{entry.uid}")
    person.see("moved-up")


def test_the_next_one_by_the_rules_takes_the_free_turn(
    last: tuple[judging.Final, Round], organizer: Person, chromium_browser: Browser
) -> None:
    final, round_ = last
    first, _second, third, _fourth = heard(final)
    drawn = draw_of(round_)
    place = organizer.see(f"place-{first.number}")
    expect(place).to_contain_text(third.number)
    looked_at(organizer, "free")
    organizer.press(f"fill-{first.number}")  # not without what it is based on
    expect(place).to_contain_text("请填写")
    organizer.fill(f"fill-reason-{first.number}", "退赛书 3 号，11 月 20 日")
    organizer.press(f"fill-{first.number}")
    moved = organizer.see("moved-up")
    expect(moved).to_contain_text(f"递补 {first.number}")
    expect(organizer.at("draw-order")).to_contain_text(third.number)
    looked_at(organizer, "moved")
    turns = Slot.objects.filter(room__panel__round=round_).order_by("position")
    assert third.pk in {turn.entry_id for turn in turns}
    team = team_enters(chromium_browser, organizer, third)
    team_reads(team, turns.get(entry=third))
    anybody_reads(team, first, third)
    again = draw_of(round_)
    assert drawn is not None
    assert again is not None
    assert again.candidates == drawn.candidates
    organizer.sure("moved-undo")
    expect(organizer.at("moved-up")).to_have_attribute("data-state", "ended", timeout=PATIENCE_MS)
    organizer.see(f"place-{first.number}")
    assert first.pk in {turn.entry_id for turn in turns.all()}
    team.page.reload()
    expect(team.see("moved-up")).to_contain_text("不再递补进入决赛", timeout=PATIENCE_MS)
    expect(team.at("turn-own")).to_have_count(0)
    looked_at(team, "taken-back")
    team.context.close()
    assert team.faults == []
