"""Fixtures for every test: the database, real servers, the loopback guard.

Ordinary tests use pytest-django's `db` and roll back. What needs real commits, threads,
sockets or a browser takes `fresh_database`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from tests.loopback import refuse_outside_sockets
from tests.realservers import is_production, missing
from tests.servers.postgres import Postgres, ServerMissing
from tests.servers.s3 import S3
from tests.servers.smtp import Smtp
from tests.servers.valkey import Valkey

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.databases import FreshDatabase, Template

ROOT = Path(__file__).resolve().parents[1]
LOCMEM = "django.core.mail.backends.locmem"

# No example database beside the sources, no deadline: the machine may be busy.
settings.register_profile("house", database=None, deadline=None)
settings.load_profile("house")


def pytest_configure() -> None:
    """From here on, no test reaches another machine."""
    refuse_outside_sockets()


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request: pytest.FixtureRequest) -> None:
    """A database for each of xdist's workers.

    pytest-django knows only Django's own SQLite backend as one that needs no name: ours is in
    memory as well, so it is each process's own.
    """
    from django.conf import settings

    worker = getattr(request.config, "workerinput", {}).get("workerid")
    facts = settings.DATABASES["default"]
    if worker and not facts["ENGINE"].endswith("sqlite3"):
        facts.setdefault("TEST", {})["NAME"] = f"test_{facts['NAME']}_{worker}"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Make and migrate the test database, whoever asks first.

    pytest-django's own fixture looks for its mark only, and would leave a run of nothing but
    `fresh_database` tests without tables.
    """
    from django.test.utils import teardown_databases

    from tests.migrated import databases_make

    with django_db_blocker.unblock():
        config = databases_make()
    yield
    with django_db_blocker.unblock():
        teardown_databases(config, verbosity=0)


@pytest.fixture(autouse=True)
def mail_by_the_outbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the outbox sends lands in `django.core.mail.outbox`; all other mail is refused.

    Django's test environment opens its own door for mail; this one shuts it again. In a run for
    the production profile a message goes through the SMTP server first.
    """
    from django.conf import settings

    if settings.configured:
        monkeypatch.setattr(settings, "EMAIL_BACKEND", "core.notices.backends.RefusingBackend")
        way = "tests.letters.BySmtp" if is_production() else f"{LOCMEM}.EmailBackend"
        monkeypatch.setattr(settings, "NOTICE_MAIL_BACKEND", way)


@pytest.fixture(scope="session")
def database_template(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Template]:
    """The migrated test database, once, in a form from which copies are made.

    Its files outlive this worker: another one may copy what was made of it.
    """
    from django.db import connection

    from tests.databases import PostgresTemplate, SqliteTemplate

    with django_db_blocker.unblock():
        template: Template = (
            SqliteTemplate(Path(tempfile.mkdtemp(dir=os.environ["YISAI_TEST_HOME"])))
            if connection.vendor == "sqlite"
            else PostgresTemplate()
        )
        yield template
        template.close()


@pytest.fixture
def fresh_database(
    request: pytest.FixtureRequest,
    database_template: Template,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[FreshDatabase]:
    """A database of this test's own, to which `connections['default']` points meanwhile.

    `.url` is for other processes. Commits are real; nothing is rolled back.
    """
    from tests.databases import pointed_at

    if "db" in request.fixturenames:
        pytest.fail("a test takes either db or fresh_database, never both")
    with django_db_blocker.unblock():
        database = database_template.copy()
        try:
            with pointed_at(database.path_or_name):
                yield database
        finally:
            database_template.drop(database)


@pytest.fixture(scope="session")
def durable_cluster() -> Iterator[Postgres]:
    """A PostgreSQL with every default of durability; tests may kill it and restart it."""
    with ExitStack() as stack:
        try:
            cluster = stack.enter_context(Postgres("durable"))
        except ServerMissing as reason:
            missing(str(reason))
        yield cluster


@dataclass(frozen=True)
class DurableDatabase:
    """A migrated database on the durable cluster; `cluster.kill()`, `cluster.restart()`."""

    url: str
    name: str
    cluster: Postgres


@pytest.fixture(scope="session")
def durable_template(durable_cluster: Postgres) -> str:
    """The name of a migrated, empty database on the durable cluster."""
    from tests.kept import dump_exists, dump_restore

    url = durable_cluster.create_database("template_durable")
    if dump_exists():
        dump_restore(url)
        return "template_durable"
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "migrate", "--no-input", "-v", "0"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return "template_durable"


@pytest.fixture
def durable_database(durable_cluster: Postgres, durable_template: str) -> Iterator[DurableDatabase]:
    """A migrated database that survives `kill()`; other processes use its `.url`."""
    name = f"durable_{uuid.uuid4().hex[:12]}"
    url = durable_cluster.create_database(name, template=durable_template)
    yield DurableDatabase(url, name, durable_cluster)
    durable_cluster.drop_database(name)


@pytest.fixture
def files_now(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Files of the test's own on disk, at the moment that the factories mean by now."""
    from core import clock
    from tests.factories.moments import NOW

    settings.FILES_ROOT, settings.FILES_S3 = tmp_path, None
    with clock.frozen(NOW):
        yield


@pytest.fixture(scope="session")
def s3_server() -> Iterator[S3]:
    """One real S3 server with one bucket for the session."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(S3())
        except ServerMissing as reason:
            missing(str(reason))
        yield server


@pytest.fixture(scope="session")
def valkey_server() -> Iterator[Valkey]:
    """One real Valkey for the session; whoever kills it starts it again."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(Valkey())
        except ServerMissing as reason:
            missing(str(reason))
        yield server


@pytest.fixture(scope="session")
def mail_server() -> Iterator[Smtp]:
    """One real SMTP server for the session; take `smtp_server`."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(Smtp())
        except ServerMissing as reason:
            missing(str(reason))
        yield server


@pytest.fixture
def smtp_server(mail_server: Smtp) -> Iterator[Smtp]:
    """The mail server, well and empty whatever the test before did to it."""
    mail_server.forget()
    yield mail_server
    mail_server.accept()


@pytest.fixture(scope="session")
def chromium_browser() -> Iterator[Browser]:
    """One real Chromium for the session."""
    from tests.servers.chromium import chromium

    with ExitStack() as stack:
        # Playwright keeps a loop running in this thread; without this Django refuses its ORM.
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        try:
            browser = stack.enter_context(chromium())
        except ServerMissing as reason:
            missing(str(reason))
        yield browser


@pytest.fixture
def page(chromium_browser: Browser) -> Iterator[Page]:
    """A page in a browser context of this test's own."""
    context = chromium_browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    yield context.new_page()
    context.close()
