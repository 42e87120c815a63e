"""Fixtures of the browser tests. Pictures of every step lie in the tests' temporary folders:

pytest tests/system/browser --basetemp=DIR -o tmp_path_retention_policy=all
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.databases import FreshDatabase, Template
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
