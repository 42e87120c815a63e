"""An old PostgreSQL and a forgetful one are refused by the production settings, too."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from core.db import startup
from tests.production import production_env, run


@pytest.mark.pg
@pytest.mark.parametrize(("version", "refused"), [(140_021, "14.21"), (150_000, "")])
def test_the_floor_is_postgresql_15(fresh_database, monkeypatch, settings, version, refused):
    settings.DURABILITY_CHECK = True
    monkeypatch.setattr(type(connections["default"]), "pg_version", version)
    monkeypatch.setattr(startup, "durability_require", lambda: None)
    if not refused:
        startup.database_require()
        return
    with pytest.raises(ImproperlyConfigured, match=rf"15 or newer.*is {refused}\."):
        startup.database_require()


@pytest.mark.pg
@pytest.mark.parametrize("entry", ["config.wsgi", "config.asgi"])
def test_a_fast_postgresql_is_refused_in_production(fresh_database, tmp_path, entry):
    env = production_env(tmp_path, DATABASE_URL=fresh_database.url)
    done = run("-c", f"import {entry}", env=env)
    assert done.returncode
    told = done.stderr.strip().splitlines()[-1]
    assert "may lose what it has acknowledged" in told
    assert "fsync = off" in told


@pytest.mark.pg
@pytest.mark.parametrize("entry", ["config.wsgi", "config.asgi"])
def test_a_durable_postgresql_is_taken_in_production(durable_database, tmp_path, entry):
    env = production_env(tmp_path, DATABASE_URL=durable_database.url)
    done = run("-c", f"import {entry}", env=env)
    assert (done.returncode, done.stderr) == (0, "")
