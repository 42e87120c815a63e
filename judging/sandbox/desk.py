"""One counted round, on which marks are changed and sheets are taken out again and again."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from contest.rulebook.v1.components import SheetComponent
from judging.tally.edition.collect import Collected
from judging.tally.edition.component import Field, Figures
from judging.tally.edition.edition import RoundTally, components_count, round_tally
from judging.tally.edition.finishing import finish
from judging.tally.edition.panels import sheet_component
from judging.tally.edition.sheets import rubric_for
from judging.tally.edition.total import totals
from judging.tally.exact import Exact
from judging.tally.rubric.node import Node

# With these a figure stands on the entry's own sheets alone.
_OWN_METHODS: Final = ("mean", "trimmed", "median", "sum")
_FIELD_RULES: Final = ("incomplete", "flat")
_FIELD_FORMULAS: Final = ("share_of_best", "lowest_price", "place")


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One mark: ``judge`` is (length, name), so that judge 2 comes before judge 10."""

    entry: str
    judge_order: tuple[int, str]
    component: str
    run: int
    criterion: str

    @property
    def judge(self) -> str:
        """The judge's name."""
        return self.judge_order[1]


class Desk:
    """A round that was counted once and is counted again with one thing changed.

    Only what the change can reach is counted anew; the rest is taken over.
    """

    def __init__(self, held: RoundTally) -> None:
        self.at: Field = held.at
        self.held = held
        self.components: Mapping[str, Figures] = held.totals.components

    @cached_property
    def own(self) -> frozenset[str]:
        """The components whose figures stand on each entry's own sheets."""
        return frozenset(
            each.id
            for each in self.at.round.components
            if isinstance(each, SheetComponent) and self._stands_alone(each)
        )

    def _stands_alone(self, component: SheetComponent) -> bool:
        if component.scale is not None or component.combine.method not in _OWN_METHODS:
            return False
        if any(each.rule in _FIELD_RULES for each in component.combine.leave_out):
            return False
        rubrics = {component.rubric, *(each.rubric for each in component.rubric_for)}
        measures = [
            criterion.measure
            for rubric in rubrics
            for criterion in self.at.names.lines[rubric].criteria.values()
            if criterion.measure is not None
        ]
        return all(each.formula not in _FIELD_FORMULAS for each in measures)

    def cells(self) -> Iterator[tuple[Cell, int]]:
        """Every mark of a sheet that is looked at, with its value in hundredths, in order."""
        found: list[tuple[Cell, int]] = []
        for component, by_run in self.at.cells.marks.items():
            for run, by_entry in by_run.items():
                for entry, by_judge in by_entry.items():
                    if entry in self.held.totals.scores:
                        found += self._cells(component, run, entry, by_judge)
        return iter(sorted(found))

    def _cells(
        self, component: str, run: int, entry: str, by_judge: Mapping[str, Mapping[str, Any]]
    ) -> Iterator[tuple[Cell, int]]:
        panel = self.components[component].panels.get(entry)
        for judge, marks in by_judge.items():
            if panel is None or panel.left_out.get(judge) == "recused":
                continue
            if judge not in panel.sheets and judge not in panel.left_out:
                continue
            for key, mark in marks.items():
                if mark is not None and not self._absent(component, entry, key):
                    yield Cell(entry, (len(judge), judge), component, run, key), mark

    def _lines(self, component: str, entry: str) -> Any:
        found = self.components[component].component
        assert isinstance(found, SheetComponent)
        return self.at.names.lines[rubric_for(found, self.at.given.entries[entry])]

    def _absent(self, component: str, entry: str, key: str) -> bool:
        lines = self._lines(component, entry)
        return key in lines.absent_for(self.at.given.entries[entry])

    def node(self, cell: Cell) -> Node:
        """The line of the sheet that a mark stands on."""
        found: Node = self._lines(cell.component, cell.entry).nodes[cell.criterion]
        return found

    def extremes(self, cell: Cell) -> tuple[dict[str, int], dict[str, int]]:
        """The lowest and the highest that the sheet of a mark can be, line by line."""
        nodes = self._lines(cell.component, cell.entry).nodes
        marks = self.at.cells.marks[cell.component][cell.run][cell.entry][cell.judge]
        typed = {key: nodes[key] for key, mark in marks.items() if mark is not None}
        ends = {key: (node.low, node.top) for key, node in typed.items() if not node.measured}
        low = {key: end[int(nodes[key].deducts)] for key, end in ends.items()}
        high = {key: end[int(not nodes[key].deducts)] for key, end in ends.items()}
        return low, high

    def with_mark(self, cell: Cell, mark: int) -> Collected:
        """The round's cells with one mark replaced."""
        return self.with_marks(cell, {cell.criterion: mark})

    def with_marks(self, cell: Cell, new: Mapping[str, int]) -> Collected:
        """The round's cells with some marks of one sheet replaced."""
        marks = dict(self.at.cells.marks)
        by_run = marks[cell.component] = dict(marks[cell.component])
        by_entry = by_run[cell.run] = dict(by_run[cell.run])
        by_judge = by_entry[cell.entry] = dict(by_entry[cell.entry])
        by_judge[cell.judge] = {**by_judge[cell.judge], **new}
        return replace(self.at.cells, marks=marks)

    def marked(self, cell: Cell, mark: int) -> RoundTally:
        """The round with one mark replaced; raises ``ScoresRefused``."""
        at = replace(self.at, cells=self.with_mark(cell, mark))
        if cell.component not in self.own:
            return round_tally(at, components_count(at))
        one = self.figures(at, cell.component, (cell.entry,))
        return round_tally(at, {**self.components, cell.component: self._merged(one)})

    def figures(self, at: Field, component: str, entries: tuple[str, ...]) -> Figures:
        """One component of sheets that stand alone, for some entries."""
        of = self.components[component].component
        assert isinstance(of, SheetComponent)
        found = sheet_component(replace(at, entries=entries), of, self.components)
        finish(replace(at, entries=entries), found)
        return found

    def _merged(self, part: Figures) -> Figures:
        old = self.components[part.component.id]
        return Figures(
            component=old.component,
            values={**old.values, **part.values},
            steps={**{each: rows for each, rows in old.steps.items() if each not in part.values},
                   **part.steps},
            panels={**old.panels, **part.panels},
            joined={
                **{each: made for each, made in old.joined.items() if each not in part.values},
                **part.joined,
            },
            ascending=old.ascending,
        )  # fmt: skip

    def without(self, sheets: Iterable[tuple[str, str]]) -> RoundTally:
        """The round without some sheets (entry, judge): marks, vetoes and votes.

        Raises ``ScoresRefused``.
        """
        gone = frozenset(sheets)
        at = self._without(gone)
        if at.cells.ballots != self.at.cells.ballots:
            return round_tally(at, components_count(at))
        entries = tuple(sorted({entry for entry, _ in gone} & set(at.entries)))
        components = dict(self.components)
        for key, figures in self.components.items():
            if key in self.own:
                components[key] = self._merged(self.figures(at, key, entries))
            elif isinstance(figures.component, SheetComponent):
                return round_tally(at, components_count(at))
        return round_tally(at, components)

    def _without(self, gone: frozenset[tuple[str, str]]) -> Field:
        at, cells = self.at, self.at.cells
        marks = {
            component: {run: _thinned(rows, gone) for run, rows in by_run.items()}
            for component, by_run in cells.marks.items()
        }
        vetoes = {
            component: {
                entry: _thinned(by_veto, {(veto, judge) for veto in by_veto
                                          for of, judge in gone if of == entry})
                for entry, by_veto in by_entry.items()
            }
            for component, by_entry in cells.vetoes.items()
        }  # fmt: skip
        ballots = {component: _thinned(rows, gone) for component, rows in cells.ballots.items()}
        # A duel without any mark was not held: no row may stay behind.
        duels = {
            stage: {entry: row for entry, row in _thinned(rows, gone).items() if row}
            for stage, rows in cells.duels.items()
        }
        sheets = _thinned(at.given.sheets.get(at.round.id, {}), gone)
        given = replace(at.given, sheets={**at.given.sheets, at.round.id: sheets})
        left = replace(cells, marks=marks, vetoes=vetoes, ballots=ballots, duels=duels)
        return replace(at, given=given, cells=left)

    def figure_without(self, entry: str, judge: str) -> Exact | None:
        """What the entry would be ordered by without one sheet; only where all is its own."""
        at = replace(self._without(frozenset({(entry, judge)})), entries=(entry,))
        components = dict(self.components)
        for key in self.own:
            components[key] = self.figures(at, key, at.entries)
        return totals(at, components).figure(entry, on=at.round.total.ties_on)

    @cached_property
    def apart(self) -> bool:
        """Whether no entry's score depends on another's, and all of it is a score."""
        round_ = self.at.round
        sheets = {each.id for each in round_.components if isinstance(each, SheetComponent)}
        votes = any(self.at.cells.ballots.values())
        return (
            sheets == self.own
            and round_.total.method == "sum"
            and not (round_.knockout or round_.must_pass or votes)
        )


def _thinned(
    rows: Mapping[str, Mapping[str, Any]], gone: Collection[tuple[str, str]]
) -> dict[str, dict[str, Any]]:
    """The rows without what is gone; what is not touched is not copied."""
    found: dict[str, Any] = dict(rows)
    for entry in {entry for entry, _ in gone} & found.keys():
        found[entry] = {
            judge: value for judge, value in rows[entry].items() if (entry, judge) not in gone
        }
    return found
