"""Worlds in databases of their own, and what their columns fetch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from api.live.threads import threads_stop
from judging.services.scoring.queue import writers
from tests.databases import Template, pointed_at
from tests.system.policy.world import Cast, cast_of
from tests.system.secrecy.everything import Choices, choices_of, fetch_all
from tests.worlds import Day

Build = Callable[[], Day]
Found = dict[str, dict[str, bytes]]


class Worlds:
    """Builds a world in a database of its own and fetches it."""

    def __init__(self, template: Template) -> None:
        self._template = template

    def fetch(
        self, build: Build, columns: set[str], choices: Choices | None = None
    ) -> tuple[Found, Choices]:
        """Everything that the columns see; `choices` asks for another world's ids."""
        with self.world(build) as cast:
            asked = choices or choices_of(cast)
            return fetch_all(cast, columns, asked), asked

    def differences(self, one: Build, other: Build, columns: set[str]) -> list[str]:
        """`column address` wherever a byte differs between the two worlds."""
        before, choices = self.fetch(one, columns)
        after, _ = self.fetch(other, columns, choices)
        return differences(before, after)

    @contextmanager
    def world(self, build: Build) -> Iterator[Cast]:
        database = self._template.copy()
        try:
            with pointed_at(database.path_or_name):
                yield cast_of(build())
                writers.stop()
                threads_stop()
        finally:
            self._template.drop(database)


def differences(one: Found, other: Found) -> list[str]:
    """`column address` wherever a byte differs, over the columns of `one`."""
    return [
        f"{column} {address}"
        for column, found in one.items()
        for address, answer in found.items()
        if answer != other[column][address]
    ]
