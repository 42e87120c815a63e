"""An open edition, its desk, and the clock that stands still before the deadline."""

import pytest

from core import clock
from tests.factories import contest, core
from tests.factories.moments import NOW


@pytest.fixture
def at_now():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def cup():
    return contest.edition()


@pytest.fixture
def officer(cup):
    return core.client(core.staff(cup.host, "eligibility_officer"))
