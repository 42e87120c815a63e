"""The whole thread as new users would go it: from registration to a project and a certificate."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from demo.players.console import BEFORE_SCORING
from demo.players.judge import Judge
from demo.players.team import Team
from tests.system.browser import bench, office, team, zone
from tests.system.browser.conftest import Enter
from tests.system.browser.edition import PUBLICITY_S, SEATS, team_facts
from tests.system.browser.hall import Hall
from tests.system.browser.person import OFFICE, PHONE, TABLET, Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]

HERO, RIVAL = team_facts("QM-05"), team_facts("QM-02")
WHY = {"zh-Hans": "持有该公司股份", "en": "I hold shares in the company"}
# What the judge in the browser gives, then what the two beside her give.
OWN = {"innovation": "21.5", "market": "17", "model": "16.5", "team": "18", "defense": "12.5"}
OTHERS = [
    {"innovation": "22", "market": "17.5", "model": "17", "team": "17", "defense": "13"},
    {"innovation": "20.5", "market": "16", "model": "16", "team": "17.5", "defense": "12"},
]
LOWER = [
    {"innovation": "18", "market": "15", "model": "15", "team": "15", "defense": "11"},
    {"innovation": "17.5", "market": "16", "model": "15", "team": "14.5", "defense": "11"},
]


def middle(*sheets: dict[str, str]) -> str:
    """What three sheets come to where the highest and the lowest are dropped."""
    totals = sorted(sum(Decimal(mark) for mark in sheet.values()) for sheet in sheets)
    return f"{totals[1]:.2f}"


def rival_enters(hall: Hall) -> None:
    """A second team, without a browser."""
    client = hall.client()
    rival = Team(client, RIVAL, 1)

    async def whole() -> None:
        found = (await client.get("editions"))["results"]
        slug = next(row["id"] for row in found if row["slug"] == hall.slug)
        edition = await client.get(f"editions/{slug}")
        await rival.complete(await rival.register(edition), edition)

    hall.play(whole())


def judges_join(hall: Hall, links: list[str]) -> list[Judge]:
    """The judges beside the one in the browser."""
    judges = []
    for seat, link in enumerate(links, start=2):
        judge = Judge(hall.client(), str(seat), random.Random(seat))
        hall.play(judge.join(link.rsplit("/", 1)[-1]))
        hall.play(judge.state_conflicts({}))
        judges.append(judge)
    return judges


def marks_given(hall: Hall, judges: list[Judge], number: str, sheets: list[dict[str, str]]) -> None:
    for judge, marks in zip(judges, sheets, strict=True):
        hall.play(judge.score(number, marks))


def registration(hall: Hall, enter: Enter, folder: Path) -> Person:
    """A team in the browser, its rival beside it."""
    leader = enter("team", PHONE)
    team.team_registers(leader, HERO)
    team.team_fills_form(leader, HERO)
    team.team_uploads_deck(leader, HERO, folder)
    team.team_consents(leader)
    team.team_submits(leader)
    rival_enters(hall)
    return leader


def desk(enter: Enter, language: str) -> tuple[str, str]:
    """The desk accepts both; returns their numbers."""
    officer = enter("desk", OFFICE)
    office.office_enter(officer, "eligibility_officer", "/entries")
    hero = office.desk_accepts(officer, HERO["title"]["en" if language == "en" else "zh"])
    office.place(officer, "entries")
    return hero, office.desk_accepts(officer, RIVAL["title"]["zh"])


def rival_slot(hall: Hall, judges: list[Judge], number: str) -> None:
    """The rival's turn, run and scored without a browser."""
    console = hall.staff("timekeeper")

    round_ = hall.play(round_id(hall, console))
    rows = hall.play(console.slots(round_))
    slot = next(row["id"] for row in rows if row["entry"]["number"] == number)
    hall.play(console.command(slot, *BEFORE_SCORING))
    marks_given(hall, judges, number, LOWER)
    hall.play(console.reveal(hall.play(console.room(round_)), slot))


async def round_id(hall: Hall, console: Any) -> str:
    """The edition's only round."""
    return str((await console.edition(hall.slug))["rounds"][0]["id"])


