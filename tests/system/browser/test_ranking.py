"""The ranking screen: places with what they hang on, how each number came, whole in every size."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from playwright.sync_api import expect
from pytest_django import DjangoDbBlocker

from tests.system.browser.final import DemoFinal, Theater
from tests.system.browser.person import OFFICE, PATIENCE_MS, PORTRAIT, TABLET, Album, Person
from tests.system.browser.ranked import final_finish
from tests.system.browser.test_pages import AXE, TOO_WIDE, axe_source

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300), pytest.mark.xdist_group("ranking")]

SIZES = {"office": OFFICE, "tablet": TABLET, "portrait": PORTRAIT}
# The first is part of every run, the others of `--full`.
CASES = [
    pytest.param(language, size, id=f"{language}-{size}", marks=[pytest.mark.slow] if at else [])
    for at, (language, size) in enumerate(product(("zh-Hans", "en"), SIZES))
]
LANGUAGES = ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)]
WORDS = {
    "zh-Hans": {
        "one": "第 {best} 名",
        "several": "第 {best} 到第 {worst} 名",
        "whole": "，无论缺哪位评委",
        "even": "线两侧分数相同",
        "provisional": "名次为暂定",
    },
    "en": {
        "whole": ", whichever judge is absent",
        "even": "Equal scores across the line",
        "provisional": "ranks are provisional",
    },
}
REASON = "0.10 between six and seven"
SUFFIX = {1: "st", 2: "nd", 3: "rd"}


@pytest.fixture(scope="module")
def counted(
    theater: Theater, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[DemoFinal]:
    """The demo final, played to its end and counted."""
    folder = tmp_path_factory.mktemp("ranking")
    with (
        django_db_blocker.unblock(),
        theater.copy(folder, Album(folder / "pictures")) as opened,
    ):
        final_finish(opened)
        yield opened


@pytest.fixture
def final_over(
    counted: DemoFinal, album: Album, django_db_blocker: DjangoDbBlocker
) -> Iterator[DemoFinal]:
    """A visit to the counted final."""
    with django_db_blocker.unblock(), counted.visited(album):
        yield counted


def path(final: DemoFinal) -> str:
    return f"/ranking/{final.edition['rounds'][0]['code']}"


def said(language: str, span: dict[str, int]) -> str:
    """A range as the screen says it."""
    best, worst = span["best"], span["worst"]
    if language == "zh-Hans":
        words = WORDS[language]
        return words["one" if best == worst else "several"].format(best=best, worst=worst)
    return nth(best) if best == worst else f"{nth(best)} to {nth(worst)}"


def nth(place: int) -> str:
    teen = 10 <= place % 100 < 20
    return f"{place}{'th' if teen else SUFFIX.get(place % 10, 'th')}"


def sound(person: Person) -> None:
    """Nothing wider than the window, and nothing that the accessibility checker finds."""
    assert person.page.evaluate(TOO_WIDE) == 0
    person.page.evaluate(axe_source())
    assert person.page.evaluate(AXE) == []


@pytest.mark.parametrize(("language", "size"), CASES)
def test_every_place_says_what_it_hangs_on(final_over, language, size):
    """Ranks, ranges and the line are the server's; the chart's words stand in the table."""
    final = final_over
    ranking = final.play(final.api("organizer").get(f"rounds/{final.round}/ranking"))
    address = f"/org/{final.slug}{path(final)}"
    person = final.staff_page("organizer", address, size=SIZES[size], language=language)
    person.see("rank-QM-02")
    ranked = [row for row in ranking["rows"] if row["rank"] is not None]
    assert len(ranked) == 12
    for row in ranked:
        shown = person.at(f"rank-{row['number']}")
        expect(shown.locator(".rk-rank")).to_have_text(str(row["rank"]))
        expect(shown.locator(".final")).to_have_text(row["final"])
        expect(shown.locator(".said")).to_have_text(said(language, row["range"]))
    main = ranking["cuts"][0]
    expect(person.at(f"cut-{main['after']}")).to_contain_text(
        main["gap"] if float(main["gap"]) else WORDS[language]["even"]
    )
    order = person.page.locator("tbody tr").evaluate_all(
        "(rows) => rows.map((row) => row.dataset.testid)"
    )
    at = order.index(f"cut-{main['after']}")
    above = [each for each in order[:at] if each.startswith("rank-")]
    assert len(above) == main["after"]
    person.shot("ranking", whole=False)
    sound(person)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_opens_to_its_formula_and_inputs(final_over, language):
    """By keyboard alone: arrows to the row, Enter opens, arrows go on, Escape closes."""
    final = final_over
    ranking = final.play(final.api("organizer").get(f"rounds/{final.round}/ranking"))
    first, second = (row["number"] for row in ranking["rows"][:2])
    person = final.organizer(path(final), language)
    person.see(f"open-{first}").focus()
    person.page.keyboard.press("Enter")
    explain = person.see("explain")
    expect(explain).to_have_attribute("data-entry", first)
    expect(person.at("explain-formula")).to_contain_text(ranking["rows"][0]["final"].rstrip("0"))
    person.page.keyboard.press("ArrowDown")
    expect(explain).to_have_attribute("data-entry", second)
    expect(person.at("explain-range")).to_contain_text(WORDS[language]["whole"])
    entry = ranking["rows"][1]["entry"]
    told = final.play(final.api("organizer").get(f"rounds/{final.round}/ranking/entries/{entry}"))
    rows = person.at("explain-sheets").locator("tbody tr")
    expect(rows).to_have_count(len(told["sheets"]))
    for row, sheet in zip(rows.all(), told["sheets"], strict=True):
        expect(row).to_contain_text(sheet["total"])
    person.press("explain-marks")
    person.shot("explain", whole=False)
    sound(person)
    person.page.set_viewport_size({"width": PORTRAIT[0], "height": PORTRAIT[1]})
    person.shot("explain-portrait", whole=False)
    sound(person)
    person.page.keyboard.press("Escape")
    expect(person.at("explain")).to_have_count(0)
    expect(person.at(f"open-{second}")).to_be_focused(timeout=PATIENCE_MS)


def test_a_round_that_runs_says_loudly_that_ranks_may_change(final_read):
    """Sheets are missing: the sentence stands over the table and every rank is hollow."""
    person = final_read.organizer(path(final_read))
    note = person.see("ranking-missing")
    expect(note).to_contain_text(WORDS["zh-Hans"]["provisional"])
    person.state("ranking", "running")
    ranks = person.page.locator(".rk-rank")
    assert ranks.count() > 0
    expect(person.page.locator(".rk-rank.hollow")).to_have_count(ranks.count())
    expect(person.at("ranking-sheet")).to_have_count(0)
    person.shot("running")
    sound(person)


@pytest.mark.slow
def test_a_finger_finds_every_row(final_over):
    """On a touch screen nothing that is pressed is smaller than 44 px."""
    address = f"/org/{final_over.slug}{path(final_over)}"
    person = final_over.staff_page("organizer", address, size=TABLET, touch=True)
    person.see("rank-QM-02")
    small = person.page.evaluate(
        """() => [...document.querySelectorAll('.rk button, .rk a, .rk summary')]
          .map((each) => [each.textContent, each.getBoundingClientRect()])
          .filter(([, box]) => box.height && (box.height < 44 || box.width < 44))
          .map(([name, box]) => `${name} ${box.width}x${box.height}`)"""
    )
    assert small == []


@pytest.mark.slow
def test_what_is_printed_is_black_and_whole(final_over):
    """A4 upright: no rail, no buttons, every row, the head of the contest."""
    person = final_over.organizer(path(final_over))
    person.see("rank-QM-02")
    person.page.emulate_media(media="print", color_scheme="dark")
    person.page.set_viewport_size({"width": 720, "height": 1000})
    expect(person.page.locator(".ys-rail")).to_be_hidden()
    expect(person.at("what-if")).to_be_hidden()
    expect(person.page.locator(".rk-printed")).to_be_visible()
    expect(person.page.locator("tr[data-testid^='rank-']:visible")).to_have_count(12)
    color = "(node) => getComputedStyle(node).color"
    assert person.at("rank-QM-02").locator(".final").evaluate(color) == "rgb(0, 0, 0)"
    assert person.page.evaluate(TOO_WIDE) == 0
    person.shot("printed")


def test_other_rules_open_by_two_people_and_never_look_like_the_result(final_over):
    """Shut with its reason; asked for; attested; each look says that it is none (R35)."""
    final = final_over
    organizer = final.organizer(path(final), "en")
    organizer.see("rank-QM-02")
    organizer.state("what-if", "closed")
    organizer.press("tab-judges")
    organizer.see("judges-closed")
    organizer.press("tab-ranking")
    organizer.fill("what-if-reason", REASON)
    organizer.press("what-if-ask")
    organizer.state("what-if", "asked")
    organizer.shot("asked")
    witness = final.staff_page("witness", f"/org/{final.slug}{path(final)}")
    expect(witness.see("what-if-asked")).to_contain_text(REASON)
    witness.sure("what-if-attest")
    witness.until_gone("what-if-attest")
    witness.state("what-if", "open")
    organizer.page.reload()
    organizer.state("what-if", "open")
    organizer.press("try-median")
    trial = organizer.see("trial")
    expect(trial.locator(".rk-mark")).to_contain_text("What-if")
    expect(organizer.page.locator("[data-testid^='rank-QM']")).to_have_count(0)
    expect(trial.locator("[data-testid^='trial-QM']")).to_have_count(12)
    organizer.shot("trial")
    sound(organizer)
    organizer.press("trial-back")
    organizer.press("open-QM-02")
    organizer.see("explain-calibrated")
    organizer.shot("calibrated", whole=False)
    organizer.press("explain-close", "tab-judges")
    expect(organizer.see("judges").locator("tbody tr")).to_have_count(7)
    organizer.shot("judges")
    sound(organizer)
