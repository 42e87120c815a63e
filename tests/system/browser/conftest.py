"""Fixtures of the browser tests. Pictures of every step lie in the tests' temporary folders:

pytest tests/system/browser --basetemp=DIR -o tmp_path_retention_policy=all
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker

from deploy.dev.authority import Pair
from tests.databases import FreshDatabase, Template
from tests.servers.chromium import ARGS, chromium_path, write_fontconfig
from tests.system.browser.final import DemoFinal, Theater, browser_arguments, certificate_make
from tests.system.browser.final_build import TWELVE, final_build
from tests.system.browser.hall import Hall, client_unbuilt, hall_open
from tests.system.browser.person import Album, Person, person_enter
from tests.system.browser.places import Played, played

Enter = Callable[..., Person]


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
def album(tmp_path: Path) -> Album:
    """Where this test's pictures go."""
    return Album(tmp_path / "pictures")


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


@contextmanager
def _theater(
    template: Template, tls: Pair, browser: Browser, folder: Path, **how: Any
) -> Iterator[Theater]:
    database = template.copy()
    try:
        built = final_build(template=template, database=database, folder=folder, tls=tls, **how)
        yield Theater(built, tls, browser)
    finally:
        template.drop(database)


@pytest.fixture(scope="session")
def theater(
    database_template: Template,
    final_tls: Pair,
    final_browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Theater]:
    """The demo final with 蓝鲸储能 on stage, built once; its copies are what tests play on."""
    folder = tmp_path_factory.mktemp("final")
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            built = _theater(database_template, final_tls, final_browser, folder)
            theater = stack.enter_context(built)
        yield theater


@pytest.fixture(scope="session")
def theater_of_twelve(
    database_template: Template,
    final_tls: Pair,
    final_browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Theater]:
    """The demo final with twelve judges, before its first team is called."""
    folder = tmp_path_factory.mktemp("final-twelve")
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            how = {"seats": TWELVE, "begun": False}
            built = _theater(database_template, final_tls, final_browser, folder, **how)
            theater = stack.enter_context(built)
        yield theater


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
