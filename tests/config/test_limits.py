"""What serves has time limits on its connections; what works has none on its statements."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connections

from config.settings.postgres import SERVING, WORKING, limited
from core.db.faults import store_problem
from tests.production import production_env, run

ASK = "from django.conf import settings; print(settings.DATABASES['default']['OPTIONS']['options'])"


@pytest.mark.parametrize(
    ("entry", "limits"),
    [("import config.wsgi", SERVING), ("import django; django.setup()", WORKING)],
)
def test_entry_points_serve_and_manage_works(tmp_path, entry, limits):
    """The server is away, so that nothing but the settings is asked."""
    done = run("-c", f"{entry}; {ASK}", env=production_env(tmp_path))
    told = done.stdout.strip().split("-c ")[1:]
    assert [each.strip() for each in told] == [f"{name}={value}" for name, value in limits.items()]


def test_an_operators_own_options_stay():
    facts = limited({"OPTIONS": {"options": "-c x.y=1", "sslmode": "require"}}, serving=True)
    assert facts["OPTIONS"]["options"].startswith("-c x.y=1 -c statement_timeout=30000 ")
    assert facts["OPTIONS"]["sslmode"] == "require"
    assert facts["CONN_HEALTH_CHECKS"]


def code_of(error: Exception) -> str | None:
    problem = store_problem(error)
    return problem.code if problem else None


def short(alias: str, **changed: int):
    """A connection like the default one, with limits that a test can wait for."""
    facts = {**connections["default"].settings_dict}
    limits = {**SERVING, **changed}
    facts["OPTIONS"] = {"options": " ".join(f"-c {name}={ms}" for name, ms in limits.items())}
    made = connections["default"].__class__(facts, alias)
    made.connect()
    return made


@pytest.mark.pg
def test_the_server_takes_the_limits(fresh_database):
    limits = limited({}, serving=True)["OPTIONS"]["options"]
    facts = {**connections["default"].settings_dict, "OPTIONS": {"options": limits}}
    made = connections["default"].__class__(facts, "limits")
    with made.cursor() as cursor:
        for name, value in SERVING.items():
            cursor.execute("SELECT setting::int FROM pg_settings WHERE name = %s", [name])
            assert cursor.fetchone()[0] == value
    made.close()


@pytest.mark.pg
def test_a_statement_without_end_is_ended_and_said(fresh_database):
    made = short("statement", statement_timeout=50)
    with pytest.raises(OperationalError) as ended, made.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(60)")
    assert code_of(ended.value) == "database_busy"
    made.close()


@pytest.mark.pg
def test_a_lock_that_never_comes_is_given_up_and_said(fresh_database):
    one, other = short("one"), short("other", lock_timeout=50)
    one.set_autocommit(False)
    with one.cursor() as cursor:
        cursor.execute("LOCK TABLE core_person IN ACCESS EXCLUSIVE MODE")
    with pytest.raises(OperationalError) as ended, other.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_person")
    assert code_of(ended.value) == "database_busy"
    one.rollback()
    with other.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_person")
        assert cursor.fetchone() == (0,)
    one.close()
    other.close()
