"""Every rulebook of the library is counted from its first round to its awards."""

import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from contest.rulebook.document import rulebook_of_document
from contest.rulebook.text import document_read
from contest.rulebook.v1.components import (
    BallotComponent,
    FixedComponent,
    MeasureComponent,
    SheetComponent,
)
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook
from core.numbers import mark_text
from judging.tally.edition.collect import Names
from judging.tally.edition.edition import EditionTally, edition_tally
from judging.tally.edition.facts import fact_number
from judging.tally.edition.given import Given
from judging.tally.edition.report import document
from judging.tally.edition.sheets import rubric_for

FILES = sorted((Path(__file__).parents[4] / "contest/library/rulebooks").glob("*.yaml"))
ENTRIES = 24


class Contest:
    """Entries, judges and marks by chance, but always the same."""

    def __init__(self, rulebook: Rulebook, seed: int = 5) -> None:
        self.rulebook = rulebook
        self.chance = random.Random(seed)
        self.entries = {f"E{number:02d}": self._entry(number) for number in range(ENTRIES)}
        self.judges: dict[str, dict[str, Any]] = {}
        self.sheets: dict[str, Any] = {}
        self.decisions: list[dict[str, Any]] = []

    def given(self) -> Given:
        return Given(self.sheets, self.entries, self.judges, tuple(self.decisions), listed=True)

    def play(self) -> EditionTally:
        """Round after round: whoever goes on is marked in the next one."""
        going: dict[str, list[str]] = {self.rulebook.rounds[0].id: list(self.entries)}
        held = EditionTally(self.rulebook, ())
        for round_ in self.rulebook.rounds:
            entries = going.get(round_.id, [])
            if not entries:
                continue
            self.sheets[round_.id] = self._round(round_, entries)
            self._lists(round_, entries)
            held = edition_tally(self.rulebook, self.given())
            if held.rounds and held.rounds[-1].round.id == round_.id:
                for entry, to in held.rounds[-1].promoted.to.items():
                    going.setdefault(to, []).append(entry)
        return held

    def _entry(self, number: int) -> dict[str, Any]:
        book = self.rulebook
        found: dict[str, Any] = {"organization": f"O{number}", "project": f"P{number}"}
        for name, words in (
            ("track", [each.id for each in book.tracks]),
            ("division", [each.id for each in book.divisions]),
            ("region", [each.id for each in book.regions if each.quota] or []),
            ("stage", list(book.stages)),
        ):
            if words:
                found[name] = words[number % len(words)]
        for fact in book.facts:
            found[fact.id] = {
                "count": number % 7,
                "amount": str(number * 3 % 40),
                "date": f"2025-0{1 + number % 9}-15",
                "yes_no": number % 2 == 0,
                "choice": fact.options[number % len(fact.options)].id if fact.options else "",
                "text": "text",
            }[fact.type]
        return found

    def _lists(self, round_: Round, entries: list[str]) -> None:
        for region in self.rulebook.regions:
            mine = [each for each in entries if self.entries[each].get("region") == region.id]
            decision = {"round": round_.id, "region": region.id, "entries": mine}
            self.decisions.append({"kind": "list", **decision})

    def _round(self, round_: Round, entries: list[str]) -> dict[str, dict[str, dict[str, str]]]:
        seats = 0 if round_.panel is None else round_.panel.seats
        kinds = [] if round_.panel is None or round_.panel.kinds is None else [
            kind for kind, count in round_.panel.kinds.items() for _ in range(count)
        ]  # fmt: skip
        names = Names(self.rulebook, round_)
        found: dict[str, dict[str, dict[str, str]]] = {entry: {} for entry in entries}
        for seat in range(seats):
            judge = f"{round_.id}-{seat}"
            self.judges[judge] = {"kind": kinds[seat]} if kinds else {}
            for entry in entries:
                found[entry][judge] = self._sheet(round_, names, entry, judge)
        for entry in entries:
            found[entry][""] = self._values(round_)
        return {
            entry: {judge: cells for judge, cells in by_judge.items() if cells}
            for entry, by_judge in found.items()
        }

    def _sheet(self, round_: Round, names: Names, entry: str, judge: str) -> dict[str, str]:
        cells: dict[str, str] = self._places(round_, names, entry, judge)
        for component in round_.components:
            if isinstance(component, BallotComponent) and component.form == "yes_no":
                cells[component.id] = str(self.chance.randint(0, 1))
            if not isinstance(component, SheetComponent):
                continue
            if component.judges and self.judges[judge].get("kind") not in component.judges:
                continue
            lines = names.lines[rubric_for(component, self.entries[entry])]
            if lines.rubric.input == "ranks":
                continue
            for node in lines.nodes.values():
                if not node.measured:
                    low, top = self._range(lines, node, entry)
                    steps = (top - low) // node.step
                    mark = low + node.step * self.chance.randint(0, steps)
                    if node.all_or_nothing:
                        mark = self.chance.choice([0, node.top])
                    runs = component.runs.count if component.runs else 1
                    for run in range(1, runs + 1):
                        cells[f"{node.key}#{run}" if runs > 1 else node.key] = mark_text(mark)
        return cells

    def _places(self, round_: Round, names: Names, entry: str, judge: str) -> dict[str, str]:
        """Places by the order of names, from another entry on for each judge."""
        there = sorted(self.entries)
        turn = sum(map(ord, judge)) % len(there)
        place = [*there[turn:], *there[:turn]].index(entry) + 1
        return {
            each.id: str(place)
            for each in round_.components
            if isinstance(each, SheetComponent)
            and names.lines[each.rubric].rubric.input == "ranks"
            and (not each.judges or self.judges[judge].get("kind") in each.judges)
            and place <= (names.lines[each.rubric].rubric.places_given or len(there))
        }

    def _range(self, lines: Any, node: Any, entry: str) -> tuple[int, int]:
        criterion = lines.criteria.get(node.key)
        if criterion is None or criterion.range_by is None:
            return node.low, node.top
        value = fact_number(self.entries[entry], criterion.range_by.fact, entry=entry)
        for each in criterion.range_by.ranges:
            if each.at_least is None or (value is not None and value >= each.at_least):
                return each.low, each.high
        raise AssertionError(criterion.id)

    def _values(self, round_: Round) -> dict[str, str]:
        cells: dict[str, str] = {}
        for component in round_.components:
            if isinstance(component, MeasureComponent | FixedComponent):
                cells[component.id] = str(self.chance.randint(1, 9))
            if isinstance(component, BallotComponent) and component.form != "yes_no":
                cells[component.id] = str(self.chance.randint(0, 30))
        return cells