def scoring(person: Person) -> None:
    """At the panel the judge types, reloads half-way, goes on, signs."""
    person.open("/judge/live")
    person.see("crit-innovation")
    expect(person.see("deck")).to_have_attribute("data-state", "ready", timeout=20_000)
    person.shot("card", whole=False)
    names = list(OWN)
    for name in names[:3]:
        bench.judge_types(person, name, OWN[name])
    person.shot("typing", whole=False)
    bench.judge_sees_saved(person, *names[:3])
    person.page.reload()
    for name in names[:3]:
        expect(person.see(f"crit-{name}")).to_have_attribute("data-value", bench.wire(OWN[name]))
    bench.judge_sees_saved(person, *names[:3])
    for name in names[3:]:
        bench.judge_types(person, name, OWN[name])
    bench.judge_sees_saved(person, *names)
    expect(person.at("save-state")).to_have_attribute("data-state", "committed")
    person.shot("saved", whole=False)
    bench.judge_signs(person)


def the_final(hall: Hall, enter: Enter, organizer: Person, hero: str, rival: str) -> None:
    """Links, draw, judges, the two slots."""
    links = office.organizer_makes_links(organizer, SEATS)
    office.organizer_draws(organizer)
    judge = enter("judge", TABLET)
    bench.judge_joins(judge, links[0])
    bench.judge_answers(judge, free=hero, bound=rival, why=WHY[judge.language])
    others = judges_join(hall, links[1:])
    office.place(organizer, "panel")
    organizer.see("seat-1")
    organizer.shot("panel-ready")
    office.console_open(organizer)
    first = organizer.page.locator("[data-verb='call']").inner_text()
    if RIVAL["name"]["zh"] in first or RIVAL["name"]["en"] in first:
        rival_slot(hall, others, rival)
    office.console_to_scoring(organizer)
    organizer.shot("console-scoring", whole=False)
    scoring(judge)
    expect(organizer.at("judge-row-1")).to_have_attribute("data-state", "signed", timeout=20_000)
    assert organizer.page.locator("[data-verb='seal']").get_attribute("aria-disabled") == "true"
    organizer.shot("console-waits", whole=False)
    marks_given(hall, others, hero, OTHERS)
    organizer.shot("console-signed", whole=False)
    office.console_finish(organizer)
    organizer.shot("console-confirmed", whole=False)
    if organizer.page.locator("[data-verb='call']").count():
        rival_slot(hall, others, rival)


def publication(enter: Enter, organizer: Person, verifier: Person, kind: str) -> None:
    office.organizer_prepares(organizer, kind)
    office.verifier_approves(verifier, kind)
    office.organizer_opens(organizer, kind)


def results_page(visitor: Person, name: str, final: str) -> None:
    """What the public reads."""
    lang = "en" if visitor.language == "en" else "zh"
    visitor.open(f"/c/{visitor.hall.slug}/results?lang={lang}")
    rows = visitor.page.locator("main")
    expect(rows).to_contain_text(HERO["name"][lang])
    expect(rows).to_contain_text(final)
    visitor.shot(name)


def certificate(visitor: Person, code: str) -> None:
    """Typed as it is read from the paper, the code finds a certificate that is valid."""
    lang = "en" if visitor.language == "en" else "zh"
    visitor.open(f"/v/?lang={lang}")
    visitor.page.locator("#code").fill(f"{code[:4]} {code[4:8]} {code[8:]}".lower())
    visitor.shot("check")
    visitor.page.locator("form.ask button").click()
    expect(visitor.page.locator(".proof.valid")).to_contain_text(HERO["name"][lang])
    visitor.shot("certificate")


@pytest.mark.parametrize(
    ("language", "tempo"),
    [
        pytest.param("zh-Hans", 0.1, id="zh"),
        pytest.param("en", 1.0, id="en", marks=pytest.mark.slow),
    ],
)
def test_from_registration_to_a_project(hall, enter, language, tmp_path):
    leader = registration(hall, enter, tmp_path)
    hero, rival = desk(enter, language)
    manager = enter("zone", OFFICE)
    zone.manager_reads_prospects(manager, hero)
    organizer = enter("organizer", OFFICE)
    office.office_enter(organizer, "organizer")
    organizer.see("next-step")
    organizer.shot("overview")
    the_final(hall, enter, organizer, hero, rival)
    office.organizer_counts(organizer)
    verifier = enter("verifier", OFFICE)
    office.office_enter(verifier, "verifier", "/results")
    office.verifier_locks(verifier)
    final = middle(OWN, *OTHERS)
    publication(enter, organizer, verifier, "proposed")
    visitor = enter("visitor", OFFICE)
    results_page(visitor, "proposed", final)
    zone.manager_finds_project(manager, hero, final)
    organizer.page.wait_for_timeout(PUBLICITY_S * 1000)
    publication(enter, organizer, verifier, "final")
    results_page(visitor, "final", final)
    certificate(visitor, office.certificate_code(organizer, hero))
    leader.open("/team")
    leader.shot("afterwards")
