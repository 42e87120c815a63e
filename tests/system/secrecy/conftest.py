"""The pair runner's fixture."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.databases import Template
from tests.system.secrecy.worlds import Worlds

# What takes longest begins first: in the end no worker is alone with it.
_LONG = ("test_permuted_marks", "test_an_entry_that_a_judge_is_recused")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any order otherwise, as everywhere."""
    items.sort(key=lambda item: not item.name.startswith(_LONG))


@pytest.fixture
def worlds(database_template: Template, django_db_blocker: DjangoDbBlocker) -> Iterator[Worlds]:
    """Makes worlds in databases of their own."""
    with django_db_blocker.unblock():
        yield Worlds(database_template)