def test_there_is_a_library() -> None:
    assert len(FILES) >= 27


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_library_rulebook_is_counted_to_its_end(path: Path) -> None:
    rulebook = rulebook_of_document(document_read(path.read_text(encoding="utf-8")))
    held = Contest(rulebook).play()
    assert held.rounds
    for counted, shown in zip(held.rounds, document(held)["rounds"], strict=True):
        scored = [each for each in shown["entries"] if each["score"] is not None]
        assert scored or counted.round.knockout or not counted.round.components
        for entry in scored:
            _recomputed(entry)
    # The same again, to the byte, by the same chance.
    assert document(Contest(rulebook).play()) == document(held)


def _recomputed(entry: dict[str, Any]) -> None:
    """The score is the sum of its parts less penalties, rounded once as the step says."""
    total = next(step for step in entry["steps"] if step["step"] == "total")
    parts = [part.split(" x ") for part in total["parts"].values()]
    assert sum(Fraction(a) * Fraction(b) for a, b in parts) == Fraction(total["points"])
    last = [step for step in entry["steps"] if step["step"] == "rounded"][-1]
    gap = Fraction(entry["score"]) - Fraction(last["exact"])
    unit = Fraction(1, 10 ** last["decimals"])
    assert (abs(gap) <= unit / 2) if last["rounding"] == "half_up" else (-unit < gap <= 0)
