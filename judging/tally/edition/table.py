"""From the rows of a CSV and the facts to what goes into a tally."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from judging.tally.edition.given import Given
from judging.tally.edition.refusal import ScoresRefused

ATTRIBUTES: Final = ("track", "division", "region", "panel", "stage", "registered")
COLUMNS: Final = (
    "entry", "judge", "criterion", "mark", "score", "judge_kind", "round", *ATTRIBUTES, "weight",
)  # fmt: skip
Table = dict[str, dict[str, dict[str, dict[str, str]]]]


def given_of_rows(
    rows: Iterable[Sequence[str]], facts: Mapping[str, Any], *, rounds: Sequence[str]
) -> Given:
    """What a CSV's rows (the first names the columns) and the facts say.

    ``rounds`` are the ids of the rulebook's rounds, for files without a column
    ``round``. Raises ``ScoresRefused``.
    """
    facts_check(facts)
    lines = iter(rows)
    header = [name.strip().removeprefix("\ufeff") for name in next(lines, ())]
    at = _columns(header)
    attributes: dict[str, dict[str, Any]] = {
        entry: dict(values) for entry, values in facts.get("entries", {}).items()
    }
    judges: dict[str, dict[str, Any]] = {
        judge: dict(values) for judge, values in facts.get("judges", {}).items()
    }
    reader = _Reader(at, len(header), rounds, attributes, judges)
    reader.entries_closed = bool(attributes)
    reader.judges_closed = bool(judges)
    for number, row in enumerate(lines, 2):
        if row:
            reader.take(number, row)
    return Given(
        sheets=reader.sheets,
        entries=attributes,
        judges=judges,
        decisions=tuple(facts.get("decisions", ())),
        listed=reader.entries_closed,
    )


def facts_check(facts: Mapping[str, Any]) -> None:
    """Raise ``ScoresRefused`` unless facts are objects by name and decisions a list of objects."""
    for part in ("entries", "judges"):
        rows = facts.get(part, {})
        if not isinstance(rows, Mapping) or not all(
            isinstance(each, Mapping) for each in rows.values()
        ):
            raise ScoresRefused("facts_malformed", part=part, wanted="an object of objects by name")
    rows = facts.get("decisions", [])
    if not isinstance(rows, list | tuple) or not all(isinstance(each, Mapping) for each in rows):
        raise ScoresRefused("facts_malformed", part="decisions", wanted="a list of objects")


def _columns(header: Sequence[str]) -> dict[str, int]:
    for name in header:
        if name not in COLUMNS:
            raise ScoresRefused("column_unknown", column=name, known=", ".join(COLUMNS))
        if name == "weight":
            raise ScoresRefused("column_unused", column=name)
    at = {name: index for index, name in enumerate(header)}
    needed = ["entry", "judge", *(["score"] if "score" in at else ["criterion", "mark"])]
    for name in needed:
        if name not in at:
            raise ScoresRefused("column_missing", column=name)
    return at


class _Reader:
    """Reads row after row into sheets and attributes."""

    def __init__(
        self,
        at: Mapping[str, int],
        width: int,
        rounds: Sequence[str],
        attributes: dict[str, dict[str, Any]],
        judges: dict[str, dict[str, Any]],
    ) -> None:
        self.at = at
        self.width = width
        self.rounds = rounds
        self.attributes = attributes
        self.judges = judges
        self.sheets: Table = {}
        self.entries_closed = self.judges_closed = False
        self.extra = [(name, at[name]) for name in ATTRIBUTES if name in at]

    def take(self, number: int, row: Sequence[str]) -> None:
        """One line of the file."""
        if len(row) != self.width:
            raise ScoresRefused("row_short", line=number, found=len(row), wanted=self.width)
        at = self.at
        entry, judge = row[at["entry"]], row[at["judge"]]
        if not entry:
            raise ScoresRefused("entry_missing", line=number)
        if entry not in self.attributes:
            if self.entries_closed:
                raise ScoresRefused("entry_unknown", entry=entry)
            self.attributes[entry] = {}
        if judge and judge not in self.judges:
            if self.judges_closed:
                raise ScoresRefused("judge_unknown", judge=judge)
            self.judges[judge] = {}
        self._attributes(entry, judge, row)
        name = "total" if "score" in at else row[at["criterion"]]
        text = row[at["score"]] if "score" in at else row[at["mark"]]
        cells = (
            self.sheets.setdefault(self._round(row), {}).setdefault(entry, {}).setdefault(judge, {})
        )
        if name in cells:
            raise ScoresRefused("mark_doubled", judge=judge, criterion=name, entry=entry)
        cells[name] = text

    def _round(self, row: Sequence[str]) -> str:
        if "round" in self.at:
            found = row[self.at["round"]]
            if found not in self.rounds:
                raise ScoresRefused("round_unknown", round=found, known=", ".join(self.rounds))
            return found
        if len(self.rounds) != 1:
            raise ScoresRefused("round_missing")
        return self.rounds[0]

    def _attributes(self, entry: str, judge: str, row: Sequence[str]) -> None:
        for name, index in self.extra:
            # An entry can sit before another panel in each round.
            key = f"panel@{self._round(row)}" if name == "panel" else name
            _set(self.attributes[entry], entry, key, row[index])
        if judge and "judge_kind" in self.at:
            _set(self.judges[judge], judge, "kind", row[self.at["judge_kind"]])


def _set(holder: dict[str, Any], owner: str, name: str, value: str) -> None:
    if not value:
        return
    known = holder.setdefault(name, value)
    if str(known) != value:
        raise ScoresRefused(
            "attribute_differs", entry=owner, attribute=name, first=known, second=value
        )
