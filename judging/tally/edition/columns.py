"""A large CSV in columns: the same cells as row by row, read at once.

Whatever is out of the ordinary in the file is left to the reader of rows, which
says what is wrong; a test compares both on the same files.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from judging.tally.edition.given import Cells, Given
from judging.tally.edition.table import ATTRIBUTES, COLUMNS, facts_check

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

_KEYED: Final = ("entry", "judge", "criterion")
_SIGN: Final = b"\x01"


@dataclass(frozen=True, slots=True)
class Coded:
    """A column as codes into its distinct texts."""

    codes: "Ints"
    texts: list[str]


@dataclass(frozen=True)
class Columns(Mapping[str, Mapping[str, Cells]]):
    """One round's cells, sorted by entry, judge and name; read like nested mappings.

    ``starts`` has the first row of each entry and the end of the last one.
    """

    entries: list[str]
    judge: Coded
    name: Coded
    mark: Coded
    starts: "Ints"
    at: Mapping[str, int] = field(default_factory=dict)

    def __getitem__(self, entry: str) -> Mapping[str, Cells]:
        number = self.at[entry]
        first, end = int(self.starts[number]), int(self.starts[number + 1])
        found: dict[str, dict[str, str]] = {}
        rows = zip(
            self.judge.codes[first:end].tolist(),
            self.name.codes[first:end].tolist(),
            self.mark.codes[first:end].tolist(),
            strict=True,
        )
        for judge, name, mark in rows:
            sheet = found.setdefault(self.judge.texts[judge], {})
            sheet[self.name.texts[name]] = self.mark.texts[mark]
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def given_of_columns(
    data: bytes, facts: Mapping[str, Any], *, rounds: Sequence[str]
) -> Given | None:
    """What the bytes of a CSV and the facts say; None where rows must be looked at one by one.

    Raises ``ScoresRefused`` for facts that are no objects.
    """
    facts_check(facts)
    table = _table(data)
    if table is None or any("" in column.texts for column in table.values()):
        return None
    attributes = {entry: dict(each) for entry, each in facts.get("entries", {}).items()}
    judges = {judge: dict(each) for judge, each in facts.get("judges", {}).items()}
    listed = bool(attributes)
    if not _named(table["entry"].texts, attributes) or not _named(table["judge"].texts, judges):
        return None
    by_round = _rounds(table, rounds)
    if by_round is None or not _attributes(table, by_round, attributes, judges):
        return None
    found: dict[str, Columns] = {}
    for round_id, rows in by_round.items():
        columns = _columns({name: _only(column, rows) for name, column in table.items()})
        if columns is None:
            return None
        found[round_id] = columns
    return Given(found, attributes, judges, tuple(facts.get("decisions", ())), listed)


def _table(data: bytes) -> dict[str, Coded] | None:
    """The columns of the file, or None where its header is out of the ordinary."""
    import numpy as np
    import pandas as pd

    first, _, rest = data.partition(b"\n")
    # A first row of signs keeps numbers texts: 1.50 and 1.5 are typed differently.
    row = b",".join([_SIGN] * (first.count(b",") + 1))
    try:
        frame = pd.read_csv(
            BytesIO(first + b"\n" + row + b"\n" + rest),
            dtype="category",
            na_filter=False,
            encoding="utf-8-sig",
            index_col=False,
        )
    except (ValueError, UnicodeDecodeError):
        return None
    names = list(frame.columns)
    known = all(name in COLUMNS and name != "weight" for name in names)
    if not known or not {"entry", "judge"} <= set(names):
        return None
    if ("score" in names) == ("mark" in names) or ("mark" in names) != ("criterion" in names):
        return None
    found: dict[str, Coded] = {}
    for name in names:
        texts = list(frame[name].cat.categories)
        if texts[:1] != [_SIGN.decode()] or len(frame) < 2:
            return None
        codes = frame[name].cat.codes.to_numpy()[1:].astype(np.int64)
        found[name] = Coded(codes - 1, texts[1:])
    if "score" in found:
        found["mark"] = found.pop("score")
        found["criterion"] = Coded(np.zeros(len(frame) - 1, dtype=np.int64), ["total"])
    return found


def _named(texts: Sequence[str], known: dict[str, dict[str, Any]]) -> bool:
    """Whether the facts know all names; without facts the names make themselves known."""
    if known:
        return all(text in known for text in texts)
    known.update((text, {}) for text in texts)
    return True


def _rounds(table: dict[str, Coded], rounds: Sequence[str]) -> dict[str, "Ints"] | None:
    """The rows of each round."""
    import numpy as np

    column = table.pop("round", None)
    if column is None:
        return {rounds[0]: np.arange(len(table["entry"].codes))} if len(rounds) == 1 else None
    if not set(column.texts) <= set(rounds):
        return None
    return {text: np.flatnonzero(column.codes == at) for at, text in enumerate(column.texts)}


def _only(column: Coded, rows: "Ints") -> Coded:
    """The column's part in some rows, with the texts that occur there."""
    import numpy as np

    if len(rows) == len(column.codes):
        return column
    found, codes = np.unique(column.codes[rows], return_inverse=True)
    return Coded(codes.astype(np.int64), [column.texts[at] for at in found.tolist()])


def _attributes(
    table: dict[str, Coded],
    by_round: Mapping[str, "Ints"],
    entries: dict[str, dict[str, Any]],
    judges: dict[str, dict[str, Any]],
) -> bool:
    """Set what columns say of entries and judges; False where they do not agree."""
    for name in ATTRIBUTES:
        column = table.pop(name, None)
        if column is None:
            continue
        for round_id, rows in by_round.items():
            key = f"panel@{round_id}" if name == "panel" else name
            if not _set(_only(table["entry"], rows), _only(column, rows), key, entries):
                return False
    kinds = table.pop("judge_kind", None)
    return kinds is None or _set(table["judge"], kinds, "kind", judges)


def _set(owner: Coded, column: Coded, name: str, holders: dict[str, dict[str, Any]]) -> bool:
    import numpy as np

    first = np.zeros(len(owner.texts), dtype=np.int64)
    first[owner.codes] = column.codes
    if not bool((first[owner.codes] == column.codes).all()):
        return False
    for at in np.unique(owner.codes).tolist():
        text = column.texts[first[at]]
        if str(holders[owner.texts[at]].setdefault(name, text)) != text:
            return False
    return True


def _columns(table: Mapping[str, Coded]) -> Columns | None:
    """One round, sorted; None where a cell stands twice."""
    import numpy as np

    entry, judge, name = (table[each] for each in _KEYED)
    key = entry.codes * len(judge.texts) + judge.codes
    key = key * len(name.texts) + name.codes
    order = np.argsort(key, kind="stable")
    sorted_key = key[order]
    if bool((sorted_key[1:] == sorted_key[:-1]).any()):
        return None
    codes = entry.codes[order]
    firsts = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1])))
    entries = [entry.texts[at] for at in codes[firsts].tolist()]
    return Columns(
        entries,
        Coded(judge.codes[order], judge.texts),
        Coded(name.codes[order], name.texts),
        Coded(table["mark"].codes[order], table["mark"].texts),
        np.concatenate((firsts, [len(codes)])),
        {each: at for at, each in enumerate(entries)},
    )
