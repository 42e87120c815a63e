"""The public page of a draw: the hash before, seed and order after, no word about people."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from contest.models import Consent, ConsentKind
from contest.services.editions import consent_text_add
from judging.draw.draw import commitment
from judging.draw.record import record_check
from judging.services.draw import draw_commit, draw_reveal
from judging.services.draw_lots import draw_lot_take
from judging.services.draw_papers import draw_paper_confirm, draw_paper_type
from tests.factories.judging import NAME, T0
from tests.factories.rooms import two_rooms
from tests.judging.services.test_substitutions import NEXT, heat

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
CLIENT = Client()


@pytest.fixture
def made():
    return two_rooms(entries=5, judges=2)


def seen(made, *, lang: str = "zh-hans") -> str:
    answer = CLIENT.get(f"/c/{made.edition.slug}/draw?lang={lang}")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert not re.search(r"\bpage\.[a-z]+\.", html), "a key without its text"
    assert html.count("<h1") == 1
    assert "<script" not in html
    assert " style=" not in html
    return html


def record(made, status: int = 200):
    answer = CLIENT.get(f"/c/{made.edition.slug}/draw/{made.round.code}/record")
    assert answer.status_code == status
    return json.loads(answer.content) if status == 200 else None


def names(made) -> list[str]:
    return [word for each in made.entries for word in (each.title, each.team.name["zh"])]


def commit(made, kind: str = "computer"):
    return draw_commit(round=made.round, actor=made.by("organizer"), at=made.tick(), kind=kind)


def reveal(made) -> None:
    draw_reveal(round=made.round, actor=made.by("organizer"), at=made.tick())


def test_before_anything_was_drawn_the_page_says_so(made):
    assert "还没有抽签" in seen(made)
    assert "Nothing has been drawn yet" in seen(made, lang="en")
    assert "/draw" not in CLIENT.get(f"/c/{made.edition.slug}").content.decode()


def test_fingerprints_first_then_seed_and_order_of_each_room(made):
    draw = commit(made)
    before = seen(made)
    assert draw.commitment in before
    assert draw.candidates_hash in before
    assert all(each.number in before for each in made.entries)
    assert not any(word in before for word in names(made))
    record(made, 404)
    assert f"/c/{made.edition.slug}/draw" in CLIENT.get(f"/c/{made.edition.slug}").content.decode()
    reveal(made)
    draw.refresh_from_db()
    after, told = seen(made), record(made)
    assert draw.seed in after
    assert commitment(bytes.fromhex(draw.seed)) in before
    assert record_check(told) == []
    for room, numbers in told["orders"].items():
        table = next(part for part in after.split("<table>") if words(made, room) in part)
        found = [table.index(f'<th scope="row">{number}') for number in numbers]
        assert found == sorted(found)
    told["orders"][room].reverse()
    assert record_check(told) == ["order_differs"]


def words(made, room: str) -> str:
    return next(each.name["zh"] for each in (made.room(1), made.room(2)) if str(each.uid) == room)


def test_a_name_needs_its_consent_for_media(made):
    consents(made.edition, made.entries[1])
    commit(made)
    reveal(made)
    html = seen(made)
    shown = [each.number for each in made.entries if each.team.name["zh"] in html]
    assert shown == [made.entries[1].number]


def test_who_moved_up_into_a_place_stands_beside_who_drew_it():
    """The record is of the draw, and checks as before."""
    final = heat(**NEXT)
    final.draw()
    first, second, third, last = final.ranked
    consents(final.final.edition, third)

    def told() -> dict[str, str]:
        html = CLIENT.get(f"/c/{final.last.edition.slug}/draw?lang=zh-hans").content.decode()
        latest = html.split('<section class="draw"')[1]
        rows = re.findall(r'<th scope="row">(.*?)</th>', latest, re.DOTALL)
        return {row.partition("<")[0]: row for row in rows}

    assert set(told()) == {first.number, second.number}
    final.leave(first)
    assert third.number not in "".join(told().values())
    final.fill(first)
    place = told()[first.number]
    assert "后由此队递补" in place
    assert third.number in place
    assert third.team.name["zh"] in place
    assert "递补" not in told()[second.number]
    answer = CLIENT.get(f"/c/{final.last.edition.slug}/draw/{final.last.code}/record")
    assert record_check(json.loads(answer.content)) == []
    final.leave(third)
    final.fill(third)
    assert last.number in told()[first.number]
    assert third.number not in told()[first.number]


def consents(edition, *entries) -> None:
    """To be named in public."""
    text = consent_text_add(edition=edition, kind=ConsentKind.MEDIA, text=NAME, required=False)
    for entry in entries:
        leader = entry.team.members.get().person
        Consent.objects.create(entry=entry, text=text, person=leader, given_at=T0)


def test_lots_are_public_beforehand_and_who_drew_which_only_afterwards(made):
    draw = commit(made, "sign_in")
    turn = draw_lot_take(
        round=made.round, entry=made.entries[2], actor=made.by("event_desk"), at=made.tick()
    )
    html = seen(made)
    assert all(lot in html for lot in draw.lots)
    assert "1 / 5" in html
    assert turn.key not in html
    reveal(made)
    told = record(made)
    assert record_check(told) == []
    assert turn.key in {each["key"] for each in told["turns"]}


def test_a_paper_draw_names_nobody(made):
    commit(made, "paper")
    rooms = [str(room.uid) for room in (made.room(1), made.room(2))]
    numbers = [each.number for each in made.entries]
    orders = {rooms[0]: numbers[:3], rooms[1]: numbers[3:]}
    draw_paper_type(
        round=made.round,
        orders=orders,
        form="公证员现场抽取",
        scan_sha256="ab" * 32,
        actor=made.by("organizer"),
        at=made.tick(),
    )
    assert "ab" * 32 not in seen(made)
    draw_paper_confirm(
        round=made.round, orders=orders, check="read", actor=made.by("verifier"), at=made.tick()
    )
    told = record(made)
    assert record_check(told) == []
    assert "ab" * 32 in seen(made)
    people = [made.by(role) for role in ("organizer", "verifier")]
    everything = json.dumps(told, ensure_ascii=False) + seen(made)
    assert not any(str(each.uid) in everything or each.name in everything for each in people)
    told["paper"]["confirmed_by"] = "first"
    assert record_check(told) == ["one_person"]
