"""Too many requests are refused in words, per person; a shared address costs nobody a turn."""

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from api.viewers import SIGNED_IN_KEY
from config.settings.caches import valkey_cache
from tests.letters import letters
from tests.worlds import day

pytestmark = pytest.mark.django_db
DOOR = "/api/v1/session"


@pytest.fixture
def rates(settings):
    cache.clear()
    settings.THROTTLE_RATES = {"person_reads": "3/min", "strangers": "2/min"}
    yield
    cache.clear()


def client_of(world, who):
    client = APIClient()
    client.force_login(world.account(who), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_fourth_request_is_refused_with_the_time_to_wait(rates):
    client = client_of(day(name="throttle", entries=1, judges=1), "leader_1")
    assert [client.get(DOOR).status_code for _ in range(3)] == [200] * 3
    refused = client.get(DOOR)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60


def test_one_address_many_people(rates):
    world = day(name="throttle", entries=2, judges=1)
    loud, calm = client_of(world, "leader_1"), client_of(world, "leader_2")
    assert [loud.get(DOOR).status_code for _ in range(4)][-1] == 429
    assert calm.get(DOOR).status_code == 200


def test_a_forged_address_does_not_start_anew(rates):
    client = APIClient()
    codes = [
        client.get(DOOR, headers={"X-Forwarded-For": f"10.0.0.{turn}"}).status_code
        for turn in range(4)
    ]
    assert codes[-2:] == [429, 429]


def test_reading_does_not_use_up_writing(rates, settings):
    settings.THROTTLE_RATES = {"person_reads": "1/min", "person_writes": "1/min"}
    client = client_of(day(name="throttle", entries=1, judges=1), "leader_1")
    assert [client.get(DOOR).status_code for _ in range(2)] == [200, 429]
    assert client.post("/api/v1/teams", {}, format="json").status_code != 429


@pytest.fixture
def cache_away(settings):
    """An address where nobody listens."""
    before = settings.CACHES
    settings.CACHES = {"default": valkey_cache("redis://127.0.0.1:1/0")}
    yield
    settings.CACHES = before


def test_a_cache_that_is_away_stops_nobody_who_is_signed_in(rates, cache_away, caplog):
    client = client_of(day(name="throttle", entries=1, judges=1), "leader_1")
    assert [client.get(DOOR).status_code for _ in range(5)] == [200] * 5
    assert "throttle.cache_away scope=person_reads" in caplog.text


def test_a_browser_that_signed_in_goes_on_without_the_cache(cache_away):
    """Whoever is noted as seen is noted later."""
    client = client_of(day(name="throttle", entries=1, judges=1), "leader_1")
    session = client.session
    session[SIGNED_IN_KEY] = True
    session.save()
    assert client.get(DOOR).json()["signed_in"]


def test_a_fault_that_is_not_the_caches_is_no_pass(rates, monkeypatch):
    client = APIClient(raise_request_exception=False)

    def broken(*_: object) -> bool:
        raise ValueError("planted")

    monkeypatch.setattr("rest_framework.throttling.SimpleRateThrottle.allow_request", broken)
    assert client.get(DOOR).status_code == 500


def test_sign_in_waits_for_a_cache_that_is_away_and_says_so(cache_away):
    """Its limits are what stops the guessing of codes."""
    answer = APIClient(raise_request_exception=False).post(
        "/_allauth/browser/v1/auth/code/request",
        {"email": "somebody@example.test"},
        format="json",
        headers={"Accept-Language": "en"},
    )
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
    assert answer.json()["code"] == "limits_unavailable"
    assert "not carried out" in answer.json()["detail"]
    assert letters() == []
