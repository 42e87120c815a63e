"""A bound browser whose session is gone needs the digits and its own key, and nobody else."""

import pytest

from core import clock
from core.models import CodeRequest, Device, LogLeaf
from tests.api.code_doors import again, enter, guess, issue, sit, state, status, take
from tests.device_keys import DeviceKey
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


def test_it_goes_on_and_stays_the_same_device(cup, codes):
    key = DeviceKey()
    sit(cup, codes[0], key.public)
    browser = core.client()
    assert again(browser, cup, codes[0], key, key).json()["state"] == "used"
    assert (status(browser), Device.objects.count()) == (200, 1)
    assert not LogLeaf.objects.filter(type="seat.device_revoke").exists()


def test_neither_another_key_nor_another_seat_nor_an_old_proof_opens_it(cup, codes):
    key, thief = DeviceKey(), DeviceKey()
    sit(cup, codes[0], key.public)
    sit(cup, codes[1], thief.public)
    browser = core.client()
    for public, signer in ((key, thief), (thief, thief)):
        answer = again(browser, cup, codes[0], public, signer)
        assert answer.json()["code"] == "code_request_over"
    old = key.prove(f"yisai.seat.v1\n{CodeRequest.objects.earliest('pk').uid}")
    enter(browser, cup, codes[0])
    assert take(browser, key.public, old).json()["code"] == "code_request_over"
    assert status(browser) == 401


def test_a_guarded_code_waits_for_the_desk(cup, codes):
    key = DeviceKey()
    sit(cup, codes[0], key.public)
    guess(cup, codes, 10)
    browser = core.client()
    answer = again(browser, cup, codes[0], key, key)
    assert answer.json()["code"] == "code_request_over"
    assert state(browser) == "waiting"
