"""Which events of a log are exceptions, and in which words: read from `events.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

Words = dict[str, str]
OTHER: Final = "other"
_TABLE: Final = Path(__file__).with_name("events.toml")


@dataclass(frozen=True, slots=True)
class EventWords:
    """An exception: its kind, its words, and the keys of the body that may be shown."""

    kind: str
    words: Words
    by: str = ""
    why: str = ""
    before: str = ""
    after: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class EventTable:
    """The whole table."""

    kinds: dict[str, Words]
    codes: dict[str, Words]
    events: dict[str, EventWords]
    ordinary: frozenset[str]
    elsewhere: frozenset[str]

    def knows(self, name: str) -> bool:
        """Whether somebody has said what the event is to the witness."""
        return name in self.events or name in self.ordinary or name in self.elsewhere

    def words_of(self, name: str) -> EventWords:
        """What is shown of an event; one that nobody described is `other`, by its name."""
        return self.events.get(name) or EventWords(OTHER, {"zh": name, "en": name})

    def told(self, reason: str) -> Words:
        """A reason in both languages: a code's words, or a person's own as they are."""
        return self.codes.get(reason) or {"zh": reason, "en": reason}


@cache
def event_table() -> EventTable:
    """The table, read once. Raises KeyError for an event of a kind that is not there."""
    read = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    kinds: dict[str, Words] = read["kinds"]
    return EventTable(
        kinds=kinds,
        codes=read["codes"],
        events={name: _words(kinds, row) for name, row in read["events"].items()},
        ordinary=frozenset(read["ordinary"]),
        elsewhere=frozenset(read["elsewhere"]),
    )


def _words(kinds: dict[str, Words], row: dict[str, Any]) -> EventWords:
    kind: str = row.pop("kind")
    words = {language: row.pop(language) for language in ("zh", "en")}
    if kind not in kinds:
        raise KeyError(kind)
    return EventWords(kind, words, **row)
