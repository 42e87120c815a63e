"""Too many requests are refused in words, per person; a shared address costs nobody a turn."""

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

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
