"""The short way round (only what a change can reach is counted anew) is the long way's equal."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.numbers import mark_text
from judging.sandbox.desk import Cell, Desk
from judging.sandbox.replay import fields_of
from judging.sandbox.simulation.course import course_run
from judging.sandbox.simulation.stream import Stream
from judging.tally.edition.edition import EditionTally, RoundTally, edition_tally
from judging.tally.edition.given import Given
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.edition.report import document
from tests.judging.sandbox.simulation.test_editions import RUNNABLE, read


def told(held: RoundTally) -> Any:
    return document(EditionTally(held.at.rulebook, (held,)))["rounds"][0]


def long_way(tally: EditionTally, given: Given, round_id: str) -> Any:
    """The round out of the changed scores, counted from the beginning."""
    try:
        again = edition_tally(tally.rulebook, given, fields=fields_of(tally))
    except ScoresRefused as refused:
        return refused.code
    return next(told(each) for each in again.rounds if each.round.id == round_id)


def short_way(made: Any) -> Any:
    try:
        return told(made())
    except ScoresRefused as refused:
        return refused.code


def with_sheets(given: Given, round_id: str, rows: dict[str, Any]) -> Given:
    return replace(given, sheets={**given.sheets, round_id: rows})


def named(cell: Cell) -> str:
    name = cell.component if cell.criterion == "total" else cell.criterion
    return name if cell.run == 1 else f"{name}#{cell.run}"


def changed(desk: Desk, given: Given, stream: Stream) -> Iterator[tuple[Any, Given]]:
    """Two marks changed and two sheets taken out, each both ways."""
    round_id = desk.at.round.id
    rows = dict(given.sheets.get(round_id, {}))
    cells = list(desk.cells())
    for number in range(2 if cells else 0):
        own = stream.of("mark", round_id, str(number))
        cell, _ = own.pick(cells)
        node = desk.node(cell)
        step = node.top if node.all_or_nothing else node.step
        mark = node.low + step * own.below((node.top - node.low) // step + 1)
        by_judge = dict(rows[cell.entry])
        by_judge[cell.judge] = {**by_judge[cell.judge], named(cell): mark_text(mark)}
        yield (
            lambda cell=cell, mark=mark: desk.marked(cell, mark),
            with_sheets(given, round_id, {**rows, cell.entry: by_judge}),
        )
    sheets = [(entry, judge) for entry in sorted(rows) for judge in rows[entry] if judge]
    for number in range(2 if sheets else 0):
        entry, judge = stream.of("sheet", round_id, str(number)).pick(sheets)
        by_judge = {each: row for each, row in rows[entry].items() if each != judge}
        yield (
            lambda entry=entry, judge=judge: desk.without([(entry, judge)]),
            with_sheets(given, round_id, {**rows, entry: by_judge}),
        )


def compare_ways(path: Path, seed: str) -> None:
    course = course_run(read(path), seed=seed, entries=12)
    tally = course.tally
    assert tally is not None
    for held in tally.rounds:
        desk = Desk(held)
        for made, given in changed(desk, course.given, Stream(seed, "desk")):
            assert short_way(made) == long_way(tally, given, held.round.id)


@pytest.mark.parametrize("path", RUNNABLE[::5], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_both_ways_count_the_same(path: Path) -> None:
    compare_ways(path, "4")


@pytest.mark.slow
@pytest.mark.parametrize("path", RUNNABLE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_both_ways_count_the_same_everywhere(path: Path) -> None:
    for seed in "123":
        compare_ways(path, seed)
