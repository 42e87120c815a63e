"""The cells of one round, read by what they are: marks, vetoes, values, ballots, penalties."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from contest.rulebook.v1.components import (
    BallotComponent,
    Component,
    SheetComponent,
    penalty_by_run,
)
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook
from core.numbers import NumberRefused, mark_parse
from judging.tally.edition.facts import number_of
from judging.tally.edition.given import Cells, Given
from judging.tally.edition.lines import Lines, lines_of
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.exact import Exact

Marks = dict[str, int | None]
DUEL: Final = "duel"
THIRD: Final = "third"


@dataclass(frozen=True, slots=True)
class Target:
    """What a name in the scores stands for in a round."""

    kind: str
    component: str
    key: str


@dataclass(slots=True)
class Collected:
    """A round's cells.

    ``marks``: component -> run -> entry -> judge -> line -> hundredths;
    ``vetoes``: component -> entry -> veto -> judge -> said so; ``values``:
    component -> run -> entry; ``measured``: component -> line -> entry;
    ``ballots``: component -> entry -> voter; ``penalties``: (component or
    empty, penalty) -> entry, and ``run_penalties``: (component, penalty) ->
    run -> entry; ``duels``: stage -> entry -> judge.
    """

    marks: dict[str, dict[int, dict[str, dict[str, Marks]]]] = field(default_factory=dict)
    vetoes: dict[str, dict[str, dict[str, dict[str, bool]]]] = field(default_factory=dict)
    values: dict[str, dict[int, dict[str, Exact]]] = field(default_factory=dict)
    measured: dict[str, dict[str, dict[str, Exact]]] = field(default_factory=dict)
    ballots: dict[str, dict[str, dict[str, Exact]]] = field(default_factory=dict)
    penalties: dict[tuple[str, str], dict[str, Exact]] = field(default_factory=dict)
    run_penalties: dict[tuple[str, str], dict[int, dict[str, Exact]]] = field(default_factory=dict)
    duels: dict[str, dict[str, dict[str, Exact]]] = field(default_factory=dict)

    def penalized(self, key: tuple[str, str], run: int, entry: str, value: Exact) -> None:
        """Note a penalty; run 0 is no single run."""
        by_entry = (
            self.penalties.setdefault(key, {})
            if not run
            else (self.run_penalties.setdefault(key, {}).setdefault(run, {}))
        )
        by_entry[entry] = value


def rubrics_of(component: SheetComponent) -> tuple[str, ...]:
    """The ids of all rubrics that a component uses, its own first."""
    return tuple(dict.fromkeys([component.rubric, *(each.rubric for each in component.rubric_for)]))


class Names:
    """The names that a round's scores may use."""

    def __init__(self, rulebook: Rulebook, round_: Round) -> None:
        self.round = round_
        self.lines: dict[str, Lines] = {}
        for component in round_.components:
            if isinstance(component, SheetComponent):
                for rubric in rubrics_of(component):
                    self.lines[rubric] = lines_of(rulebook.rubric(rubric))
        # An id stands for one thing in a round; ``rulebook_check`` sees to that.
        self._targets = dict(self._all())

    def target(self, name: str) -> Target:
        """What a name stands for; raises ``ScoresRefused``."""
        if name in self._targets:
            return self._targets[name]
        known = ", ".join(sorted(self._targets))
        raise ScoresRefused("criterion_unknown", criterion=name, round=self.round.id, known=known)

    def _all(self) -> Iterator[tuple[str, Target]]:
        for penalty in self.round.penalties:
            yield penalty.id, Target("penalty", "", penalty.id)
        if self.round.knockout is not None:
            yield DUEL, Target("duel", "", DUEL)
            yield THIRD, Target("duel", "", THIRD)
        for component in self.round.components:
            yield from self._of(component)

    def _of(self, component: Component) -> Iterator[tuple[str, Target]]:
        for penalty in component.penalties:
            yield penalty.id, Target("penalty", component.id, penalty.id)
        if isinstance(component, SheetComponent):
            yield from self._of_sheet(component)
        elif isinstance(component, BallotComponent):
            yield component.id, Target("ballot", component.id, "")
        else:
            yield component.id, Target("value", component.id, "")

    def _of_sheet(self, component: SheetComponent) -> Iterator[tuple[str, Target]]:
        for rubric in rubrics_of(component):
            lines = self.lines[rubric]
            for key, node in lines.nodes.items():
                kind = "measured" if node.measured else "mark"
                yield key, Target(kind, component.id, key)
            if lines.rubric.total_only:
                yield component.id, Target("mark", component.id, "total")
            for veto in lines.rubric.vetoes:
                yield veto.id, Target("veto", component.id, veto.id)


