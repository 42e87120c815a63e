"""A published sheet judged in a room and counted by `rank`: the same scores and places."""

import random
from decimal import Decimal
from pathlib import Path

import pytest

from contest.rulebook.document import rulebook_for_rooms, rulebook_of_document
from contest.rulebook.text import document_read
from core.numbers import mark_text
from judging.tally.edition.edition import edition_tally
from judging.tally.edition.given import Given
from judging.tally.edition.rank import ranking
from judging.tally.sheet import Sheet
from judging.tally.tally import tally

SHEET = Path(__file__).resolve().parents[3] / "contest/library/rulebooks/nested-8plus7.yaml"
DOCUMENT = document_read(SHEET.read_text(encoding="utf-8"))


@pytest.mark.parametrize("seed", range(12))
def test_room_and_rank_agree(seed: int):
    chance = random.Random(seed)
    room, whole = rulebook_for_rooms(DOCUMENT), rulebook_of_document(DOCUMENT)
    sheets: dict[str, list[Sheet]] = {}
    cells: dict[str, dict[str, dict[str, str]]] = {}
    for entry in "ABCDEFG":
        seats = [str(seat) for seat in range(1, 6) if chance.random() < 0.9]
        marks = {
            seat: {
                line.id: chance.randrange(5, line.max // 100 + 1) * 100 for line in room.criteria
            }
            for seat in seats
        }
        sheets[entry] = [Sheet(seat, row) for seat, row in marks.items()]
        cells[entry] = {
            seat: {key: mark_text(mark) for key, mark in row.items()} for seat, row in marks.items()
        }
    counted = tally(room, sheets)
    entries: dict[str, dict[str, str]] = {entry: {} for entry in sheets}
    found = ranking(edition_tally(whole, Given(sheets={"final": cells}, entries=entries)))
    ranked = {each["entry"]: (each["score"], each["rank"]) for each in found["entries"]}
    for row in counted.rows:
        score, rank = ranked[row.entry]
        assert rank == row.rank
        assert (None if score is None else Decimal(score)) == (
            None if row.final is None else Decimal(row.final)
        )
