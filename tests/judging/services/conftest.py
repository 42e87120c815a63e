"""One final for each test."""

import pytest

from tests.factories import judging


@pytest.fixture
def final(db):
    """A prepared round with three judges, an alternate and three entries."""
    return judging.final()


@pytest.fixture
def opened(final):
    """The same, open: undertakings signed, no conflicts, order drawn."""
    final.prepare()
    return final
