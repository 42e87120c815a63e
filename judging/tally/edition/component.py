"""Components of a round: each kind becomes points by its own rule."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from contest.rulebook.v1.components import (
    BallotComponent,
    Component,
    EarlierComponent,
    FixedComponent,
    MeasureComponent,
    Penalty,
    Runs,
)
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook
from core.numbers import HUNDREDTHS
from judging.tally.combine.runs import Run, runs
from judging.tally.edition.collect import Collected, Names, penalty_units
from judging.tally.edition.combining import Joined
from judging.tally.edition.facts import fact_number
from judging.tally.edition.given import Given
from judging.tally.edition.measured import measured, more_is_better, place_points, values_read
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.edition.sheets import Panel
from judging.tally.exact import Exact, quotient, rounded, whole

Step = dict[str, Any]


@dataclass(slots=True)
class Figures:
    """A component's points in hundredths by entry (None: no result), how they came, and the
    tables (with their rules) that a model estimated them from.
    """

    component: Component
    values: dict[str, Exact | None] = field(default_factory=dict)
    steps: Mapping[str, list[Step]] = field(default_factory=lambda: defaultdict(list))
    panels: Mapping[str, Panel] = field(default_factory=dict)
    joined: Mapping[str, Joined] = field(default_factory=dict)
    ascending: bool = False
    tables: list[Any] = field(default_factory=list)
    totals: Callable[[str], Mapping[str, Exact]] | None = None

    def tell(self, entry: str, step: str, **facts: Any) -> None:
        """Add one step to an entry's explanation."""
        self.steps[entry].append({"step": step, "component": self.component.id, **facts})

    def sheet_totals(self, entry: str) -> Mapping[str, Exact]:
        """The totals of an entry's sheets by judge, the dropped ones too."""
        if self.totals is not None:
            return self.totals(entry)
        panel = self.panels.get(entry)
        return {} if panel is None else {key: each.total for key, each in panel.sheets.items()}


@dataclass(frozen=True, slots=True)
class Field:
    """A round about to be counted: its entries, cells, and the rounds before it."""

    rulebook: Rulebook
    round: Round
    given: Given
    names: Names
    cells: Collected
    entries: tuple[str, ...]
    earlier: Mapping[str, "Earlier"]
    quick: Any = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a later round may read of an earlier one, in hundredths; ``ascending``: low is best."""

    scores: Mapping[str, Exact]
    ranks: Mapping[str, int]
    components: Mapping[str, Mapping[str, Exact | None]]
    ascending: bool = False
    # An entry's totals by judge, where the round has one kind of sheets.
    sheets: Callable[[str], Mapping[str, Exact]] | None = None
    entries: tuple[str, ...] = ()


def text(value: Exact | None) -> str | None:
    """A figure in hundredths as exact text in points."""
    return None if value is None else str(quotient(value, HUNDREDTHS))


def rounded_points(value: Exact, decimals: int) -> Exact:
    """A figure in hundredths, rounded half up to ``decimals`` of a point."""
    return whole(Fraction(rounded(quotient(value, HUNDREDTHS), decimals)) * HUNDREDTHS)


def plain_component(at: Field, component: Component) -> Figures:
    """The figures of a component that no judge marks."""
    found = Figures(component)
    if isinstance(component, MeasureComponent):
        _measure(at, component, found)
    elif isinstance(component, BallotComponent):
        _ballot(at, component, found)
    elif isinstance(component, EarlierComponent):
        _earlier(at, component, found)
    elif isinstance(component, FixedComponent):
        _fixed(at, component, found)
    return found


def take_runs(figures: Mapping[int, Exact], rule: Runs | None, *, more: bool) -> Run:
    """Several runs as one figure; without a rule there is one run only."""
    if rule is None:
        number, value = next(iter(figures.items()))
        return Run(value, (number,))
    if rule.take == "last":
        number = max(figures)
        return Run(figures[number], (number,))
    if rule.take in ("mean", "mean_best"):
        best = len(figures) if rule.take == "mean" else min(rule.best or 1, len(figures))
        return runs(figures, rule="mean_of_best", best_of=best, more_is_better=more)
    return runs(figures, rule="best" if rule.take == "best" else "sum", more_is_better=more)


def _measure(at: Field, component: MeasureComponent, found: Figures) -> None:
    by_run = at.cells.values.get(component.id, {})
    more = more_is_better(component.measure)
    scored: dict[str, Exact] = {}
    for entry in at.entries:
        figures = {
            run: run_penalized(at, found, entry, run, row[entry])
            for run, row in by_run.items()
            if entry in row
        }
        if figures:
            taken = take_runs(figures, component.runs, more=more)
            scored[entry] = taken.value
            if component.runs:
                found.tell(
                    entry,
                    "runs",
                    runs={str(run): str(value) for run, value in sorted(figures.items())},
                    take=component.runs.take,
                    counted=list(taken.counted),
                    value=str(taken.value),
                )
    values = values_read(component.measure, at.given, scored)
    if component.measure.formula == "cases":
        values = dict.fromkeys(at.entries, 0)
    values = {entry: value for entry, value in values.items() if entry in at.entries}
    _worsened(at, component, found, values)
    points = measured(
        component.measure,
        values,
        top=component.max,
        given=at.given,
        rulebook=at.rulebook,
        round_id=at.round.id,
        of=component.id,
    )
    for entry in at.entries:
        found.values[entry] = points.get(entry, 0)
        if entry in values:
            found.tell(
                entry,
                "measured",
                formula=component.measure.formula,
                value=str(values[entry]),
                points=text(points[entry]),
            )
        else:
            found.tell(entry, "no_value", points="0")


def _worsened(
    at: Field, component: MeasureComponent, found: Figures, values: dict[str, Exact]
) -> None:
    """Penalties before scaling, in the unit of the value: the worse the value, the further off."""
    sign = -1 if more_is_better(component.measure) else 1
    for penalty in component.penalties:
        given = at.cells.penalties.get((component.id, penalty.id), {})
        for entry, count in given.items():
            if penalty.when == "before_scaling" and entry in values:
                added = quotient(penalty_points(penalty, count), HUNDREDTHS)
                values[entry] = whole(values[entry] + sign * added)
                facts = {"penalty": penalty.id, "value": str(count), "worse_by": str(added)}
                found.tell(entry, "penalty", **facts)


def run_penalized(at: Field, found: Figures, entry: str, run: int, value: Exact) -> Exact:
    """One run after the penalties that were typed for it: a sheet's points, or a measured value."""
    component = found.component
    for penalty in component.penalties:
        by_run = at.cells.run_penalties.get((component.id, penalty.id), {})
        count = by_run.get(run, {}).get(entry)
        if count is None:
            continue
        taken = penalty_points(penalty, count)
        facts = {"penalty": penalty.id, "run": run, "value": str(count)}
        if isinstance(component, MeasureComponent):
            sign, added = 1, quotient(taken, HUNDREDTHS)
            if more_is_better(component.measure):
                sign = -1
            value = whole(value + sign * added)
            found.tell(entry, "penalty", **facts, worse_by=str(added))
        else:
            limit = penalty.beyond
            if limit is not None and limit.effect == "zero" and count > limit.above:
                taken = value
            value = max(0, value - taken)
            found.tell(entry, "penalty", **facts, taken=text(taken), points=text(value))
    return value


