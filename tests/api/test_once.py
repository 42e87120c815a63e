"""A POST that is sent again: one effect, the object as it stands now, to whom may see it now."""

from __future__ import annotations

import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from api.once import HEADER, REPLAYED, Command
from contest.models import Entry, Team
from contest.services.eligibility import entry_decide
from core import clock
from core.errors import Problem
from core.models import IdempotencyRecord, Invitation, Membership
from core.services.idempotency import Asked, idempotency_sweep
from tests.api.entry_doors import url
from tests.factories import contest, core
from tests.factories.moments import NOW

BLUE = {"name": {"zh": "蓝鲸储能", "en": "Blue Whale"}}
GREEN = {"name": {"zh": "青藤农业", "en": "Green Vine"}}


def send(browser: Client, address: str, body: object, key: str):
    text = body if isinstance(body, str) else json.dumps(body)
    return browser.post(address, text, "application/json", headers={HEADER: key})


@pytest.fixture
def key() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def teams(db, at_now, cup) -> str:
    return f"/api/v1/editions/{cup.edition.uid}/teams"


@pytest.fixture
def leader(teams) -> Client:
    return core.client(core.account("leader"))


def later(**by: int) -> datetime:
    return NOW + timedelta(**by)


def code(answer) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ("", "idempotency_key_missing"),
        ("  ", "idempotency_key_missing"),
        ("short", "idempotency_key_malformed"),
        ("x" * 65, "idempotency_key_malformed"),
        ('"0b9f6c1e-5f2a-4c38-9d47-2f6f0f1c7a10"', "idempotency_key_malformed"),
        ("0b9f6c1e 5f2a 4c38 9d47", "idempotency_key_malformed"),
        ("钥匙钥匙钥匙钥匙钥匙钥匙钥匙钥匙", "idempotency_key_malformed"),
    ],
)
def test_a_key_that_is_none(leader, teams, sent, says):
    assert code(send(leader, teams, BLUE, sent)) == (400, says)
    assert not Team.objects.exists()


def test_without_the_header(leader, teams):
    plain = Client()
    plain.cookies = leader.cookies
    answer = plain.post(teams, BLUE, "application/json")
    assert code(answer) == (400, "idempotency_key_missing")
    assert code(Client().post(teams, BLUE, "application/json"))[0] == 401


