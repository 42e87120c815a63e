"""The zone's board: cards move by mouse, keyboard and finger, and no shut gate lets one through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from tests.system.browser.board import (
    FOLLOW_UP,
    MANAGER,
    WHALE,
    Board,
    Head,
    board_fill,
    project_of,
    whale_back,
)
from tests.system.browser.final import DemoFinal, Theater
from tests.system.browser.person import (
    OFFICE,
    PATIENCE_MS,
    PHONE,
    PORTRAIT,
    TABLET,
    Album,
)
from tests.system.browser.test_pages import AXE, TOO_WIDE, axe_source

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.xdist_group("board")]

WORDS = {
    "zh-Hans": {
        "energy": "能耗水平",
        "benefit": "综合效益",
        "refused": "蓝鲸储能 暂时不能移到「在谈」，已回到原来的阶段",
        "moved": "蓝鲸储能 已从 研判 移到 在谈，第 1 位",
        "back": "蓝鲸储能 已从 在谈 移到 研判，第 1 位",
    },
    "en": {
        "energy": "Energy",
        "benefit": "Benefit",
        "refused": "Blue Whale Storage cannot move to Negotiation yet; it is back in its stage",
        "moved": "Blue Whale Storage moved from Screening to Negotiation, place 1",
        "back": "Blue Whale Storage moved from Negotiation to Screening, place 1",
    },
}
# One card, and its 3.0 亿元.
ONE = Head(1, 300_000_000)
LANGUAGES = ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)]


@pytest.fixture(scope="module")
def zone(
    theater: Theater, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[DemoFinal]:
    """The demo final some days later, with its projects on the board."""
    folder = tmp_path_factory.mktemp("board")
    with (
        django_db_blocker.unblock(),
        theater.copy(folder, Album(folder / "pictures")) as opened,
    ):
        board_fill(opened)
        yield opened


@pytest.fixture
def board(zone: DemoFinal, album: Album, django_db_blocker: DjangoDbBlocker) -> Iterator[DemoFinal]:
    """A visit to the board, 蓝鲸储能 in screening with four of six checks done."""
    with django_db_blocker.unblock(), zone.visited(album):
        whale_back(zone)
        yield zone


def heads(board: Board) -> tuple[Head, Head]:
    return board.head("screening"), board.head("negotiation")


def arrived(board: Board, before: tuple[Head, Head], words: dict[str, str]) -> None:
    """One card and its amount have changed lanes, nothing else, and a sentence said so."""
    expect(board.card("negotiation")).to_be_visible(timeout=PATIENCE_MS)
    board.says(words["moved"])
    assert heads(board) == (before[0] - ONE, Head(before[1].count + 1, before[1].yuan + ONE.yuan))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_is_dragged_refused_completed_and_moved_by_mouse(board, language):
    """Check 57, by mouse: four of six checks done, the refusal names the other two."""
    words = WORDS[language]
    seen = Board.open(board, language=language)
    before = heads(seen)
    whole = seen.person.at("board-sums").inner_text()
    seen.carry("screening", "negotiation")
    gate = seen.person.see("gate-negotiation")
    expect(gate).to_have_attribute("data-open", "false")
    expect(gate.get_by_test_id("missing-check.energy")).to_contain_text(words["energy"])
    expect(gate.get_by_test_id("missing-check.benefit")).to_contain_text(words["benefit"])
    expect(gate.locator("[data-testid^='met-']")).to_have_count(4)
    seen.person.shot("carried", whole=False)
    seen.page.mouse.up()
    seen.refused("energy", "benefit")
    seen.says(words["refused"])
    expect(seen.card("screening")).to_be_visible()
    assert heads(seen) == before
    seen.person.shot("refused", whole=False)
    seen.person.at("do-check.energy").click()
    seen.refused("benefit")
    seen.person.at("do-check.benefit").click()
    expect(seen.person.at("gate-go")).to_be_focused(timeout=PATIENCE_MS)
    seen.person.shot("complete", whole=False)
    seen.person.press("gate-go")
    seen.person.fill("proof-follow_up", FOLLOW_UP[language])
    seen.person.press("move-confirm")
    arrived(seen, before, words)
    assert seen.person.at("board-sums").inner_text() == whole
    seen.person.shot("moved", whole=False)
    seen.person.press("undo")
    expect(seen.card("screening")).to_be_visible(timeout=PATIENCE_MS)
    seen.says(words["back"])
    assert heads(seen) == before
    assert project_of(board, WHALE)["events"][-1]["verb"] == "correct"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_is_moved_by_the_keyboard_alone(board, language):
    """Check 57, by keyboard: J and arrows find the card, Space lifts and drops it, then M."""
    words = WORDS[language]
    seen = Board.open(board, language=language)
    before = heads(seen)
    keys = seen.page.keyboard
    keys.press("j")
    keys.press("ArrowRight")
    expect(seen.link("screening")).to_be_focused()
    keys.press("Space")
    expect(seen.person.at("card-lifted")).to_be_visible()
    keys.press("ArrowRight")
    expect(seen.person.at("gate-negotiation")).to_have_attribute("data-open", "false")
    keys.press("Escape")
    expect(seen.person.at("card-lifted")).to_have_count(0)
    assert heads(seen) == before
    expect(seen.link("screening")).to_be_focused()
    keys.press("Space")
    expect(seen.person.at("card-lifted")).to_be_visible()
    keys.press("ArrowRight")
    expect(seen.person.at("gate-negotiation")).to_have_class("zn-drop shut over")
    keys.press("Space")
    seen.refused("energy", "benefit")
    keys.press("Escape")
    expect(seen.person.at("gate-missing")).to_have_count(0)
    expect(seen.link("screening")).to_be_focused()
    assert heads(seen) == before
    keys.press("m")
    expect(seen.person.at("move-to-negotiation")).to_be_visible()
    seen.person.shot("menu", whole=False)
    expect(seen.person.at("move-to-negotiation")).to_be_focused()
    keys.press("Enter")
    seen.refused("energy", "benefit")
    keys.press("Enter")
    seen.refused("benefit")
    keys.press("Enter")
    expect(seen.person.at("gate-go")).to_be_focused(timeout=PATIENCE_MS)
    keys.press("Enter")
    expect(seen.person.at("proof-follow_up")).to_be_focused(timeout=PATIENCE_MS)
    keys.insert_text(FOLLOW_UP[language])
    keys.press("Enter")
    arrived(seen, before, words)
    expect(seen.link("negotiation")).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_is_moved_by_the_menu_of_a_finger(board, language):
    """Check 57, by touch: every card has a menu with its word, the same refusal, the same move."""
    words = WORDS[language]
    seen = Board.open(board, language=language, size=PORTRAIT, touch=True)
    before = heads(seen)
    seen.card("screening").get_by_test_id("card-move").tap()
    seen.person.see("move-menu")
    seen.person.shot("touch-menu", whole=False)
    seen.person.at("move-to-negotiation").tap()
    seen.refused("energy", "benefit")
    seen.person.at("do-check.energy").tap()
    seen.refused("benefit")
    seen.person.at("do-check.benefit").tap()
    expect(seen.person.at("gate-go")).to_be_focused(timeout=PATIENCE_MS)
    seen.person.at("gate-go").tap()
    seen.person.fill("proof-follow_up", FOLLOW_UP[language])
    seen.person.at("move-confirm").tap()
    arrived(seen, before, words)


def test_single_keys_rest_while_typing_and_when_switched_off(board):
    """Check 43 for the board."""
    seen = Board.open(board)
    keys, search = seen.page.keyboard, seen.person.at("board-search")
    dialogs = seen.page.get_by_role("dialog")
    keys.press("/")
    expect(search).to_be_focused()
    keys.type("jkm?/x")
    expect(search).to_have_value("jkm?/x")
    expect(search).to_be_focused()
    expect(dialogs).to_have_count(0)
    search.fill("")
    keys.press("Escape")
    keys.press("?")
    seen.person.see("keys")
    seen.person.shot("keys", whole=False)
    seen.person.at("keys-single").uncheck()
    keys.press("Escape")
    expect(dialogs).to_have_count(0)
    for _reload in (False, True):
        seen.link("screening").focus()
        for key in ("?", "/", "m", "j", "k"):
            keys.press(key)
        expect(seen.link("screening")).to_be_focused()
        expect(dialogs).to_have_count(0)
        expect(seen.person.at("move-menu")).to_have_count(0)
        seen.page.reload()
        expect(seen.link("screening")).to_be_visible()
    seen.person.press("keys-open")
    seen.person.at("keys-single").check()
    keys.press("Escape")
    expect(dialogs).to_have_count(0)
    seen.link("screening").focus()
    keys.press("m")
    expect(seen.person.at("move-menu")).to_be_visible()


def test_the_list_has_the_same_filter_in_its_address_and_a_sum_for_its_column(board):
    seen = Board.open(board)
    seen.person.fill("board-search", "ljcn")
    expect(seen.page.locator("[data-card]")).to_have_count(1)
    expect(seen.card("screening")).to_be_visible()
    seen.page.wait_for_url("**/zone/board?q=ljcn")
    seen.person.press("view-list")
    expect(seen.page.locator("tr[data-card]")).to_have_count(1)
    assert "q=ljcn" in seen.page.url
    expect(seen.person.at("list-sums")).to_contain_text("30,000")
    seen.person.press("filter-clear")
    expect(seen.page.locator("tr[data-card]")).to_have_count(8)
    expect(seen.person.at("list-sums")).to_contain_text("119,300")
    expect(seen.person.at("board-sums")).to_contain_text("11.93 亿元")
    seen.person.at("filter-track").select_option("生物医药")
    expect(seen.page.locator("tr[data-card]")).to_have_count(3)
    seen.person.shot("list")
    seen.page.reload()
    expect(seen.page.locator("tr[data-card]")).to_have_count(3)
    seen.person.press("view-board")
    expect(seen.page.locator("[data-card]")).to_have_count(3)
    seen.person.fill("board-search", "没有这样的项目")
    expect(seen.page.locator("[data-card]")).to_have_count(0)
    seen.person.press("filter-clear")
    expect(seen.page.locator("[data-card]")).to_have_count(8)
    seen.lane("aside").click()
    expect(seen.lane("aside").get_by_role("heading")).to_be_visible()
    seen.page.wait_for_url("**/zone/board?open=aside")


LOOKS = [
    pytest.param(language, scheme, size, marks=[] if number in (0, 7) else [pytest.mark.slow])
    for number, (language, scheme, size) in enumerate(
        (language, scheme, size)
        for language in ("zh-Hans", "en")
        for scheme, size in (
            ("light", OFFICE),
            ("dark", OFFICE),
            ("light", TABLET),
            ("dark", PHONE),
        )
    )
]


@pytest.mark.parametrize(("language", "scheme", "size"), LOOKS)
def test_board_list_menu_and_panel_are_accessible_and_inside_the_window(
    board, language, scheme, size
):
    """axe finds nothing at any level; nothing is wider than the window."""
    touch = size is not OFFICE
    seen = Board.open(board, language=language, size=size, touch=touch)
    seen.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    seen.page.evaluate(axe_source())

    def look(name: str) -> None:
        seen.person.shot(f"{name}-{language}-{scheme}-{size[0]}", whole=False)
        assert (name, seen.page.evaluate(AXE)) == (name, [])
        assert (name, seen.page.evaluate(TOO_WIDE)) == (name, 0)

    look("board")
    seen.link("screening").focus()
    seen.card("screening").get_by_test_id("card-move").click()
    seen.person.see("move-to-lost")
    look("menu")
    seen.person.press("move-to-negotiation")
    seen.refused("energy", "benefit")
    look("panel")
    seen.page.keyboard.press("Escape")
    expect(seen.person.at("gate-missing")).to_have_count(0)
    seen.person.press("view-list")
    expect(seen.page.locator("tr[data-card]").first).to_be_visible()
    look("list")


def test_somebody_who_came_too_late_is_refused_by_the_server_and_sees_why(board):
    """The page was read with the gate open; meanwhile a check was taken back."""
    client = board.api(MANAGER)
    address = f"projects/{project_of(board, WHALE)['id']}"
    for code in ("energy", "benefit"):
        board.play(client.post(f"{address}/checks/{code}", {"done": True, "note": ""}))
    seen = Board.open(board)
    seen.link("screening").focus()
    seen.page.keyboard.press("m")
    seen.person.press("move-to-negotiation")
    seen.person.see("move-form")
    board.play(client.post(f"{address}/checks/energy", {"done": False, "note": ""}))
    seen.person.fill("proof-follow_up", FOLLOW_UP["zh-Hans"])
    seen.person.press("move-confirm")
    seen.refused("energy")
    expect(seen.card("screening")).to_be_visible()