class Collector:
    """Reads the cells of one round."""

    def __init__(self, given: Given, round_: Round, names: Names) -> None:
        self.given = given
        self.round = round_
        self.names = names
        self.found = Collected()
        self._resolved: dict[str, tuple[Target, int]] = {}
        self._parsed: dict[str, int | None] = {}

    def collect(self) -> Collected:
        """All cells of the round; raises ``ScoresRefused`` for the first that is wrong."""
        for entry, by_judge in self.given.sheets.get(self.round.id, {}).items():
            for judge, cells in by_judge.items():
                self._sheet(entry, judge, cells)
        return self.found

    def _sheet(self, entry: str, judge: str, cells: Cells) -> None:
        parsed, resolved, marks = self._parsed, self._resolved, self.found.marks
        own: dict[tuple[str, int], Marks] = {}
        for name, text in cells.items():
            known = resolved.get(name)
            if known is None:
                known = resolved[name] = self._resolve(name, entry)
            target, run = known
            if target.kind != "mark" or not judge:
                self._other(entry, judge, name, text, target=target, run=run)
                continue
            sheet = own.get((target.component, run))
            if sheet is None:
                sheet = own[target.component, run] = {}
                marks.setdefault(target.component, {}).setdefault(run, {}).setdefault(entry, {})[
                    judge
                ] = sheet
            if text not in parsed:
                parsed[text] = self._mark(text, entry, name, target)
            sheet[target.key] = parsed[text]

    def _resolve(self, name: str, entry: str) -> tuple[Target, int]:
        plain, _, number = name.partition("#")
        target = self.names.target(plain)
        if not number:
            return target, 0 if target.kind == "penalty" else 1
        count = self._runs(target)
        run = int(number) if number.isascii() and number.isdigit() else 0
        if not 1 <= run <= count:
            raise ScoresRefused(
                "run_unknown", criterion=plain, entry=entry, run=number, count=count
            )
        if target.kind == "penalty":
            return target, self._penalized(target, run)
        return target, run

    def _penalized(self, target: Target, run: int) -> int:
        """The run that a penalty is taken from; 0 where there are none."""
        for component in self.round.components:
            for penalty in component.penalties:
                if component.runs is not None and penalty.id == target.key:
                    if not penalty_by_run(component, penalty):
                        raise ScoresRefused("penalty_run_scaled", penalty=penalty.id, run=run)
                    return run
        return 0

    def _runs(self, target: Target) -> int:
        if target.kind == "duel":
            return 20
        if target.kind == "measured":
            return 1  # It is typed once and stands in every run of its sheet.
        for component in self.round.components:
            if component.id == target.component:
                return component.runs.count if component.runs else 1
        return 1

    def _mark(self, text: str, entry: str, name: str, target: Target) -> int | None:
        if not text:
            return None
        try:
            return mark_parse(text)
        except NumberRefused as refused:
            given = self._grade(text, target)
            if given is not None:
                return given
            code = refused.code if refused.code == "mark_too_precise" else "mark_malformed"
            raise ScoresRefused(code, value=text, criterion=name, entry=entry) from None

    def _grade(self, text: str, target: Target) -> int | None:
        for lines in self.names.lines.values():
            if target.key in lines.nodes:
                for grade in lines.grades(target.key):
                    if grade.id == text.lower():
                        return grade.gives
        return None

    def _other(
        self, entry: str, judge: str, name: str, text: str, *, target: Target, run: int
    ) -> None:
        if target.kind in ("mark", "veto") and not judge:
            raise ScoresRefused("judge_missing", criterion=name, entry=entry)
        if target.kind in ("value", "measured", "penalty") and judge:
            raise ScoresRefused("judge_unwanted", criterion=name, entry=entry)
        found = self.found
        if target.kind == "veto":
            said = _yes_no(text, name, entry)
            of = found.vetoes.setdefault(target.component, {}).setdefault(entry, {})
            of.setdefault(target.key, {})[judge] = said
            return
        if not text:
            return
        value = number_of(text)
        if value is None or (value < 0 and target.kind not in ("value", "measured")):
            raise ScoresRefused("mark_malformed", value=text, criterion=name, entry=entry)
        if target.kind == "value":
            found.values.setdefault(target.component, {}).setdefault(run, {})[entry] = value
        elif target.kind == "measured":
            of_line = found.measured.setdefault(target.component, {})
            of_line.setdefault(target.key, {})[entry] = value
        elif target.kind == "ballot":
            found.ballots.setdefault(target.component, {}).setdefault(entry, {})[judge] = value
        elif target.kind == "penalty":
            found.penalized((target.component, target.key), run, entry, value)
        else:
            stage = target.key if target.key == THIRD else str(run)
            found.duels.setdefault(stage, {}).setdefault(entry, {})[judge] = value


def _yes_no(text: str, name: str, entry: str) -> bool:
    if text not in ("0", "1", ""):
        raise ScoresRefused("veto_malformed", criterion=name, entry=entry, value=text)
    return text == "1"


def penalty_units(value: Exact, *, each: Exact, free: Exact) -> int:
    """How many started units a penalty counts."""
    beyond = max(0, value - free)
    return -int(-beyond // each)
