"""Any sound rulebook, written out and read in again, is the same to the last sign."""

from typing import Any

import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.management.rulebook_file import rulebook_checked
from contest.rulebook.text import document_write
from contest.rulebook.v1.check import rulebook_check
from contest.rulebook.v1.read import rulebook_read

seen = st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t\u0085\u2028")
words = st.text(seen, min_size=1, max_size=12).filter(lambda text: text.strip())
names = st.fixed_dictionaries({"zh": words, "en": words})


@st.composite
def criteria(draw: st.DrawFn, prefix: str, depth: int) -> tuple[list[dict[str, Any]], int]:
    """Lines side by side and what they add up to."""
    rows, total = [], 0
    for index in range(draw(st.integers(1, 4))):
        key = f"{prefix}_{index}"
        row: dict[str, Any] = {"id": key, "name": draw(names)}
        if depth and draw(st.booleans()):
            row["criteria"], points = draw(criteria(key, depth - 1))
        else:
            points = draw(st.integers(1, 40))
        row["max"] = draw(st.sampled_from([points, str(points), f"{points}.0", f"{points}.00"]))
        rows.append(row)
        total += points
    return rows, total


@st.composite
def rulebooks(draw: st.DrawFn) -> dict[str, Any]:
    """A sound document: a random tree, panel, trim and ladder."""
    rows, total = draw(criteria("line", 2))
    seats = draw(st.integers(3, 15))
    combine = {"method": "trimmed", "drop_high": 1, "needs": draw(st.integers(2, seats))}
    steps = st.sampled_from(["sum_of_all", "median", "count_back", "head_to_head", "vote"])
    ladder = draw(st.lists(steps, unique=True, max_size=4))
    end = draw(st.sampled_from(["chair", "lots", "share", "promote_all"]))
    return {
        "rulebook": 1,
        "name": draw(names),
        "sources": [{"title": draw(words), "note": draw(words)}],
        "rubrics": [{"id": "sheet", "name": draw(names), "total": total, "criteria": rows}],
        "rounds": [
            {
                "id": "final",
                "name": draw(names),
                "kind": "final",
                "mode": "live",
                "panel": {"seats": seats},
                "components": [
                    {"id": "jury", "kind": "sheet", "rubric": "sheet", "combine": combine}
                ],
                "ties": [{"rule": rule} for rule in [*ladder, end]],
            }
        ],
    }


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(rulebooks())
def test_export_then_import_is_the_identity(document: dict[str, Any]):
    assert rulebook_check(document) == []
    for text in (document_write(document), rfc8785.dumps(document).decode()):
        again = rulebook_checked(text.encode())
        assert again.sound
        assert again.document == document
        assert again.hash == rulebook_read(document).hash
        assert rulebook_read(again.document) == rulebook_read(document)