def _ballot(at: Field, component: BallotComponent, found: Figures) -> None:
    cells = at.cells.ballots.get(component.id, {})
    _ballots_check(component, cells)
    counts: dict[str, Exact] = {
        entry: whole(sum(cells.get(entry, {}).values())) for entry in at.entries
    }
    everything, best = sum(counts.values()), max(counts.values(), default=0)
    for entry, count in counts.items():
        if component.turned == "count":
            points: Exact = count * HUNDREDTHS
        else:
            base = everything if component.turned == "share_of_votes" else best
            points = quotient(component.max * count, base) if base else 0
        found.values[entry] = min(points, component.max)
        found.tell(entry, "votes", votes=str(count), of=str(everything), points=text(points))


def _ballots_check(component: BallotComponent, cells: Mapping[str, Mapping[str, Exact]]) -> None:
    spent: dict[str, Exact] = {}
    most = component.most_per_entry if component.form == "points" else 1
    for entry, by_voter in cells.items():
        for voter, value in by_voter.items():
            if not voter:  # votes counted elsewhere: no single voter to hold to the rule
                continue
            if value % 1 or (most is not None and value > most):
                wanted = f"a whole number up to {most or component.points}"
                raise ScoresRefused(
                    "ballot_malformed", judge=voter, entry=entry, value=value, wanted=wanted
                )
            spent[voter] = spent.get(voter, 0) + value
    if component.form == "yes_no":
        return
    for voter, given in spent.items():
        if given > component.points:
            raise ScoresRefused(
                "ballot_overspent",
                judge=voter,
                spent=given,
                component=component.id,
                points=component.points,
            )


def _earlier(at: Field, component: EarlierComponent, found: Figures) -> None:
    typed = at.cells.values.get(component.id, {}).get(1, {})
    before = at.earlier.get(component.round)
    for entry in at.entries:
        value: Exact | None = None
        if entry in typed:
            value = typed[entry] * HUNDREDTHS
        elif before is not None:
            value = _taken(component, before, entry)
        if value is None and component.absent == "zero":
            found.values[entry] = 0
            found.tell(entry, "absent", points="0")
            continue
        found.values[entry] = value
        found.tell(entry, "earlier", round=component.round, take=component.take, points=text(value))


def _taken(component: EarlierComponent, before: Earlier, entry: str) -> Exact | None:
    if component.take == "score":
        return before.scores.get(entry)
    if component.take == "component":
        return before.components.get(component.component or "", {}).get(entry)
    if entry not in before.ranks:
        return None
    return place_points(dict(before.ranks), component.points, more_is_better=False)[entry]


def _fixed(at: Field, component: FixedComponent, found: Figures) -> None:
    typed = at.cells.values.get(component.id, {}).get(1, {})
    for entry in at.entries:
        value = typed.get(entry)
        if component.fact is not None:
            value = fact_number(at.given.entries[entry], component.fact, entry=entry)
        points = max(0, min((value or 0) * HUNDREDTHS, component.max))
        found.values[entry] = whole(points)
        found.tell(entry, "fixed", points=text(points))


def penalty_points(penalty: Penalty, value: Exact) -> Exact:
    """What a penalty takes, in hundredths."""
    taken = penalty.points * penalty_units(value, each=penalty.each, free=penalty.free)
    return taken if penalty.at_most is None else min(taken, penalty.at_most)