def test_sent_again_it_is_the_same_and_happens_once(leader, teams, key):
    first = send(leader, teams, BLUE, key)
    again = send(leader, teams, BLUE, key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first["ETag"] == again["ETag"]
    assert (REPLAYED in first.headers, again.headers[REPLAYED]) == (False, "true")
    assert Team.objects.count() == IdempotencyRecord.objects.count() == 1


def test_the_order_of_its_names_does_not_make_another_body(leader, teams, key):
    send(leader, teams, '{"name": {"zh": "蓝鲸", "en": "Whale"}}', key)
    again = send(leader, teams, '{"name":{"en":"Whale","zh":"\\u84dd\\u9cb8"}}', key)
    assert (again.status_code, again.headers[REPLAYED]) == (201, "true")


def test_a_key_stands_for_one_request(leader, teams, key):
    made = send(leader, teams, BLUE, key).json()
    assert code(send(leader, teams, GREEN, key)) == (409, "idempotency_key_reused")
    other = f"/api/v1/entries/{made['id']}/invitations"
    assert code(send(leader, other, BLUE, key)) == (409, "idempotency_key_reused")
    assert code(send(leader, f"{teams}?lang=en", BLUE, key))[0] == 201
    assert (Team.objects.count(), Invitation.objects.count()) == (1, 0)


def test_a_key_is_its_persons_own(leader, teams, key):
    send(leader, teams, BLUE, key)
    other = core.client(core.account("other"))
    assert code(send(other, teams, GREEN, key))[0] == 201
    assert Team.objects.count() == 2


def test_what_was_refused_keeps_no_key(leader, teams, key):
    assert code(send(leader, teams, {"name": {"zh": ""}}, key)) == (400, "field_invalid")
    send(core.client(core.account("other")), teams, BLUE, str(uuid.uuid4()))
    assert code(send(leader, teams, BLUE, key)) == (409, "team_name_taken")
    assert IdempotencyRecord.objects.count() == 1
    assert code(send(leader, teams, GREEN, key))[0] == 201


def test_the_object_is_shown_as_it_stands_now(leader, teams, key):
    made = send(leader, teams, BLUE, key).json()
    Entry.objects.filter(uid=made["id"]).update(title="改过的题目", rev=7)
    again = send(leader, teams, BLUE, key)
    assert (again.json()["title"], again["ETag"]) == ("改过的题目", '"7"')


def test_whoever_lost_the_right_meanwhile_sees_nothing(db, files_now, cup, key):
    made = contest.submitted(cup)
    desk = core.staff(cup.host, "eligibility_officer")
    browser, door = core.client(desk), url(made, "/eligibility")
    decided = send(browser, door, {"decision": "accept"}, key)
    assert decided.status_code == 200
    Membership.objects.filter(person=desk.person).update(until=NOW)
    with clock.frozen(later(minutes=1)):
        refused = send(browser, door, {"decision": "accept"}, key)
    assert code(refused) == (404, "not_found")
    assert REPLAYED not in refused.headers


def test_a_state_that_moved_on_does_not_refuse_what_was_done(db, files_now, cup, key):
    """The command's own conditions are not asked again: the effect is there."""
    made = contest.complete(cup)
    leader = core.client(made.leader)
    first = send(leader, url(made, "/submit"), {}, key)
    officer = core.person_of(core.staff(cup.host, "eligibility_officer"))
    entry_decide(entry=cup.fresh(made.entry), decision="accept", actor=officer, at=NOW)
    again = send(leader, url(made, "/submit"), {}, key)
    assert (again.status_code, again.json()) == (200, first.json())
    assert code(send(leader, url(made, "/submit"), {}, str(uuid.uuid4()))) == (409, "entry_locked")


def test_a_links_secret_is_said_once(db, at_now, cup, key):
    made = contest.draft(cup)
    leader = core.client(made.leader)
    first = send(leader, url(made, "/invitations"), {}, key).json()
    again = send(leader, url(made, "/invitations"), {}, key).json()
    assert "/join/" in first["url"]
    assert again == {**first, "url": None}
    assert Invitation.objects.count() == 1


def test_record_and_effect_are_in_one_transaction(leader, teams, key, monkeypatch):
    """Whatever stops the request before its commit leaves neither."""

    def broken(*_args: object, **_named: object) -> None:
        raise Problem("database_busy")

    monkeypatch.setattr(IdempotencyRecord, "save", broken)
    assert code(send(leader, teams, BLUE, key)) == (503, "database_busy")
    assert (Team.objects.count(), IdempotencyRecord.objects.count()) == (0, 0)
    monkeypatch.undo()
    assert code(send(leader, teams, BLUE, key))[0] == 201


@pytest.mark.pg
def test_a_killed_connection_leaves_neither(fresh_database, key, monkeypatch):
    """The server ends the connection between the effect and the commit."""
    cup, account = contest.edition(), core.account("leader")
    address, leader = f"/api/v1/editions/{cup.edition.uid}/teams", core.client(account)

    def killed(*_args: object, **_named: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM contest_team")
            assert cursor.fetchone() == (1,)
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with clock.frozen(NOW):
        monkeypatch.setattr(IdempotencyRecord, "save", killed)
        assert code(send(leader, address, BLUE, key)) == (503, "database_busy")
        monkeypatch.undo()
        connection.close()
        assert (Team.objects.count(), IdempotencyRecord.objects.count()) == (0, 0)
        assert code(send(leader, address, BLUE, key))[0] == 201
    assert (Team.objects.count(), IdempotencyRecord.objects.count()) == (1, 1)


def test_a_key_is_kept_for_two_days(leader, teams, key):
    send(leader, teams, BLUE, key)
    assert idempotency_sweep(at=later(hours=47, minutes=59)) == 0
    assert send(leader, teams, BLUE, key).headers[REPLAYED] == "true"
    assert idempotency_sweep(at=later(hours=48)) == 1
    # Forgotten, it is a new action; that the team is there already is then said in words.
    assert code(send(leader, teams, BLUE, key)) == (409, "team_name_taken")


def twins_at_once() -> list[Any]:
    """Four browsers of one account send the same request at the same moment."""
    cup, account = contest.edition(), core.account("leader")
    address, same = f"/api/v1/editions/{cup.edition.uid}/teams", str(uuid.uuid4())
    twins = [core.client(account) for _ in range(4)]
    start = Barrier(len(twins))

    def press(twin: Client) -> Any:
        try:
            with clock.frozen(NOW):
                start.wait(timeout=30)
                return send(twin, address, BLUE, same)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(twins)) as pool:
        return list(pool.map(press, twins))


@pytest.mark.parametrize("turn", range(3))
def test_twins_at_the_same_moment_have_one_effect(fresh_database, turn):
    """None is told that the name is taken: all get the one team."""
    answers = twins_at_once()
    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sum(REPLAYED in answer.headers for answer in answers) == 3
    assert Team.objects.count() == IdempotencyRecord.objects.count() == 1


def test_twins_without_a_record_are_noticed(fresh_database, monkeypatch):
    """What the test above would see if the key were not kept."""

    def forgetful(*, asked: Asked, command: Command, at: datetime) -> Any:
        return IdempotencyRecord(status=asked.status, object=command(), at=at), True

    monkeypatch.setattr("api.once.command_once", forgetful)
    answers = twins_at_once()
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
