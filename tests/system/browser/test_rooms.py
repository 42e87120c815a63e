"""One round in two rooms: the organizer's console beside each other, and the draw in its forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from contest.models import Edition
from core.services.people import account_for_email
from judging.models import DrawTurn, Slot
from tests.databases import FreshDatabase
from tests.factories.judging import staff_member
from tests.factories.rooms import Rooms, two_rooms
from tests.servers.app import AppServer
from tests.system.browser.hall import QUICK
from tests.system.browser.person import (
    OFFICE,
    PATIENCE_MS,
    PORTRAIT,
    TABLET,
    Album,
    Person,
)
from tests.system.browser.staff import Enter, staff_enter
from tests.system.browser.test_pages import AXE, TOO_WIDE, axe_source

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

# A name that is the address is asked for once more at the first sign-in.
STAFF = {"organizer": "组织方", "witness": "监督员"}


@pytest.fixture
def made(fresh_database: FreshDatabase) -> Rooms:
    """Two rooms of two judges, four teams, nothing drawn; staff with addresses of their own."""
    built = two_rooms(entries=4, judges=2, slug="halls")
    for role, name in STAFF.items():
        account = account_for_email(email=f"{role}@halls.test", name=name)
        staff_member(built.edition, role, account.person)
    return built


@pytest.fixture
def enter(
    made: Rooms,
    fresh_database: FreshDatabase,
    chromium_browser: Browser,
    album: Album,
    tmp_path: Path,
) -> Iterator[Enter]:
    """A member of staff at a page of the edition, signed in."""
    server = AppServer(
        database_url=fresh_database.url, var_dir=tmp_path / "var", app=QUICK, YISAI_TEMPO="0.1"
    )
    document = {
        "edition": {"id": made.edition.slug},
        "staff": [{"role": role, "email": f"{role}@halls.test"} for role in STAFF],
    }
    with staff_enter(server, chromium_browser, album, document, "witness") as let_in:
        yield let_in


def looked_at(person: Person, name: str) -> None:
    """Nothing wider than the window, nothing that axe names; pictures in both languages."""
    person.page.evaluate(axe_source())
    assert person.page.evaluate(AXE) == [], name
    assert person.page.evaluate(TOO_WIDE) == 0, name
    if not person.album.kept:
        return
    for language in ("en", "zh-Hans"):
        person.press(f"language-{language}")
        for width, height in (TABLET, PORTRAIT, OFFICE):
            person.page.set_viewport_size({"width": width, "height": height})
            person.page.wait_for_timeout(300)
            assert person.page.evaluate(TOO_WIDE) == 0, (name, width)
            person.shot(f"{name}-{language}-{width}", whole=True)


def test_two_rooms_run_beside_each_other(made: Rooms, enter: Enter) -> None:
    """Each room has its stage; all are seen at once, and the address says which is shown."""
    made.prepare()
    organizer = enter("organizer", "/live")
    cards = organizer.at("room-card")
    expect(cards).to_have_count(2, timeout=PATIENCE_MS)
    tabs = organizer.at("room-tabs").get_by_role("link")
    for number in (1, 2):
        tabs.nth(number).click()
        assert f"room={made.room(number).uid}" in organizer.page.url
        expect(tabs.nth(number)).to_have_attribute("aria-current", "page")
        expect(organizer.page.locator("[data-testid=room-tabs] [aria-current]")).to_have_count(1)
        organizer.press("console-next")
        organizer.see("console-undo")
    called = set(Slot.objects.filter(state="called").values_list("room_id", flat=True))
    assert called == {made.room(1).pk, made.room(2).pk}
    tabs.nth(0).click()
    for number in (0, 1):
        expect(cards.nth(number).get_by_test_id("room-stage")).to_contain_text("01")
    looked_at(organizer, "rooms")
    # The first room is played to its end while a team stands in the second.
    first, second = made.room_slots(1)
    made.command(first, "start_pitch", "start_questions", "start_scoring")
    made.sign_all(first)
    expect(cards.nth(0).get_by_test_id("room-signed")).to_have_text("2 / 2", timeout=PATIENCE_MS)
    made.reveal(first)
    made.play(second, 40)
    expect(cards.nth(0).get_by_test_id("room-done")).to_have_class(
        "ys-chip ok", timeout=PATIENCE_MS
    )
    tabs.nth(1).click()
    organizer.see("round-close")
    expect(organizer.at("round-close-reason")).to_contain_text("2")
    looked_at(organizer, "one-room")


def test_teams_draw_as_they_sign_in(made: Rooms, enter: Enter) -> None:
    """Every press shows the lot on top; who has not come gets what is left."""
    organizer = enter("organizer", "/draw")
    organizer.press("draw-kind-sign_in")
    looked_at(organizer, "draw-forms")
    organizer.sure("draw-commit")
    organizer.see("draw-lots")
    for number in ("QM-003", "QM-001"):
        organizer.press(f"lot-take-{number}")
        shown = organizer.see("lot-shown").locator("strong").inner_text()
        turn = DrawTurn.objects.get(entry__number=number)
        assert shown == str(turn.position)
        organizer.press("lot-close")
        expect(organizer.at(f"lot-{number}")).to_have_attribute("data-drawn", "yes")
    assert not Slot.objects.exists()
    looked_at(organizer, "draw-lots")
    organizer.sure("draw-reveal")
    organizer.see("draw-order")
    assert Slot.objects.count() == 4
    turn = DrawTurn.objects.get(entry__number="QM-003")
    assert Slot.objects.get(entry__number="QM-003").position == turn.position
    assert DrawTurn.objects.filter(pressed=False).count() == 2
    looked_at(organizer, "draw-order")
    organizer.page.emulate_media(media="print")
    organizer.see("draw-register")
    organizer.shot("register")


def test_a_typing_error_in_a_paper_draw_is_shown_and_taken_by_nobody(
    made: Rooms, enter: Enter
) -> None:
    """The witness types another order, sees where the two differ, and then types the paper's."""
    organizer = enter("organizer", "/draw")
    organizer.press("draw-kind-paper")
    organizer.sure("draw-commit")
    _type(organizer, ("4", "2"), ("QM-001", "3"))
    organizer.fill("paper-form", "公证处王公证员监督，各队代表依次抽取")
    looked_at(organizer, "paper-typed")
    organizer.press("paper-type")
    organizer.see("paper-facts")
    witness = enter("witness", "/draw")
    _type(witness, ("2", "4"), ("1", "3"))
    witness.press("paper-confirm")
    witness.until_gone("step-up") if witness.at("step-up").count() else None
    rows = witness.see("paper-differs").locator("tbody tr")
    expect(rows).to_have_count(2)
    assert not Slot.objects.exists()
    looked_at(witness, "paper-differs")
    for number in ("QM-002", "QM-004"):
        witness.at(f"typed-{number}").get_by_role("button").click()
    _type(witness, ("4", "2"), ())
    witness.press("paper-confirm")
    witness.see("draw-order")
    order = Slot.objects.filter(room=made.room(1)).order_by("position")
    assert list(order.values_list("entry__number", flat=True)) == ["QM-004", "QM-002"]
    looked_at(witness, "paper-order")
    assert Edition.objects.get().state == "closed"


def _type(person: Person, *rooms: tuple[str, ...]) -> None:
    for place, numbers in enumerate(rooms, start=1):
        for number in numbers:
            field = person.see(f"paper-number-{place}")
            field.fill(number)
            field.press("Enter")
            expect(person.at(f"typed-{_whole(number)}")).to_be_visible()


def _whole(number: str) -> str:
    return number if number.startswith("QM") else f"QM-{int(number):03d}"
