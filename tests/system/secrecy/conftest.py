"""The pair runner's fixture."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.databases import Template
from tests.system.secrecy.worlds import Worlds


@pytest.fixture
def worlds(database_template: Template, django_db_blocker: DjangoDbBlocker) -> Iterator[Worlds]:
    """Makes worlds in databases of their own."""
    with django_db_blocker.unblock():
        yield Worlds(database_template)
