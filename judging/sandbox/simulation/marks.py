"""Marks on the document's own steps: quality, the judge's leniency and noise, a line's own luck."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contest.rulebook.v1.components import SheetComponent
from core.numbers import mark_text
from judging.sandbox.simulation.jury import Judge
from judging.sandbox.simulation.stream import Stream
from judging.tally.edition.facts import fact_number
from judging.tally.edition.lines import Lines
from judging.tally.edition.sheets import rubric_for
from judging.tally.rubric.node import Node

Cells = dict[str, str]
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Marker:
    """Fills sheets of one component."""

    component: SheetComponent
    lines: Mapping[str, Lines]
    attributes: Mapping[str, Mapping[str, Any]]
    quality: Mapping[str, int]
    stream: Stream

    def fills(self, judge: Judge) -> bool:
        """Whether judges of this kind fill the component."""
        kinds = self.component.judges
        return not kinds or judge.attributes.get("kind", "") in kinds

    def of(self, entry: str) -> Lines:
        """The lines that an entry is judged by."""
        return self.lines[rubric_for(self.component, self.attributes[entry])]

    def sheet(self, judge: Judge, entry: str, run: int) -> Cells:
        """One judge's marks for one entry."""
        lines = self.of(entry)
        absent = lines.absent_for(self.attributes[entry])
        found: Cells = {}
        for key, node in lines.nodes.items():
            own = self.stream.of(judge.name, entry, str(run), key)
            if node.measured or key in absent or (not node.required and own.one_in(4)):
                continue
            found[self.name(key, run)] = mark_text(self._mark(judge, entry, lines, node, own))
        return found

    def places(self, judge: Judge, entries: Sequence[str]) -> dict[str, Cells]:
        """One judge's places for all entries of a panel, 1 for the best."""

        def worth(entry: str) -> tuple[int, str]:
            own = self.stream.of(judge.name, entry, "place")
            return (-self.quality[entry] - own.around(judge.noise), entry)

        found: dict[str, Cells] = {}
        for place, entry in self._given(judge, sorted(entries, key=worth)):
            found[entry] = {self.name("total", 1): str(place)}
        return found

    def _given(self, judge: Judge, best: Sequence[str]) -> list[tuple[int, str]]:
        """The places that a judge gives; one ballot in twenty that may be faulty is."""
        rubric = self.lines[self.component.rubric].rubric
        rows = list(enumerate(best, 1))[: rubric.places_given]
        faulty = rubric.places_given is not None and rubric.faulty != "refused"
        if faulty and len(rows) > 1 and self.stream.of(judge.name, "ballot").one_in(20):
            rows[1] = (1, rows[1][1])
        return rows

    def name(self, key: str, run: int) -> str:
        """A line's name in the scores; the one total of a sheet goes by its component."""
        plain = self.component.id if key == "total" else key
        return plain if run == 1 else f"{plain}#{run}"

    def _mark(self, judge: Judge, entry: str, lines: Lines, node: Node, own: Stream) -> int:
        line = self.stream.of("line", entry, node.key).around(25)
        share = self.quality[entry] + line + judge.leniency + own.around(judge.noise)
        share = max(0, min(_THOUSAND, share))
        if node.deducts:
            share = max(0, 300 - share)
        if node.all_or_nothing:
            return node.top if share >= 500 or node.low else 0
        low, high = self._bounds(entry, lines, node)
        steps = (high - low) * share // (_THOUSAND * node.step)
        return low + steps * node.step

    def _bounds(self, entry: str, lines: Lines, node: Node) -> tuple[int, int]:
        """The line's range, narrowed by a fact where the document says so, on its steps."""
        criterion = lines.criteria.get(node.key)
        if criterion is None or criterion.range_by is None:
            return node.low, node.top
        by = criterion.range_by
        value = fact_number(self.attributes[entry], by.fact, entry=entry)
        for each in by.ranges:
            if each.at_least is None or (value is not None and value >= each.at_least):
                off = (each.low - node.low) % node.step
                return each.low + (node.step - off if off else 0), each.high
        return 0, 0
