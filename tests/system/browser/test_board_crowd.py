"""Five hundred cards: a lane draws what is in sight, and a card in the hand moves no other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from tests.system.browser.board_crowd import CROWD, Carrying, Crowd, crowd_fill
from tests.system.browser.final import DemoFinal, Theater
from tests.system.browser.person import PATIENCE_MS, PHONE, Album

# Nothing lies over an element, a quarter from its left.
ON_TOP = """(element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(x + width / 4, y + height / 2));
}"""
# What fills an element, and the sign before its words; nothing is as good as the canvas.
PAINTED = """(element) => ['', '::before'].map((part) => {
  const { backgroundColor, backgroundImage } = getComputedStyle(element, part);
  return backgroundColor.replace(/^rgba\\((.*), 0\\)$/, 'rgb($1)') + backgroundImage;
}).join()"""
# The system may paint everything; colors that are its own stay, all others go.
UNRULED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, *::before { forced-color-adjust: auto !important }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
# Six lanes of a window 900 high, with what is drawn above and below it.
HANDFUL = 80
# A card in sight; its border may lie on half a pixel.
WHOLE = 0.99
pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.xdist_group("crowd")]


@pytest.fixture(scope="module")
def crowd(
    theater: Theater, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[DemoFinal]:
    """The demo final with five hundred projects."""
    folder = tmp_path_factory.mktemp("crowd")
    with (
        django_db_blocker.unblock(),
        theater.copy(folder, Album(folder / "pictures")) as opened,
    ):
        crowd_fill(opened)
        yield opened


@pytest.fixture
def board(
    crowd: DemoFinal, album: Album, django_db_blocker: DjangoDbBlocker
) -> Iterator[DemoFinal]:
    """A visit to the crowded board."""
    with django_db_blocker.unblock(), crowd.visited(album):
        yield crowd


def test_a_carry_draws_a_handful_of_five_hundred_and_blocks_the_page_for_less(
    board, record_property
):
    """With windowing off the same carry has all cards, and the page answers nobody meanwhile."""
    costs: dict[bool, Carrying] = {}
    for windowed in (False, True):
        seen = Crowd.watched(board, windowed=windowed)
        assert seen.head("lead").count == CROWD["lead"]
        seen.scroll("lead", end=True)
        costs[windowed] = seen.carried_about("lead", "screening", "negotiation")
        record_property("windowed" if windowed else "all drawn", str(costs[windowed]))
        seen.page.close()
    whole, handful = costs[False], costs[True]
    assert whole.drawn == sum(CROWD.values())
    assert handful.drawn <= HANDFUL
    assert handful.blocked <= whole.blocked / 2


@pytest.mark.slow
def test_a_card_in_the_hand_stays_when_its_lane_scrolls_away_and_goes_back_to_its_place(board):
    seen = Crowd.open(board)
    seen.scroll("lead", end=True)
    last = seen.nth("lead", CROWD["lead"])
    seen.lift(last)
    seen.scroll("lead", end=False)
    expect(last).to_have_class("zn-card away")
    seen.hold_over("screening")
    gate = seen.person.at("gate-screening")
    expect(gate).to_be_in_viewport()
    # The card hangs over it, and it can be read all the same.
    assert gate.evaluate(ON_TOP)
    seen.let_be()
    seen.scroll("lead", end=True)
    expect(last).to_have_class("zn-card")
    before = seen.scrolled("lead")
    seen.lift(last)
    seen.hold_over("negotiation")
    seen.let_be()
    assert seen.scrolled("lead") == before > 0


LANGUAGES = ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_walk_a_long_lane_and_carry_from_its_end(board, language):
    seen = Crowd.open(board, language=language)
    keys = seen.page.keyboard
    for _card in range(40):
        keys.press("j")
    card = seen.nth("lead", 40)
    expect(card.get_by_role("link")).to_be_focused()
    expect(card).to_be_in_viewport(ratio=WHOLE)
    expect(seen.nth("lead", 1)).to_have_count(0)
    keys.press("ArrowRight")
    expect(seen.lane("screening").locator("[data-card] a:focus")).to_be_in_viewport()
    keys.press("ArrowLeft")
    expect(seen.lane("lead").locator("[data-card] a:focus")).to_be_in_viewport()
    # A card that has the focus is there wherever its lane is scrolled to, and so is the next one.
    here = seen.lane("lead").locator("[data-card]:has(a:focus)")
    at = int(here.get_attribute("aria-posinset") or 0)
    seen.scroll("lead", end=True)
    keys.press("j")
    expect(seen.nth("lead", at + 1).get_by_role("link")).to_be_focused()
    expect(seen.nth("lead", at + 1)).to_be_in_viewport(ratio=WHOLE)
    keys.press("Space")
    expect(seen.person.at("card-lifted")).to_be_visible()
    keys.press("ArrowRight")
    expect(seen.person.at("gate-screening")).to_have_class("zn-drop over")
    keys.press("Escape")
    expect(seen.nth("lead", at + 1).get_by_role("link")).to_be_focused()


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_moved_from_the_end_of_a_lane_has_the_focus_on_top_of_the_next(board, language):
    seen = Crowd.open(board, language=language)
    seen.scroll("screening", end=True)
    seen.scroll("lead", end=True)
    seen.nth("lead", CROWD["lead"]).get_by_role("link").focus()
    keys = seen.page.keyboard
    keys.press("m")
    expect(seen.person.at("move-to-screening")).to_be_focused()
    seen.scroll("lead", end=False)
    keys.press("Escape")
    expect(seen.nth("lead", CROWD["lead"]).get_by_role("link")).to_be_focused()
    keys.press("m")
    seen.person.press("move-to-screening")
    expect(seen.nth("screening", 1).get_by_role("link")).to_be_focused(timeout=PATIENCE_MS)
    expect(seen.nth("screening", 1)).to_be_in_viewport(ratio=WHOLE)
    assert seen.head("screening").count == CROWD["screening"] + 1
    seen.person.press("undo")
    expect(seen.nth("lead", 1).get_by_role("link")).to_be_focused(timeout=PATIENCE_MS)
    assert seen.head("lead").count == CROWD["lead"]


@pytest.mark.slow
def test_the_filter_finds_what_is_not_drawn_and_paper_has_every_card(board):
    seen = Crowd.open(board)
    seen.scroll("lead", end=True)
    seen.person.fill("board-search", "cn299")
    expect(seen.cards("lead")).to_have_count(1)
    assert seen.drawn() == 1
    seen.person.fill("board-search", "")
    expect(seen.nth("lead", 1)).to_be_in_viewport()
    assert seen.drawn() <= HANDFUL
    seen.page.emulate_media(media="print")
    expect(seen.page.locator(".zn-board [data-card]")).to_have_count(sum(CROWD.values()))
    seen.page.emulate_media(media="screen")
    expect(seen.nth("lead", CROWD["lead"])).to_have_count(0)
    seen.person.press("view-list")
    expect(seen.page.locator("tr[data-card]")).to_have_count(sum(CROWD.values()))


@pytest.mark.slow
def test_on_a_phone_the_page_scrolls_and_a_lane_draws_what_is_in_sight(board):
    seen = Crowd.open(board, size=PHONE, touch=True)
    assert seen.drawn() <= HANDFUL
    seen.nth("lead", 1).get_by_test_id("card-move").tap()
    seen.person.see("move-menu")
    seen.page.keyboard.press("Escape")
    for _screen in range(12):
        seen.page.evaluate("scrollBy(0, innerHeight)")
        seen.page.wait_for_timeout(50)
    expect(seen.nth("lead", 1)).to_have_count(1)  # it was acted on
    expect(seen.nth("lead", 5)).to_have_count(0)
    assert seen.drawn() <= HANDFUL
    seen.person.shot("phone-far-down", whole=False)
    seen.page.evaluate("scrollTo(0, 0)")
    seen.page.locator(".zn-jump button").nth(1).tap()
    expect(seen.nth("screening", 1)).to_be_in_viewport(ratio=WHOLE, timeout=PATIENCE_MS)


@pytest.mark.slow
def test_where_the_system_paints_what_is_chosen_and_how_far_it_is_still_shows(board):
    seen = Crowd.open(board)
    seen.person.press("filter-mine")
    steps = seen.nth("review", 1).locator(".zn-steps li")
    pairs = {
        "view": (seen.person.at("view-board"), seen.person.at("view-list")),
        "chip": (seen.person.at("filter-mine"), seen.person.at("filter-late")),
        "step": (steps.nth(0), steps.nth(1)),
    }

    def alike() -> list[str]:
        return [
            name
            for name, (one, other) in pairs.items()
            if one.evaluate(PAINTED) == other.evaluate(PAINTED)
        ]

    seen.page.emulate_media(forced_colors="active")
    assert alike() == []
    seen.page.evaluate(UNRULED)
    assert alike() == ["step"]
