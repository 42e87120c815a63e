"""The policy table: rows by hand in TOML, expanded to cells.

A file holds one resource:

    [fieldsets]
    full = ["id", "title"]

    [[row]]
    route = "PATCH /api/v1/entries/{entry}"
    body = {title = "x"}
    cells.team_leader = "open: 200 full | closed..: 409 deadline_passed"

`example` gives a path where the route is a pattern of many, `places` names what a place of the
path stands for in this row. A cell says, per phase, the status and then the field set (2xx) or
the problem code (else).
`a..b` is a range of phases, `a..` and `..b` are open ended, `*` is every phase. Unsaid is 404,
or 401 for the anonymous on a route that is not public.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PHASES = (
    "draft",
    "open",
    "closed",
    "judging",
    "deliberation",
    "armed",
    "published",
    "archived",
)
_CLAUSE = re.compile(r"^(?P<phases>[a-z.,* ]+):\s*(?P<status>\d{3})(?:\s+(?P<what>[a-z_]+))?$")


class TableError(ValueError):
    """A row that cannot be read."""


@dataclass(frozen=True)
class Expected:
    """What one cell must answer: `what` is a field set of a 2xx, else a problem code."""

    status: int
    what: str = ""


@dataclass(frozen=True)
class Row:
    """One route and method, and who gets what in which phase."""

    resource: str
    route: str
    cells: dict[str, dict[str, Expected]]
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    public: bool = False
    fieldsets: dict[str, frozenset[str]] = field(default_factory=dict)
    example: str = ""
    places: dict[str, str] = field(default_factory=dict)

    @property
    def method(self) -> str:
        """GET, POST, …, or SOCKET for a frame type."""
        return self.route.split(" ", 1)[0]

    @property
    def path(self) -> str:
        """The path with its named places; a route of many paths names one as `example`."""
        return self.example or self.route.split(" ", 1)[1]

    def expected(self, column: str, phase: str) -> Expected:
        """The cell's answer; unsaid is 404, or 401 for the anonymous."""
        said = self.cells.get(column, {}).get(phase)
        if said is not None:
            return said
        if column == "anonymous" and not self.public:
            return Expected(401)
        return Expected(404)


def load(folder: Path) -> list[Row]:
    """Every row of the folder's files, in order. Raises TableError naming file and route."""
    return [row for path in sorted(folder.glob("*.toml")) for row in _rows(path)]


def _rows(path: Path) -> Iterator[Row]:
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    fieldsets = {name: frozenset(keys) for name, keys in document.get("fieldsets", {}).items()}
    for raw in document["row"]:
        try:
            cells = {
                column: parse_cell(text)
                for columns, text in raw.get("cells", {}).items()
                for column in columns.split()
            }
        except TableError as error:
            raise TableError(f"{path.name}: {raw['route']}: {error}") from error
        yield Row(
            resource=path.stem,
            route=raw["route"],
            cells=cells,
            body=raw.get("body"),
            headers=raw.get("headers", {}),
            public=raw.get("public", False),
            fieldsets=fieldsets,
            example=raw.get("example", ""),
            places=raw.get("places", {}),
        )


def parse_cell(text: str) -> dict[str, Expected]:
    """`"open..published: 200 full | archived: 200 public"` by phase."""
    found: dict[str, Expected] = {}
    for clause in text.split("|"):
        matched = _CLAUSE.match(clause.strip())
        if matched is None:
            raise TableError(f"cannot read {clause.strip()!r}")
        expected = Expected(int(matched["status"]), matched["what"] or "")
        for phase in _phases(matched["phases"]):
            if phase in found:
                raise TableError(f"{phase} is said twice")
            found[phase] = expected
    return found


def _phases(text: str) -> list[str]:
    if text.strip() == "*":
        return list(PHASES)
    found: list[str] = []
    for item in text.split(","):
        first, dots, last = (part.strip() for part in item.partition(".."))
        low = PHASES.index(first) if first else 0
        if not dots:
            found.append(PHASES[low])
            continue
        high = PHASES.index(last) if last else len(PHASES) - 1
        found += PHASES[low : high + 1]
    return found
