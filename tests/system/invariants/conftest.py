"""A whole edition, played once for the module; what a test plants in it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoDbBlocker

if TYPE_CHECKING:
    from tests.worlds import Day


@pytest.fixture(scope="module")
def played_once(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Day]:
    """From registration to certificates and projects, with one recusal."""
    from django.db import connection
    from django.test import override_settings

    from tests.system.invariants.story import play
    from tests.undo import undone

    files = override_settings(FILES_ROOT=tmp_path_factory.mktemp("files"))
    with django_db_blocker.unblock(), files, undone():
        world = play("checked")
        # PostgreSQL changes no table while a deferred constraint still waits.
        connection.check_constraints()
        yield world


@pytest.fixture
def played(played_once: Day) -> Iterator[Day]:
    """The world as it was played; every change is undone."""
    from tests.undo import undone

    with undone():
        yield played_once
