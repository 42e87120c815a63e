"""Ranks within groups, the tie ladder, thresholds beside the score."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from contest.rulebook.v1.promotion import Threshold
from contest.rulebook.v1.ties import DECISIONS, TieStep
from judging.tally.combine.figure import Figure
from judging.tally.combine.mean import median
from judging.tally.edition.component import Earlier, Field, Figures, text
from judging.tally.edition.facts import conditions_hold, fact_order
from judging.tally.edition.lines import Lines
from judging.tally.edition.sheets import Panel, rubric_for
from judging.tally.edition.total import Totals
from judging.tally.exact import Exact, exact_text, mean_of
from judging.tally.places.compare import by_value, count_back, head_to_head, recorded, voted
from judging.tally.places.ladder import Group, Place, Reading, Step, descend
from judging.tally.rubric.node import worth_of

Crosses = Callable[[int, int], bool]
AT_LINES: Final = ("promote_all", "promote_none")
OF_SHEETS: Final = ("sum_of_all", "mean_of_all", "median", "highest_sheet")


@dataclass(frozen=True, slots=True)
class Ranker:
    """Orders any entries of a round by its score and its ladder."""

    at: Field
    totals: Totals
    bracket: tuple[Place, ...] | None = None
    known: dict[frozenset[str], list[Place]] = field(default_factory=dict)

    def ranked(self, entry: str) -> bool:
        """Whether an entry can have a rank."""
        score = self.totals.scores[entry]
        if self.bracket is not None:
            return not score.barred
        return not score.barred and score.exact is not None

    def places(self, entries: Iterable[str], crosses: Crosses) -> list[Place]:
        """The places, best first; entries without a figure or barred from the rank are left out."""
        among = frozenset(entry for entry in entries if self.ranked(entry))
        if self.bracket is not None:
            return _among(self.bracket, among)
        if any(step.at == "line" or step.rule in AT_LINES for step in self.at.round.ties):
            return self._places(among, crosses)
        # Where no step looks at lines the places are the same for whoever asks.
        if among not in self.known:
            self.known[among] = self._places(among, crosses)
        return self.known[among]

    def _places(self, entries: frozenset[str], crosses: Crosses) -> list[Place]:
        on = self.at.round.total.ties_on
        groups: dict[Exact, list[str]] = {}
        for entry in entries:
            figure = self.totals.figure(entry, on=on)
            if figure is not None:
                groups.setdefault(figure, []).append(entry)
        steps = [self._step(step) for step in self.at.round.ties]
        found: list[Place] = []
        rank = 1
        for figure in sorted(groups, reverse=True):
            group = tuple(sorted(groups[figure]))
            if len(group) == 1:
                found.append(Place(group))
            else:
                found.extend(descend(group, steps, crosses=crosses, first=rank))
            rank += len(group)
        return found

    def line_value(self, entry: str, of: str) -> Exact | None:
        """A figure beside the score: total, a component, or a line's mean over counted sheets."""
        if of == "total":
            return self.totals.scores[entry].exact
        if of in self.totals.components:
            return self.totals.components[of].values.get(entry)
        for figures in self.totals.components.values():
            if figures.component.kind == "sheet" and entry in figures.panels:
                lines = self.at.names.lines[
                    rubric_for(figures.component, self.at.given.entries[entry])
                ]
                if of in lines.criteria or of in lines.nodes:
                    made = figures.joined[entry].combined
                    counted = made.counted if made else ()
                    return _line_mean(lines, figures.panels[entry], counted, of)
        return None

    def reaches(self, entry: str, threshold: Threshold) -> bool:
        """Whether a figure reaches a threshold; none is below every line."""
        value = self.line_value(entry, threshold.of)
        if value is None:
            return False
        if threshold.at_least is not None and value < threshold.at_least:
            return False
        return threshold.above is None or value > threshold.above

    def _step(self, step: TieStep) -> Step:
        line = step.at == "line"
        if step.rule == "share":
            return Step(step.label, "share", line_only=line)
        if step.rule in AT_LINES:
            # At a line only: elsewhere nothing hangs on it.
            kind = "promote_all" if step.rule == "promote_all" else "promote_none"
            return Step(step.label, kind, line_only=True)  # type: ignore[arg-type]
        if step.rule in DECISIONS:
            return Step(step.label, "order", lambda group: self._decided(step, group), line)
        return Step(step.label, "values", lambda group: self._read(step, group), line)

    def _decided(self, step: TieStep, group: Group) -> Reading:
        decisions = [
            each
            for kind in ("tie", "poll")
            for each in self.at.given.decided(kind, round=self.at.round.id, rule=step.rule)
        ]
        polls = [each["votes"] for each in decisions if each["kind"] == "poll"]
        reading = voted(group, polls)
        if reading.keys is not None:
            return reading
        return recorded(group, [tuple(each["order"]) for each in decisions if "order" in each])

    def _read(self, step: TieStep, group: Group) -> Reading:
        if step.rule == "count_back":
            return count_back(group, self._sheets(group), show=_unsigned)
        if step.rule == "head_to_head":
            return head_to_head(group, self._sheets(group))
        values = self._values(step, group)
        show = exact_text if step.rule == "fact" else _in_points
        return by_value(group, values, more_is_better=self._more(step), show=show)

    def _more(self, step: TieStep) -> bool:
        """Whether more stands before less: not where places are added up."""
        if step.rule == "fact":
            return step.better == "higher"
        if step.rule == "component":
            return not self.totals.components[step.component or ""].ascending
        earlier = self._before(step) if step.rule == "earlier_round" else None
        return earlier is None or not earlier.ascending

    def _values(self, step: TieStep, group: Group) -> dict[str, Exact | None]:
        if step.rule in OF_SHEETS:
            sheets = self._sheets(group)
            return {entry: _of_sheets(step.rule, sheets[entry]) for entry in group}
        return {entry: self._value(step, entry) for entry in group}

    def _value(self, step: TieStep, entry: str) -> Exact | None:
        if step.rule == "criterion":
            return self.line_value(entry, step.criterion or "")
        if step.rule == "component":
            return self.line_value(entry, step.component or "")
        if step.rule == "fact":
            fact = next(each for each in self.at.rulebook.facts if each.id == step.fact)
            return fact_order(self.at.given.entries[entry], fact, entry=entry)
        earlier = self._before(step)
        return None if earlier is None else earlier.scores.get(entry)

    def _before(self, step: TieStep) -> Earlier | None:
        """The round that ``earlier_round`` asks; None where it was not held."""
        before = self.at.rulebook.round_before(self.at.round.id)
        return self.at.earlier.get(step.round or (before.id if before else ""))

    def _sheets(self, group: Iterable[str]) -> dict[str, dict[str, Exact]]:
        """The totals of all sheets that count for the score, the dropped ones too.

        The greater the better: where judges wrote places, 1 is the best and they turn round.
        """
        counting = [each for each in self.totals.components.values() if each.component.counts]
        if len(counting) == 1:
            return {entry: self._upward(counting[0], entry) for entry in group}
        return {
            entry: {
                f"{figures.component.id}.{judge}": total
                for figures in counting
                for judge, total in self._upward(figures, entry).items()
            }
            for entry in group
        }

    def _upward(self, figures: Figures, entry: str) -> dict[str, Exact]:
        totals, component = figures.sheet_totals(entry), figures.component
        rubric = getattr(component, "rubric", None)
        if rubric is not None and self.at.rulebook.rubric(rubric).input == "ranks":
            return {judge: -total for judge, total in totals.items()}
        return dict(totals)


