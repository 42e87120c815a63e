"""Finals for the pages that need one."""

import pytest

from core import clock
from tests.api.pages import basic
from tests.factories.judging import Final


@pytest.fixture
def opened(db) -> Final:
    """An open round whose first team is in scoring."""
    return basic.opened()


@pytest.fixture
def at_the_final(opened):
    """The clock stands a little after the last step of the final."""
    with clock.frozen(opened.tick(5)):
        yield
