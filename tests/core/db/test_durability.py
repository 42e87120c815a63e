"""A database that may forget is refused before anything is served from it."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.test import Client

from core.db import durability
from core.db.durability import database_refusal, durability_faults, durability_require
from tests.servers.app import AppServer
from tests.servers.process import NotReady


def test_what_the_tests_run_on_is_seen_for_what_it_is(fresh_database):
    """The fast cluster forgets; a SQLite file of ours does not."""
    found = list(durability_faults())
    if connection.vendor == "sqlite":
        assert found == []
    else:
        assert len(found) == 3


@pytest.mark.parametrize(
    ("pragma", "named"),
    [("PRAGMA synchronous=NORMAL", "synchronous = 1"), ("PRAGMA journal_mode=DELETE", "delete")],
)
def test_a_planted_setting_is_named(fresh_database, pragma, named):
    if connection.vendor != "sqlite":
        pytest.skip("pragmas are SQLite's")
    with connection.cursor() as cursor:
        cursor.execute(pragma)
    assert named in "; ".join(durability_faults())


def test_an_absent_database_is_not_judged(monkeypatch, settings):
    def away():
        raise OperationalError("connection refused")

    monkeypatch.setattr(durability, "durability_faults", away)
    monkeypatch.setattr(connection, "close", lambda: None)
    settings.DURABILITY_CHECK = True
    durability_require()


def test_a_forgetful_one_is_refused_in_words(monkeypatch, settings):
    monkeypatch.setattr(durability, "durability_faults", lambda: iter(["fsync = off"]))
    monkeypatch.setattr(connection, "close", lambda: None)
    durability_require()  # the test settings do not ask
    settings.DURABILITY_CHECK = True
    with pytest.raises(
        ImproperlyConfigured, match="may lose what it has acknowledged.*fsync = off"
    ):
        durability_require()


@pytest.mark.pg
def test_a_fast_postgresql_serves_nothing_outside_the_tests(fresh_database, tmp_path):
    server = AppServer(
        database_url=fresh_database.url, var_dir=tmp_path, settings="config.settings.embedded"
    )
    with pytest.raises(NotReady, match="may lose what it has acknowledged"):
        server.start()


@pytest.mark.pg
def test_a_durable_postgresql_serves(durable_database, tmp_path):
    with AppServer(
        database_url=durable_database.url, var_dir=tmp_path, settings="config.settings.embedded"
    ) as server:
        assert server.is_healthy()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("found", "asked", "refusal"),
    [([], True, ""), (["fsync = off"], True, "durability"), (["fsync = off"], False, "")],
)
def test_a_database_that_came_late_is_still_asked(monkeypatch, settings, found, asked, refusal):
    """It was away at start-up: `/readyz` names what it is now."""
    monkeypatch.setattr(durability, "durability_faults", lambda: iter(found))
    settings.DURABILITY_CHECK = asked
    assert database_refusal() == refusal
    answer = Client().get("/readyz")
    assert answer.status_code == (503 if refusal else 200)
    assert answer.content.decode().strip() == (refusal or "ok")
