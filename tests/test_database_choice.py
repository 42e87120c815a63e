"""The run uses the database it was asked for, and a fresh one is truly of the test's own."""

import os
import sqlite3
import threading
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, connections

from tests.realservers import asked_database

VENDORS = {"sqlite": "sqlite", "pg": "postgresql"}


@pytest.mark.django_db
def test_vendor_is_the_one_asked_for():
    assert connection.vendor == VENDORS[asked_database()]
    if os.environ.get("YISAI_TEST_DB"):
        assert connection.vendor == VENDORS[os.environ["YISAI_TEST_DB"]]


def test_fresh_database_is_migrated_and_committed(fresh_database):
    assert connection.vendor == fresh_database.vendor
    assert connection.settings_dict["NAME"] == fresh_database.path_or_name
    call_command("migrate", check_unapplied=True, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE mark (n int)")
        cursor.execute("INSERT INTO mark VALUES (8650)")
    assert seen_from_outside(fresh_database) == 8650


def seen_from_outside(database) -> int:
    other: Any
    if database.vendor == "sqlite":
        other = sqlite3.connect(database.path_or_name)
    else:
        other = psycopg.connect(database.url)
    try:
        return other.execute("SELECT n FROM mark").fetchone()[0]
    finally:
        other.close()


@pytest.mark.parametrize("round_number", [1, 2])
def test_fresh_databases_share_nothing(fresh_database, round_number):
    assert "mark" not in connection.introspection.table_names()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE mark (n int)")


def test_threads_see_the_fresh_database(fresh_database):
    seen: list[str] = []

    def look():
        seen.append(connections["default"].settings_dict["NAME"])
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM django_migrations")
            seen.append(cursor.fetchone()[0])
        connections["default"].close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen[0] == fresh_database.path_or_name
    assert int(seen[1]) > 10


@pytest.mark.django_db
def test_ordinary_tests_roll_back_in_their_own_database():
    assert "fresh" not in str(connection.settings_dict["NAME"])
    assert connection.in_atomic_block
