"""The policy table: rows by hand in TOML, expanded to cells. `docs/policy.md` says how to read it.

A file holds one resource:

    [fieldsets]
    row = "id, title, team{id, name}"
    full = "...row, rev"

    [[row]]
    route = "PATCH /api/v1/entries/{entry_id}"
    body = {title = "x"}
    cells."@signed_in" = "*: 403 not_allowed"
    cells.team_leader = "open: 200 full | closed..: 409 deadline_passed"

A cell says, per phase, the status and then the field set (2xx) or the problem code (else).
`a..b` is a range of phases, `a..` and `..b` are open ended, `*` is every phase. Unsaid is 404,
or 401 for the anonymous on a route that is not `public`. `@name` is a group of `groups.toml`; a
later line overrides what a group said before it. The field set `none` is a list without a row.

`form` is the body of a page's form, sent as a browser sends it, instead of `body`.

`case` tells several rows of one route apart, `given` names a situation (`situations.py`) in
which the row is asked, `example` gives a path where the route is a pattern of many, `places`
says what a place of the path stands for in this row.

Sockets speak the same language: a frame that is answered is 200 with the field set of the
answer's body (an operation: of its outcome, and the set is named after the outcome), `refused`
and a refused operation are their problem's status and code, and close codes 44xx are 4xx.
`first` is a frame sent before, `undo` one sent after a success, so that columns can share a room.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.system.policy.shapes import Shape, shapes_parse

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
GROUPS_FILE = "groups.toml"
_CLAUSE = re.compile(r"^(?P<phases>[a-z.,* ]+):\s*(?P<status>\d{3})(?:\s+(?P<what>[a-z_]+))?$")

Groups = Mapping[str, list[str]]
Cells = dict[str, dict[str, "Expected"]]


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
    cells: Cells
    body: Any = None
    form: dict[str, str] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    public: bool = False
    fieldsets: Mapping[str, Shape] = field(default_factory=dict)
    example: str = ""
    places: dict[str, str] = field(default_factory=dict)
    case: str = ""
    given: str = ""
    first: Any = None
    undo: Any = None

    @property
    def name(self) -> str:
        """The route, and which of its rows this is."""
        return f"{self.route} ({self.case})" if self.case else self.route

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
        if column == "screen":  # nobody is signed in on a hall's screen either
            return self.expected("anonymous", phase)
        if column == "anonymous" and not self.public:
            return Expected(401)
        return Expected(404)


def groups_of(folder: Path) -> Groups:
    """The named groups of columns."""
    groups: Groups = tomllib.loads((folder / GROUPS_FILE).read_text(encoding="utf-8"))["groups"]
    return groups


def load(folder: Path) -> list[Row]:
    """Every row of the folder's files, in order. Raises TableError naming file and route."""
    groups = groups_of(folder)
    files = [path for path in sorted(folder.glob("*.toml")) if path.name != GROUPS_FILE]
    return [row for path in files for row in _rows(path, groups)]


def _rows(path: Path, groups: Groups) -> Iterator[Row]:
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    fieldsets = {"none": {}, **shapes_parse(document.pop("fieldsets", {}))}
    for raw in document.pop("row"):
        try:
            cells = cells_of(raw.pop("cells", {}), groups)
            _require_fieldsets(cells, fieldsets)
            yield Row(resource=path.stem, cells=cells, fieldsets=fieldsets, **raw)
        except (TableError, TypeError) as error:
            raise TableError(f"{path.name}: {raw.get('route')}: {error}") from error
    if document:
        raise TableError(f"{path.name}: what is {sorted(document)}?")


def cells_of(said: Mapping[str, str], groups: Groups) -> Cells:
    """The cells by column and phase: a later line overrides what a group said before it."""
    found: Cells = {}
    named: set[tuple[str, str]] = set()
    for columns, text in said.items():
        phases = parse_cell(text)
        for column, by_name in _columns(columns, groups):
            again = sorted(phase for phase in phases if (column, phase) in named)
            if again and by_name:
                raise TableError(f"{column} is said twice for {again}")
            if again:
                raise TableError(f"{columns} would override {column}, which is said by name")
            found.setdefault(column, {}).update(phases)
            if by_name:
                named |= {(column, phase) for phase in phases}
    return found


def _columns(text: str, groups: Groups) -> Iterator[tuple[str, bool]]:
    for word in text.split():
        if not word.startswith("@"):
            yield word, True
        elif word[1:] in groups:
            yield from ((column, False) for column in groups[word[1:]])
        else:
            raise TableError(f"no group {word}")


def _require_fieldsets(cells: Cells, fieldsets: Mapping[str, Shape]) -> None:
    said = {each.what for cell in cells.values() for each in cell.values() if each.status < 300}
    unknown = sorted(said - set(fieldsets) - {""})
    if unknown:
        raise TableError(f"no field set {unknown}")


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
        low = _index(first) if first else 0
        if not dots:
            found.append(PHASES[low])
            continue
        high = _index(last) if last else len(PHASES) - 1
        found += PHASES[low : high + 1]
    return found


def _index(phase: str) -> int:
    if phase not in PHASES:
        raise TableError(f"no phase {phase!r}")
    return PHASES.index(phase)
