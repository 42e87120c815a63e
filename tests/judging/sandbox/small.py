"""Small rulebooks and small tables of scores for the sandbox's tests."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from contest.rulebook.v1.read import rulebook_read
from contest.rulebook.v1.rulebook import Rulebook
from judging.tally.edition.given import Given

MEAN: dict[str, Any] = {"method": "mean"}
TRIMMED: dict[str, Any] = {"method": "trimmed", "drop_high": 1, "drop_low": 1, "needs": 3}
NAME = {"zh": "名", "en": "Name"}


def document(
    *,
    combine: Mapping[str, Any] = MEAN,
    total: int = 100,
    seats: int = 5,
    criteria: Sequence[Mapping[str, Any]] = (),
    awards: Sequence[Mapping[str, Any]] = (),
    **round_: Any,
) -> dict[str, Any]:
    """A document of one round with one component of sheets."""
    rubric: dict[str, Any] = {"id": "sheet", "name": NAME, "total": total}
    if criteria:
        rubric["criteria"] = [{"name": NAME, **each} for each in criteria]
    found: dict[str, Any] = {
        "rulebook": 1,
        "name": NAME,
        "rubrics": [rubric],
        "rounds": [
            {
                "id": "final",
                "name": NAME,
                "kind": "final",
                "mode": "live",
                "panel": {"seats": seats},
                "components": [
                    {"id": "jury", "kind": "sheet", "rubric": "sheet", "combine": dict(combine)}
                ],
                **round_,
            }
        ],
    }
    if awards:
        found["awards"] = [{"name": NAME, **each} for each in awards]
    return deepcopy(found)


def rules(**words: Any) -> Rulebook:
    """The rulebook of such a document."""
    return rulebook_read(document(**words))


def scores(table: Mapping[str, Sequence[int | None]], *, round_id: str = "final") -> Given:
    """Totals by entry; the judges are 1, 2, 3 …, None is no sheet."""
    sheets = {
        entry: {
            str(number): {"total": str(mark)}
            for number, mark in enumerate(marks, 1)
            if mark is not None
        }
        for entry, marks in table.items()
    }
    most = max((len(marks) for marks in table.values()), default=0)
    return Given(
        sheets={round_id: sheets},
        entries={entry: {} for entry in table},
        judges={str(number): {} for number in range(1, most + 1)},
        listed=True,
    )
