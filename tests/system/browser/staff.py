"""Members of an edition's staff, each in a window of her own on one server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser

from tests.servers.app import AppServer
from tests.system.browser.hall import Hall
from tests.system.browser.person import OFFICE, Album, Person, person_enter

Enter = Callable[[str, str], Person]


@contextmanager
def staff_enter(
    server: AppServer, browser: Browser, album: Album, document: dict[str, Any], second: str
) -> Iterator[Enter]:
    """Lets a role in at a page of the edition, signed in; `second` has a second factor at hand.

    At the end nobody's page may have told of a fault.
    """
    people: list[Person] = []
    with server:
        hall = Hall(server, document=document)

        def let_in(role: str, page: str) -> Person:
            person = person_enter(browser, hall, album, role, language="zh-Hans", size=OFFICE)
            people.append(person)
            if role == second:
                person.app = hall.app(role)
            person.open(f"/org/{hall.slug}{page}")
            person.sign_in(hall.email(role))
            return person

        try:
            yield let_in
        finally:
            for person in people:
                person.context.close()
            hall.close()
    assert [fault for person in people for fault in person.faults] == []
