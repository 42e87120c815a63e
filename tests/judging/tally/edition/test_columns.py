"""Read in columns, or counted at once: the same bytes as row by row."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rulebook.document import rulebook_of_document
from contest.rulebook.v1.rulebook import Rulebook
from judging.tally.edition.columns import Columns, given_of_columns
from judging.tally.edition.edition import edition_tally, field_of
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.edition.report import to_json
from judging.tally.edition.table import given_of_rows
from tests.judging.tally.edition.runner import CASES, case_inputs
from tests.judging.tally.edition.test_properties import COMBINES, HEADER, NAME, rows_of, rulebook

ALL = sorted(path.parent for path in CASES.glob("*/expected.json"))


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_every_case_read_in_columns_gives_the_same_bytes(case: Path) -> None:
    document, scores, facts = case_inputs(case)
    book = rulebook_of_document(document)
    rounds = [each.id for each in book.rounds]
    columns = given_of_columns(scores.encode(), facts, rounds=rounds)
    if columns is None:
        return
    rows = given_of_rows(csv.reader(io.StringIO(scores)), facts, rounds=rounds)
    assert to_json(edition_tally(book, columns)) == to_json(edition_tally(book, rows))


def test_most_cases_are_read_in_columns() -> None:
    read = [
        case.name
        for case in ALL
        for document, scores, facts in [case_inputs(case)]
        if given_of_columns(
            scores.encode(),
            facts,
            rounds=[each.id for each in rulebook_of_document(document).rounds],
        )
    ]
    # A file with an empty cell is looked at row by row: half of the cases have one.
    assert "trimmed_five" in read
    assert len(read) > len(ALL) / 2


WHOLE = st.dictionaries(
    st.sampled_from("abcdef"),
    st.dictionaries(
        st.sampled_from("1234567"),
        st.tuples(st.integers(0, 12), st.integers(0, 8)),
        min_size=1,
    ),
    min_size=1,
)


@given(
    st.sampled_from([at for at, each in enumerate(COMBINES) if "classes" not in each]),
    st.sampled_from(range(3)),
    WHOLE,
    st.randoms(use_true_random=False),
)
def test_counted_at_once_is_counted_the_same(
    combine: int, ties: int, table: Any, random: Any
) -> None:
    book = rulebook(combine, ties, 0)
    rows = rows_of(table)
    random.shuffle(rows)
    text = "\n".join(",".join(row) for row in [HEADER, *rows]) + "\n"
    columns = given_of_columns(text.encode(), {}, rounds=["final"])
    assert columns is not None
    again = given_of_rows([HEADER, *rows], {}, rounds=["final"])
    assert to_json(edition_tally(book, columns)) == to_json(edition_tally(book, again))


def plain(**round_: Any) -> Rulebook:
    lines = [{"id": each, "name": NAME, "max": 10, "step": "0.5"} for each in ("idea", "plan")]
    sheet = {"id": "sheet", "name": NAME, "total": 20, "criteria": lines}
    component = {"id": "jury", "kind": "sheet", "rubric": "sheet"}
    final = {
        "id": "final",
        "name": NAME,
        "kind": "final",
        "mode": "live",
        "panel": {"seats": 2},
        "components": [component],
        **round_,
    }
    return rulebook_of_document(
        {"rulebook": 1, "name": NAME, "rubrics": [sheet], "rounds": [final]}
    )


def at_once(book: Rulebook, text: str, facts: dict[str, Any] | None = None) -> bool:
    """Whether a round is counted at once."""
    read = given_of_columns(text.encode(), facts or {}, rounds=["final"])
    assert read is not None
    entries = tuple(read.sheets["final"])
    return field_of(book, book.rounds[0], read, entries, {}).quick is not None


SHEETS = "entry,judge,criterion,mark\na,1,idea,5\na,1,plan,5.5\nb,1,plan,6\nb,1,idea,7\n"


def test_whole_plain_sheets_are_counted_at_once() -> None:
    assert at_once(plain(), SHEETS)


@pytest.mark.parametrize(
    "text",
    [
        SHEETS + "b,2,idea,7\n",  # a mark is missing
        SHEETS.replace("5.5", "5.25"),  # off the step
        SHEETS.replace("5.5", "11"),  # too high
        SHEETS.replace("5.5", "NaN"),
        SHEETS.replace("plan", "other"),
    ],
)
def test_what_is_wrong_is_refused_with_the_usual_sentence(text: str) -> None:
    read = given_of_columns(text.encode(), {}, rounds=["final"])
    assert read is not None
    rows = given_of_rows(csv.reader(io.StringIO(text)), {}, rounds=["final"])
    sentences = []
    for each in (read, rows):
        with pytest.raises(ScoresRefused) as refused:
            edition_tally(plain(), each)
        sentences.append(str(refused.value))
    assert sentences[0] == sentences[1]


def test_a_round_with_more_rules_is_counted_the_usual_way() -> None:
    assert not at_once(plain(recheck={"spread_above": 1}), SHEETS)
    recused = {"decisions": [{"kind": "recusal", "judge": "1", "entry": "a"}]}
    assert not at_once(plain(), SHEETS, recused)


@pytest.mark.parametrize(
    "text",
    [
        "entry,judge,score\n",
        "",
        "entry,judge,score\na,1,5\na,1,5\n",  # twice
        "entry,judge,score\na,,5\n",  # an empty cell
        "entry,judge,points\na,1,5\n",
        "entry,judge,score,weight\na,1,5,1\n",
        "entry,judge,score\na,1,5,6\n",
        "entry,judge,score,track\na,1,5,it\na,2,5,bio\n",
        "entry,judge,score,round\na,1,5,semi\n",
        "entry,judge,criterion\na,1,idea\n",
    ],
)
def test_an_unusual_file_is_left_to_the_reader_of_rows(text: str) -> None:
    assert given_of_columns(text.encode(), {}, rounds=["final"]) is None


def test_cells_keep_the_text_that_was_typed() -> None:
    read = given_of_columns(b"entry,judge,score\n1,2,5.50\n1,10,5.5\n", {}, rounds=["final"])
    assert read is not None
    cells = read.sheets["final"]
    assert isinstance(cells, Columns)
    assert {key: dict(value) for key, value in cells.items()} == {
        "1": {"10": {"total": "5.5"}, "2": {"total": "5.50"}}
    }