def _among(bracket: Iterable[Place], entries: frozenset[str]) -> list[Place]:
    return [
        replace(place, entries=kept)
        for place in bracket
        if (kept := tuple(entry for entry in place.entries if entry in entries))
    ]


def _of_sheets(rule: str, totals: Mapping[str, Exact]) -> Exact | None:
    if not totals:
        return None
    if rule == "sum_of_all":
        return sum(totals.values())
    if rule == "mean_of_all":
        return mean_of(totals.values())
    if rule == "median":
        return median([Figure(judge, total) for judge, total in totals.items()]).value
    return max(totals.values())  # highest_sheet


def _line_mean(lines: Lines, panel: Panel, counted: Sequence[str], of: str) -> Exact | None:
    values: list[Exact] = []
    for judge in counted:
        sheet = panel.sheets.get(judge)
        if sheet is not None and sheet.marks:
            own: dict[str, Exact] = {}
            worth_of(lines.root, sheet.marks, absent=sheet.absent, lines=own)
            if of in own:
                values.append(own[of])
    return mean_of(values) if values else None


def _in_points(value: Exact) -> str:
    return text(max(value, -value)) or ""


def _unsigned(value: Exact) -> str:
    return exact_text(max(value, -value))


def must_pass(ranker: Ranker) -> None:
    """Bar or mark the entries that miss a threshold of the round."""
    rule = ranker.at.round.must_pass
    if rule is None:
        return
    for entry, score in ranker.totals.scores.items():
        if score.exact is None:
            continue
        missed = [each.of for each in rule.all if not ranker.reaches(entry, each)]
        if not missed:
            continue
        saved = any(
            conditions_hold(
                (each,), ranker.at.given.entries[entry], entry=entry, rulebook=ranker.at.rulebook
            )
            for each in rule.or_facts
        )
        facts: dict[str, Any] = {"missed": missed, "saved_by_fact": saved}
        score.steps.append({"step": "threshold", **facts})
        if not saved and rule.otherwise == "excluded":
            score.barred = score.barred or "threshold"
        elif not saved:
            score.failed = "threshold"
