"""Six digits let a judge in, at the desk's word where anything stands against it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from core import clock
from core.db.connections import fresh
from core.models import AuditEvent, CodeRequest, CodeSpace, Device, LogLeaf, TableCode
from core.selectors.codes import code_hash
from core.services.codes import _GUESSED
from judging.models import SeatDevice
from judging.services.joining import seat_devices_revoke
from judging.services.panels import seat_invitation_issue
from judging.services.seat_codes import seat_code_enter, seat_code_take
from tests.api.code_doors import (
    HOUR,
    browser_with,
    decide,
    enter,
    guess,
    issue,
    post,
    sit,
    state,
    status,
    take,
    wrong,
)
from tests.clients import Browser
from tests.factories import core
from tests.factories.judging import T0, final

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_the_final():
    with clock.frozen(T0):
        yield


@pytest.fixture
def cup():
    return final(entries=1, judges=3)


@pytest.fixture
def codes(cup):
    return issue(cup)


def test_a_code_names_the_judge_and_the_button_takes_the_seat(cup, codes):
    browser, seat = core.client(), cup.seats[0]
    answer = enter(browser, cup, codes[0])
    body = answer.json()
    assert (answer.status_code, body["state"], body["reason"]) == (200, "ready", "")
    assert body["subject"]["seat"] == {"id": str(seat.uid), "number": 1}
    assert not Device.objects.exists()
    taken = take(browser).json()
    assert (taken["state"], taken["redirect"]) == ("used", "/judge")
    device = SeatDevice.objects.get(seat=seat).device
    assert (device.person, device.label) == (seat.expert.person, "iPad")
    session = browser.get("/api/v1/session").json()
    assert session["device"] == {"id": str(device.uid)}
    assert session["memberships"] == []
    assert status(browser) == 200
    assert LogLeaf.objects.filter(type="seat.device_bind").count() == 1


@pytest.mark.parametrize("typed", ["{0}", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}", "wide"])
def test_digits_are_read_as_people_type_them(cup, codes, typed):
    wide = "".join(chr(ord(char) + 0xFEE0) for char in codes[0])
    text = wide if typed == "wide" else typed.format(codes[0])
    assert enter(core.client(), cup, text).json()["state"] == "ready"


@pytest.mark.parametrize("typed", ["12345", "1234567", "12a456", "", "٣٣٣٣٣٣", "1" * 33])
def test_what_are_not_six_digits_is_no_try(cup, codes, typed):
    assert enter(core.client(), cup, typed).json()["code"] == "field_invalid"
    assert CodeSpace.objects.get().failures == []


def test_a_code_without_the_token_of_the_page_is_refused(cup, codes):
    strict = Browser(enforce_csrf_checks=True)
    assert enter(strict, cup, codes[0]).json()["code"] == "csrf_failed"
    assert post(strict, "join/code/seat", {}).json()["code"] == "csrf_failed"
    assert not CodeRequest.objects.exists()


def test_the_digits_are_nowhere(cup, codes):
    """Only a keyed hash is stored, another one in every edition."""
    stored = str(list(TableCode.objects.values())) + str(list(CodeRequest.objects.values()))
    assert not [digits for digits in codes if f"'{digits}'" in stored]
    space = CodeSpace.objects.get()
    assert TableCode.objects.filter(
        code_hash=code_hash(space_id=space.uid, digits=codes[0])
    ).exists()
    other = final(entries=1, judges=1, slug="other")
    assert code_hash(space_id=other.edition.uid, digits=codes[0]) != code_hash(
        space_id=space.uid, digits=codes[0]
    )


def test_nobody_gets_a_code_that_everybody_tries_first(cup, codes, monkeypatch):
    drawn = iter([111_111, 123_456, 987_654, int(codes[1]), 493_817])
    monkeypatch.setattr("core.services.codes.secrets.randbelow", lambda _limit: next(drawn))
    assert issue(cup, seats=[cup.seats[0]]) == ["493817"]
    assert {"000000", "456789", "543210"} <= _GUESSED


class TestRefusals:
    """Whatever is wrong, the answer is the same, byte for byte."""

    def answers(self, cup, code, edition=None):
        body = {"edition": str(edition or cup.edition.uid), "code": code}
        answer = post(core.client(), "join/code", body)
        return answer.status_code, answer.content

    def test_wrong_early_late_revoked_foreign_and_unknown_are_told_alike(self, cup, codes):
        other = final(entries=1, judges=1, slug="other")
        (foreign,) = issue(other)
        with clock.frozen(T0 - 2 * HOUR):
            early = self.answers(cup, codes[0])
        with clock.frozen(T0 + HOUR):
            late = self.answers(cup, codes[0])
        issue(cup, seats=[cup.seats[0]])
        said = {
            early,
            late,
            self.answers(cup, codes[0]),  # another one took its place
            self.answers(cup, wrong(codes, 1)[0]),
            self.answers(cup, foreign),  # of another edition
            self.answers(cup, codes[1], edition=cup.round.uid),  # of no edition
        }
        assert len(said) == 1
        assert said.pop()[0] == 403
        assert not CodeRequest.objects.exists()
        assert self.answers(other, foreign)[0] == 200

    def test_a_revoked_code_ends_who_was_about_to_use_it(self, cup, codes):
        browser = core.client()
        enter(browser, cup, codes[0])
        issue(cup, seats=[cup.seats[0]])
        assert state(browser) == "over"
        assert take(browser).json()["code"] == "code_request_over"
        assert not Device.objects.exists()

    def test_the_button_works_for_ten_minutes_and_in_this_browser_only(self, cup, codes):
        browser, thief = core.client(), core.client()
        enter(browser, cup, codes[0])
        assert take(thief).json()["code"] == "code_request_over"
        with clock.frozen(T0 + timedelta(minutes=10)):
            assert take(browser).json()["code"] == "code_request_over"
        assert take(browser).json()["state"] == "used"
        assert take(browser).json()["code"] == "code_request_over"
        assert Device.objects.count() == 1

    def test_somebody_else_who_is_signed_in_takes_no_seat(self, cup, codes):
        browser = core.client(cup.by("organizer").accounts.get())
        enter(browser, cup, codes[0])
        assert take(browser).json()["code"] == "link_foreign"
        assert not Device.objects.exists()

    @pytest.mark.parametrize(
        ("opens", "closes"),
        [(T0, T0), (T0 - 2 * HOUR, T0), (T0, T0 + timedelta(hours=25))],
    )
    def test_a_window_is_a_sessions(self, cup, opens, closes):
        desk = core.client(cup.by("organizer").accounts.get())
        window = {"opens_at": opens.isoformat(), "closes_at": closes.isoformat()}
        answer = post(desk, f"rounds/{cup.round.uid}/table-codes", window)
        assert answer.json()["code"] == "field_invalid"
        assert not TableCode.objects.exists()


class TestTheDesk:
    def test_a_bound_seat_waits_and_the_desk_lets_the_browser_in(self, cup, codes):
        first, second = sit(cup, codes[0], "first"), core.client()
        body = enter(second, cup, codes[0]).json()
        # A guesser learns no name.
        assert (body["state"], body["reason"], body["subject"]) == ("waiting", "bound", None)
        assert take(second).json()["code"] == "code_request_over"
        assert status(first) == 200
        assert AuditEvent.objects.filter(type="table_code.wait").count() == 1
        assert decide(cup, second, "approve").json()["state"] == "ready"
        assert status(first) == 200  # as long as nobody has taken the seat
        assert take(second, "second").json()["state"] == "used"
        assert (status(first), status(second)) == (401, 200)
        assert LogLeaf.objects.filter(type="seat.code_decide").count() == 1
        assert LogLeaf.objects.filter(type="seat.device_revoke").count() == 1

    def test_the_desk_refuses(self, cup, codes):
        first, second = sit(cup, codes[0]), core.client()
        enter(second, cup, codes[0])
        assert decide(cup, second, "refuse", "organizer").status_code == 200
        assert state(second) == "refused"
        assert take(second).json()["code"] == "code_request_over"
        assert status(first) == 200

    def test_one_decides_once(self, cup, codes):
        sit(cup, codes[0])
        second = core.client()
        enter(second, cup, codes[0])
        request = CodeRequest.objects.get(state="waiting")
        decide(cup, second, "refuse")
        desk = core.client(cup.by("event_desk").accounts.get())
        again = post(desk, f"code-requests/{request.uid}/decision", {"decision": "approve"})
        assert again.json()["code"] == "code_request_over"

    def test_waiting_ends_with_the_session(self, cup, codes):
        sit(cup, codes[0])
        second = core.client()
        enter(second, cup, codes[0])
        with clock.frozen(T0 + HOUR):
            assert state(second) == "over"
            desk = core.client(cup.by("event_desk").accounts.get())
            body = desk.get(f"/api/v1/rounds/{cup.round.uid}/devices").json()
            assert body["waiting"] == []

    def test_a_crowd_of_waiting_browsers_makes_room_for_a_new_one(self, cup, codes):
        sit(cup, codes[0])
        for _ in range(25):
            seat_code_enter(edition_id=cup.edition.uid, digits=codes[0], device_label="x", at=T0)
        judge = core.client()
        enter(judge, cup, codes[0], "own phone")
        desk = core.client(cup.by("event_desk").accounts.get())
        waiting = desk.get(f"/api/v1/rounds/{cup.round.uid}/devices").json()["waiting"]
        assert len(waiting) == 20
        assert waiting[-1]["label"] == "own phone"

    def test_a_device_is_ended_at_the_desk_and_the_seat_is_free(self, cup, codes):
        browser = sit(cup, codes[0])
        desk = core.client(cup.by("event_desk").accounts.get())
        seats = desk.get(f"/api/v1/rounds/{cup.round.uid}/devices").json()["seats"]
        (device,) = seats[0]["devices"]
        path = f"/api/v1/seats/{cup.seats[0].uid}/devices/{device['id']}"
        foreign = path.replace(str(cup.seats[0].uid), str(cup.seats[1].uid))
        assert desk.delete(foreign).status_code == 404
        assert desk.delete(path).status_code == 204
        assert status(browser) == 401
        assert status(sit(cup, codes[0], "other")) == 200

    def test_another_hosts_desk_sees_nothing_of_the_same_judge(self, cup, codes):
        sit(cup, codes[0])
        other = final(entries=1, judges=1, slug="other")
        other.seats[0].expert.person = cup.judge(1)
        other.seats[0].expert.save()
        desk = core.client(other.by("event_desk").accounts.get())
        body = desk.get(f"/api/v1/rounds/{other.round.uid}/devices").json()
        assert body["seats"][0]["devices"] == []
        assert desk.get(f"/api/v1/rounds/{cup.round.uid}/devices").status_code == 404


@pytest.mark.one_database
class TestGuessing:
    """Ten wrong codes in ten minutes: right ones wait for the desk, and nobody is locked out."""

    def test_fifty_wrong_codes_let_nothing_in_and_lock_nobody_out(self, cup, codes):
        colleague = sit(cup, codes[1])
        assert len(guess(cup, codes, 50)) == 1
        assert CodeRequest.objects.filter(state="waiting").count() == 0
        assert Device.objects.count() == 1
        assert status(colleague) == 200  # who sits goes on
        judge = core.client()
        body = enter(judge, cup, codes[0]).json()
        assert (body["state"], body["reason"]) == ("waiting", "guarded")
        decide(cup, judge, "approve", "organizer")
        assert take(judge).json()["state"] == "used"
        assert status(judge) == 200
        assert AuditEvent.objects.filter(type="table_code.guard").count() == 1

    def test_nine_wrong_codes_guard_nothing(self, cup, codes):
        guess(cup, codes, 9)
        assert enter(core.client(), cup, codes[0]).json()["state"] == "ready"

    def test_old_failures_do_not_count(self, cup, codes):
        guess(cup, codes, 9)
        with clock.frozen(T0 + timedelta(minutes=10)):
            guess(cup, codes, 9)
            assert enter(core.client(), cup, codes[0]).json()["state"] == "ready"

    def test_a_code_found_by_guessing_is_worth_nothing_later(self, cup, codes):
        """Guesser: keeps trying while codes wait, notes what waits, comes back when it is quiet."""
        guess(cup, codes, 10)
        assert enter(core.client(), cup, codes[0]).json()["state"] == "waiting"
        with clock.frozen(T0 + timedelta(minutes=30)):
            assert enter(core.client(), cup, codes[0]).json()["reason"] == "guarded"
            # One that nobody tried meanwhile works as before; so does a fresh one.
            assert enter(core.client(), cup, codes[1]).json()["state"] == "ready"
            (fresh_code,) = issue(cup, seats=[cup.seats[0]], at=T0 + timedelta(minutes=30))
            assert enter(core.client(), cup, fresh_code).json()["state"] == "ready"

    def test_another_edition_is_not_guarded(self, cup, codes):
        other = final(entries=1, judges=1, slug="other")
        (code,) = issue(other)
        guess(cup, codes, 12)
        assert enter(core.client(), other, code).json()["state"] == "ready"

    def test_links_work_on_while_codes_wait(self, cup, codes):
        guess(cup, codes, 12)
        token = seat_invitation_issue(seat=cup.seats[2], actor=cup.by("organizer"), at=T0)[1]
        browser = core.client()
        assert post(browser, f"join/{token}", {"device_key": "k"}).status_code == 200
        assert status(browser) == 200


def test_the_page_lists_editions_whose_codes_let_in(cup, codes):
    browser = core.client()
    listed = browser.get("/api/v1/join/code").json()
    assert [each["slug"] for each in listed["editions"]] == ["cup-2026"]
    with clock.frozen(T0 + HOUR):
        assert browser.get("/api/v1/join/code").json() == {"editions": [], "request": None}


def test_a_desk_prints_the_digits_once(cup):
    desk = core.client(cup.by("event_desk").accounts.get())
    window = {"opens_at": (T0 - HOUR).isoformat(), "closes_at": (T0 + HOUR).isoformat()}
    slips = post(desk, f"rounds/{cup.round.uid}/table-codes", window).json()
    assert slips["url"].endswith("/join?edition=cup-2026")
    assert [slip["number"] for slip in slips["codes"]] == [1, 2, 3, 4]
    seen = desk.get(f"/api/v1/rounds/{cup.round.uid}/devices")
    assert not [slip for slip in slips["codes"] if slip["code"] in seen.content.decode()]
    assert enter(core.client(), cup, slips["codes"][0]["code"]).json()["state"] == "ready"
    assert desk.delete(f"/api/v1/seats/{cup.seats[0].uid}/table-code").status_code == 204
    assert desk.delete(f"/api/v1/seats/{cup.seats[0].uid}/table-code").status_code == 404
    assert enter(core.client(), cup, slips["codes"][0]["code"]).status_code == 403


def _at_once(number, act):
    def one(index):
        try:
            with fresh():
                return act(index)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(one, range(number)))


class TestRaces:
    def test_two_devices_that_race_for_one_seat(self, fresh_database):
        cup = final(entries=1, judges=1)
        (code,) = issue(cup)
        requests = [browser_with(cup, code) for _ in range(8)]
        assert {request.state for request in requests} == {"ready"}
        outcomes = _at_once(
            8,
            lambda n: seat_code_take(
                request=requests[n], presser_id=None, device_key=f"k{n}", device_label="", at=T0
            ),
        )
        assert sum(outcome is not None for outcome in outcomes) == 1
        assert SeatDevice.objects.count() == Device.objects.count() == 1
        assert CodeRequest.objects.filter(state="waiting", reason="bound").count() == 7

    def test_wrong_codes_at_once_are_all_counted(self, fresh_database):
        """Forty at the same moment guard as forty in a row: the right one among them waits."""
        cup = final(entries=1, judges=1)
        (code,) = issue(cup)
        tried = wrong([code], 40)
        _at_once(
            40,
            lambda n: seat_code_enter(
                edition_id=cup.edition.uid, digits=tried[n], device_label="", at=T0
            ),
        )
        assert len(CodeSpace.objects.get().failures) == 10
        assert browser_with(cup, code).state == "waiting"


def test_a_revoked_link_a_replayed_link_and_a_revoked_device_open_nothing(cup, codes):
    seat, organizer = cup.seats[0], cup.by("organizer")
    _old, revoked = seat_invitation_issue(seat=seat, actor=organizer, at=T0)
    _link, token = seat_invitation_issue(seat=seat, actor=organizer, at=T0)
    judge, thief = core.client(), core.client()
    assert post(thief, f"join/{revoked}", {"device_key": "k"}).json()["code"] == "link_used"
    assert post(judge, f"join/{token}", {"device_key": "k"}).status_code == 200
    assert post(thief, f"join/{token}", {"device_key": "k"}).json()["code"] == "link_used"
    # The thief has read the slip as well: the seat is taken, so the desk is asked.
    assert enter(thief, cup, codes[0]).json()["state"] == "waiting"
    assert status(thief) == 401
    seat_devices_revoke(seat=seat, actor=organizer, at=T0)
    assert status(judge) == 401
    assert post(judge, f"join/{token}", {"device_key": "k"}).json()["code"] == "link_used"
