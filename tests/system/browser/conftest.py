"""Fixtures of the browser tests.

A test that fails leaves a picture of each page that was open in its temporary folder. Pictures
of every step are taken where they are kept:

pytest tests/system/browser --basetemp=DIR -o tmp_path_retention_policy=all
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, expect
from pytest_django import DjangoDbBlocker

from deploy.dev.authority import Pair
from tests.databases import FreshDatabase, Template
from tests.realservers import is_worker
from tests.servers.chromium import ARGS, chromium_path, write_fontconfig
from tests.system.browser.final import DemoFinal, Theater, browser_arguments, certificate_make
from tests.system.browser.final_build import TWELVE, Built, final_build
from tests.system.browser.hall import Hall, client_unbuilt, hall_open
from tests.system.browser.person import PATIENCE_MS, Album, Person, person_enter
from tests.system.browser.places import Played, played
from tests.system.browser.shared import built_once, machine

Enter = Callable[..., Person]
# What takes longest begins first: in the end no worker is alone with it.
_FIRST = ("test_pages.py", "test_thread.py")
# A busy machine is slow, not wrong: what has to come within a time says so itself.
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any order otherwise, as everywhere."""
    items.sort(key=lambda item: item.path.name not in _FIRST)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """A test that measures by the clock has the machine to itself, whatever other workers do."""
    if not is_worker():
        return (yield)
    with machine(alone=item.get_closest_marker("alone") is not None):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where a test fails, each page that is open leaves a picture in its folder."""
    report = yield
    if call.when == "call" and report.failed and isinstance(item, pytest.Function):
        pages_kept(item.funcargs)
    return report


def pages_kept(given: Mapping[str, Any]) -> None:
    """Pictures of all pages, as far as they still can be taken."""
    if "tmp_path" not in given:
        return
    album = Album(given["tmp_path"] / "failed", kept=True)
    browsers = [given[name] for name in ("chromium_browser", "final_browser") if name in given]
    contexts = [context for browser in browsers for context in browser.contexts]
    for page in [page for context in contexts for page in context.pages]:
        with suppress(Error):
            album.take(page, "page", whole=False)


@pytest.fixture(scope="session", autouse=True)
def built_client() -> None:
    """The pages need the built client."""
    if sentence := client_unbuilt():
        pytest.fail(sentence)


@pytest.fixture(scope="session")
def world(
    database_template: Template, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Played]:
    """A final that is over; its readers leave it as it is."""
    database = database_template.copy()
    folder = tmp_path_factory.mktemp("pages")
    try:
        with hall_open(database_url=database.url, folder=folder, tempo=0.1) as hall:
            yield played(hall)
    finally:
        database_template.drop(database)


@pytest.fixture
def tempo() -> float:
    """How fast the product's waits go; a test may ask for its own by parametrizing."""
    return 0.1


@pytest.fixture
def hall(fresh_database: FreshDatabase, tmp_path: Path, tempo: float) -> Iterator[Hall]:
    """A server with the small edition."""
    with hall_open(database_url=fresh_database.url, folder=tmp_path, tempo=tempo) as opened:
        yield opened


@pytest.fixture
def album(request: pytest.FixtureRequest, tmp_path: Path) -> Album:
    """Where this test's pictures go, if the folders of tests that passed are kept at all."""
    kept = request.config.getini("tmp_path_retention_policy") == "all"
    return Album(tmp_path / "pictures", kept)


@pytest.fixture
def enter(chromium_browser: Browser, hall: Hall, album: Album, language: str) -> Iterator[Enter]:
    """Lets people in, each with a browser of their own; no page of theirs may throw."""
    people: list[Person] = []

    with ExitStack() as stack:

        def let_in(name: str, size: tuple[int, int], url: str | None = None) -> Person:
            person = person_enter(
                chromium_browser, hall, album, name, language=language, size=size, url=url
            )
            stack.callback(partial(person.context.close))
            people.append(person)
            return person

        yield let_in
    assert [fault for person in people for fault in person.faults] == []


@pytest.fixture(scope="session")
def final_tls(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The demo final's certificate, for its name and for the players' way to it."""
    return certificate_make(tmp_path_factory.mktemp("final-tls"))


@pytest.fixture(scope="session")
def final_browser(
    final_tls: Pair, chromium_browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A Chromium that knows the final's name and its certificate."""
    fonts = write_fontconfig(tmp_path_factory.mktemp("final-fonts"))
    launched = chromium_browser.browser_type.launch(
        executable_path=chromium_path(),
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        args=[*ARGS, *browser_arguments(final_tls)],
    )
    yield launched
    launched.close()


def _theater(
    name: str, template: Template, tls: Pair, browser: Browser, blocker: DjangoDbBlocker, **how: Any
) -> Theater:
    """A final to copy, played once in a run whichever worker asks first.

    Its database and its files stay until the run ends: another worker may still copy them.
    """

    def build(folder: Path) -> Built:
        with blocker.unblock():
            database = template.copy()
            return final_build(template=template, database=database, folder=folder, tls=tls, **how)

    return Theater(built_once(name, build), tls, browser)


@pytest.fixture(scope="session")
def theater(
    database_template: Template,
    final_tls: Pair,
    final_browser: Browser,
    django_db_blocker: DjangoDbBlocker,
) -> Theater:
    """The demo final with 蓝鲸储能 on stage, built once; its copies are what tests play on."""
    return _theater("final", database_template, final_tls, final_browser, django_db_blocker)


@pytest.fixture(scope="session")
def theater_of_twelve(
    database_template: Template,
    final_tls: Pair,
    final_browser: Browser,
    django_db_blocker: DjangoDbBlocker,
) -> Theater:
    """The demo final with twelve judges, before its first team is called."""
    how = {"seats": TWELVE, "begun": False}
    return _theater("twelve", database_template, final_tls, final_browser, django_db_blocker, **how)


@pytest.fixture
def final(
    theater: Theater,
    tmp_path: Path,
    album: Album,
    tempo: float,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[DemoFinal]:
    """A copy of the demo final of this test's own."""
    with django_db_blocker.unblock(), theater.copy(tmp_path, album, tempo=tempo) as opened:
        yield opened


@pytest.fixture(scope="session")
def final_shared(
    theater: Theater, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[DemoFinal]:
    """A copy for all who only read; take `final_read`."""
    folder = tmp_path_factory.mktemp("final-shared")
    with django_db_blocker.unblock():
        opened = theater.copy(folder, Album(folder / "pictures"))
        with opened as shared:
            yield shared


@pytest.fixture
def final_read(
    final_shared: DemoFinal, album: Album, django_db_blocker: DjangoDbBlocker
) -> Iterator[DemoFinal]:
    """The demo final for a test that changes nothing in it; its browsers are its own."""
    with django_db_blocker.unblock(), final_shared.visited(album):
        yield final_shared
