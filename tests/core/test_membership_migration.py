"""Rows of before: a role that stood twice is once, a guest has an end, and there is a way back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core import clock

BEFORE, AFTER = ("core", "0009_add_device_ends"), ("core", "0010_add_membership_ends")


def migrated(*targets):
    """The tables as they are at a migration."""
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))
    return MigrationExecutor(connection).loader.project_state(list(targets)).apps


@pytest.fixture
def older(fresh_database):
    return migrated(BEFORE)


def row(apps, **facts):
    host, _ = apps.get_model("core", "Host").objects.get_or_create(slug="zone")
    person, _ = apps.get_model("core", "Person").objects.get_or_create(name="甲")
    given = {"since": clock.now() - timedelta(days=9), "person": person, "host": host, **facts}
    return apps.get_model("core", "Membership").objects.create(**given).pk


@pytest.mark.slow
def test_there_and_back(older):
    soon, later = (clock.now() + timedelta(days=days) for days in (5, 50))
    past = clock.now() - timedelta(days=1)
    over = row(older, role="organizer", until=past)
    short = row(older, role="organizer", until=soon)
    longest = row(older, role="organizer")
    verifies = row(older, role="verifier", until=later)
    watches = row(older, role="witness", until=soon)
    guest = row(older, role="executor")
    rows = migrated(AFTER).get_model("core", "Membership").objects
    ended = dict(rows.values_list("pk", "ended_at"))
    assert ended[over] == past
    assert ended[short] is not None
    assert ended[watches] is not None
    assert {ended[longest], ended[verifies], ended[guest]} == {None}
    assert rows.get(pk=guest).until is not None
    back = migrated(BEFORE).get_model("core", "Membership").objects
    assert back.get(pk=short).until == soon
    assert back.count() == 6
