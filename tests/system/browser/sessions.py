"""The demo final, its teams from the hero on signed once at the end: two more are to be heard."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any, Final

from contest.models import Round
from contest.services.rulebooks import rulebook_add
from demo.players.console import BEFORE_SCORING, Console
from demo.story import story
from judging.models import Slot
from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import GIVEN, HERO, SCORED, SEATS, SIGNED

# The judge who sits at a browser.
HERS: Final = "4"
HEARD: Final = (SCORED, SCORED + 1, SCORED + 2)
PHRASES: Final = (
    {"zh": "技术壁垒明确", "en": "Clear technical edge"},
    {"zh": "财务预测偏乐观", "en": "Optimistic forecast"},
    {"zh": "客户已付费", "en": "Customers already pay"},
    {"zh": "团队互补", "en": "Complementary team"},
    {"zh": "商业模式待验证", "en": "Business model still to be proven"},
    {"zh": "答辩切题", "en": "Answers to the point"},
    {"zh": "知识产权清晰", "en": "Clear intellectual property"},
    {"zh": "市场容量需论证", "en": "Market size needs evidence"},
)


def session_begin(final: DemoFinal) -> list[str]:
    """Everybody but one judge has signed three teams, the others are withdrawn; their numbers."""
    numbers = [str(final.slots[place]["entry"]["number"]) for place in HEARD]
    assert numbers[0] == HERO
    for seat in SEATS:
        if seat != HERS:
            _others(final, seat, numbers)
    for slot in final.slots[HEARD[-1] + 1 :]:
        final.command("withdraw", number=str(slot["entry"]["number"]))
    with final.rows():
        judged = Round.objects.select_related("edition", "rulebook").get(uid=final.round)
        document = session_document(judged.rulebook.document)
        judged.rulebook = rulebook_add(edition=judged.edition, document=document)
        judged.save(update_fields=["rulebook"])
    return numbers


def _others(final: DemoFinal, seat: str, numbers: list[str]) -> None:
    tablet = final.tablet(seat)
    for number in numbers:
        marks = story().marks[number].get(seat)
        if marks is None or (number == HERO and seat in SIGNED):
            continue
        given = GIVEN.get(seat, 0) if number == HERO else 0
        final.play(tablet.mark(number, dict(list(marks.items())[given:])))
        final.play(tablet.sign(number))


def session_document(before: dict[str, Any]) -> dict[str, Any]:
    """A document of version 1 with the same lines as the demo's, signed once per session."""
    lines = [
        {"id": line["id"], "name": line["name"], "max": line["max"], "step": line["step"]}
        for line in before["criteria"]
    ]
    band = {"low": 75, "high": 95}
    rubric = {
        "id": "sheet",
        "name": before["name"],
        "total": 100,
        "band": band,
        "criteria": lines,
        "phrases": list(PHRASES),
    }
    combine = {"method": "trimmed", "drop_high": 1, "drop_low": 1, "needs": 5}
    return {
        "rulebook": 1,
        "name": before["name"],
        "rubrics": [rubric],
        "rounds": [
            {
                "id": "final",
                "name": before["name"],
                "kind": "final",
                "mode": "live",
                "panel": {"seats": len(SEATS), "minimum_sheets": 5},
                "timing": before["timing"],
                "components": [
                    {"id": "jury", "kind": "sheet", "rubric": "sheet", "combine": combine}
                ],
                "promotion": [{"take": "number", "number": 6}],
                "sealing": "per_session",
                "revise_until": "session_end",
                "reveal": "after_session",
                "publicity": {"seconds": 2},
            }
        ],
        "awards": [{"id": "first", "name": before["name"], "places": 1}],
    }


def lunch_begin(final: DemoFinal, number: str) -> None:
    """A new session begins after this team: what was heard before is signed and sealed apart."""
    with final.rows():
        slot = Slot.objects.select_related("room").get(
            room__panel__round__uid=final.round, entry__number=number
        )
        words = {"zh": "午休", "en": "Lunch"}
        lunch = {"id": str(uuid.uuid4()), "after": slot.position, "minutes": 90, "words": words}
        slot.room.breaks = [{**lunch, "skipped": False, "ends_session": True}]
        slot.room.save(update_fields=["breaks"])


def team_heard(final: DemoFinal, number: str) -> None:
    """The team comes on stage and has pitched."""
    final.command(*BEFORE_SCORING, number=number)


def session_seal(final: DemoFinal) -> None:
    """The organizer seals the session at another console."""
    console = Console(final.api("organizer"))
    room = final.play(console.room(final.round))
    final.play(console.client.post(f"rooms/{room}/seal", {}))


def trimmed(totals: list[str]) -> str:
    """The mean without the highest and the lowest, half up to two decimals."""
    kept = sorted(Decimal(total) for total in totals)[1:-1]
    return f"{sum(kept) / len(kept):.2f}"
