"""A pytest plug-in: chooses and starts the database before Django reads its settings.

pytest-django calls `django.setup()` before any conftest hook, so a DATABASE_URL set there is
ignored and the run silently uses SQLite. Hence a plug-in, loaded by `-p tests.realservers`.

YISAI_TEST_DB=sqlite|pg      which database this run is for (default sqlite)
YISAI_TEST_PROFILE=production  PostgreSQL, and Valkey, S3 and SMTP instead of what one process has
YISAI_ONLY_DATABASE=1        leave out tests that touch no database (they ran on SQLite)
YISAI_REQUIRE_SERVERS=1      a missing real server or browser fails instead of being skipped
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

import pytest

from tests.servers.postgres import Postgres, ServerMissing
from tests.servers.rack import Rack
from tests.servers.s3 import bucket_beside

DATABASE_FIXTURES = {"db", "fresh_database", "durable_database", "database_template"}
_running = ExitStack()


def is_production() -> bool:
    """Tell whether this run is for the stores of the production profile."""
    asked = os.environ.get("YISAI_TEST_PROFILE", "embedded")
    if asked not in {"embedded", "production"}:
        raise pytest.UsageError(
            f"YISAI_TEST_PROFILE is {asked!r}; it must be embedded or production"
        )
    return asked == "production"


def asked_database() -> str:
    """Return the vendor this run is for: sqlite or pg."""
    asked = os.environ.get("YISAI_TEST_DB", "pg" if is_production() else "sqlite")
    if is_production() and asked != "pg":
        raise pytest.UsageError("The production profile stands on PostgreSQL: YISAI_TEST_DB=pg")
    if asked not in {"sqlite", "pg"}:
        raise pytest.UsageError(f"YISAI_TEST_DB is {asked!r}; it must be sqlite or pg")
    return asked


def is_worker() -> bool:
    """Tell whether this process is one of xdist's workers; they use their parent's cluster."""
    return "PYTEST_XDIST_WORKER" in os.environ


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Start what the run needs before pytest-django looks at the environment."""
    asked = asked_database()
    if not is_worker():
        home = Path(_running.enter_context(tempfile.TemporaryDirectory(prefix="yt-")))
        os.environ["YISAI_TEST_HOME"] = str(home)
        if is_production():
            _start_rack(home)
        elif asked == "sqlite":
            os.environ["DATABASE_URL"] = f"sqlite:///{home / 'yisai.sqlite3'}"
        else:
            _start_fast_cluster()
    elif is_production():
        worker = os.environ["PYTEST_XDIST_WORKER"]
        os.environ["CACHE_URL"] = _own_cache(worker)
        # Worlds of one seed name their files alike: no other worker writes into this one's.
        os.environ["FILES_URL"] = bucket_beside(os.environ["FILES_URL"], f"pitches-{worker}")
    var = Path(os.environ["YISAI_TEST_HOME"], os.environ.get("PYTEST_XDIST_WORKER", "main"))
    var.mkdir(exist_ok=True)
    os.environ["VAR_DIR"] = str(var)
    return (yield)


def _start_fast_cluster() -> None:
    try:
        cluster = _running.enter_context(Postgres("fast"))
    except ServerMissing as missing:
        raise pytest.UsageError(f"PostgreSQL was asked for and cannot run: {missing}") from missing
    os.environ["DATABASE_URL"] = cluster.create_database("yisai")


def _start_rack(home: Path) -> None:
    try:
        rack = _running.enter_context(Rack(home / "rack", kind="fast"))
    except ServerMissing as missing:
        raise pytest.UsageError(f"The production profile cannot run: {missing}") from missing
    # The keys stay the run's own, as in every other run.
    os.environ.update({name: url for name, url in rack.env.items() if name.endswith("_URL")})


def _own_cache(worker: str) -> str:
    """A part of the cache that no other worker empties: its own number on the same server."""
    server = os.environ["CACHE_URL"].rpartition("/")[0]
    return f"{server}/{2 + int(worker.removeprefix('gw'))}"


def pytest_unconfigure() -> None:
    """End what was started, in the process that started it."""
    _running.close()


def needs_database(item: pytest.Item) -> bool:
    """Tell whether a test touches a database or a real server."""
    fixtures = set(getattr(item, "fixturenames", ()))
    named = any(item.get_closest_marker(name) for name in ("pg", "django_db"))
    return named or bool(fixtures & DATABASE_FIXTURES)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what would only repeat another section of the run."""
    if os.environ.get("YISAI_ONLY_DATABASE") != "1":
        return
    kept = [item for item in items if needs_database(item)]
    if gone := [item for item in items if not needs_database(item)]:
        config.hook.pytest_deselected(items=gone)
        items[:] = kept


def missing(reason: str) -> NoReturn:
    """Skip for want of a real server, or fail where the run may not skip."""
    if os.environ.get("YISAI_REQUIRE_SERVERS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
