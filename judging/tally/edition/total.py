"""The components of a round as one score: total, penalties, limit, the one rounding."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from contest.rulebook.v1.components import BallotComponent
from contest.rulebook.v1.rounds import Total
from core.numbers import HUNDREDTHS
from judging.tally.combine.ranks import midranks
from judging.tally.edition.component import Field, Figures, Step, penalty_points, text
from judging.tally.edition.limits import beyond_limits
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.edition.struck import moves_up, struck_first
from judging.tally.edition.vetoes import vetoes_of_entry
from judging.tally.exact import Exact, Rounding, decimal_of, quotient, units, whole


@dataclass(slots=True)
class Score:
    """An entry's score in a round.

    ``exact`` in hundredths, ``units`` of the last shown decimal; both None where
    there is no result. ``barred`` says why it has no rank although it has a
    score; ``failed`` that it is ranked and neither promoted nor awarded. A
    step that is rarely read is a call that makes it.
    """

    exact: Exact | None = None
    units: int | None = None
    decimals: int = 2
    barred: str = ""
    failed: str = ""
    steps: list[Step | Callable[[], Step]] = field(default_factory=list)

    @property
    def final(self) -> Decimal | None:
        """The score as it is shown."""
        return None if self.units is None else decimal_of(self.units, self.decimals)


@dataclass(frozen=True, slots=True)
class Totals:
    """All scores of a round; ``ascending`` where the lowest is the best."""

    scores: Mapping[str, Score]
    ascending: bool
    components: Mapping[str, Figures]

    def figure(self, entry: str, *, on: str) -> Exact | None:
        """What entries are ordered by, the greater the better."""
        score = self.scores[entry]
        value: Exact | None = score.exact if on == "exact" else score.units
        if on != "exact" and value is not None and score.decimals != 2:
            value = quotient(value * HUNDREDTHS, 10**score.decimals)
        return -value if value is not None and self.ascending else value


def totals(at: Field, components: Mapping[str, Figures]) -> Totals:
    """The score of every entry of a round."""
    counting = [
        figures
        for figures in components.values()
        if figures.component.counts and not _sits_in(figures)
    ]
    ascending = _ascending(at, counting)
    places = _places(counting) if at.round.total.method == "rank-sum" else {}
    scores: dict[str, Score] = {}
    vetoes = any(lines.rubric.vetoes for lines in at.names.lines.values())
    for entry in at.entries:
        score = Score()
        score.exact = _exact(at, counting, places, entry, score.steps)
        if vetoes:
            _vetoes(at, entry, score, ascending=ascending)
        if score.exact is not None:
            score.exact = _reduced(at, entry, score)
        if at.cells.penalties or at.cells.run_penalties:
            _limits(at, entry, score, ascending=ascending)
        if score.exact is not None:
            _round(at, score)
        scores[entry] = score
    if moves_up(at):
        _struck(at, components, scores)
    return Totals(scores, ascending, components)


def _struck(at: Field, components: Mapping[str, Figures], scores: Mapping[str, Score]) -> None:
    """Whoever was struck before places were counted is out of the ranking."""
    for entry, why in struck_first(at, components).items():
        scores[entry].barred = scores[entry].barred or why
        scores[entry].steps.append({"step": "struck", "why": why})


def _round(at: Field, score: Score) -> None:
    """The one rounding of the round."""
    rule = at.round.total
    mode: Rounding = "truncate" if rule.rounding == "down" else rule.rounding
    exact = score.exact or 0
    score.decimals = rule.decimals
    score.units = units(exact, rule.decimals, mode, per=HUNDREDTHS)
    score.steps.append(partial(_rounded_step, exact, score.units, rule))


def _rounded_step(exact: Exact, count: int, rule: Total) -> Step:
    return {
        "step": "rounded",
        "decimals": rule.decimals,
        "rounding": rule.rounding,
        "exact": text(exact),
        "points": str(decimal_of(count, rule.decimals)),
    }


def _sits_in(figures: Figures) -> bool:
    component = figures.component
    return isinstance(component, BallotComponent) and component.as_juror_of is not None


def _ascending(at: Field, counting: list[Figures]) -> bool:
    """Places are never added to points: they stand alone, or the total adds places."""
    return at.round.total.method == "rank-sum" or any(each.ascending for each in counting)


def _places(counting: list[Figures]) -> dict[str, dict[str, Exact]]:
    """Each component's places of those who have all components."""
    complete = [
        entry
        for entry in (counting[0].values if counting else ())
        if all(figures.values.get(entry) is not None for figures in counting)
    ]
    return {
        figures.component.id: midranks(
            {entry: figures.values[entry] or 0 for entry in complete},
            more_is_better=not figures.ascending,
        )
        for figures in counting
    }


def _exact(
    at: Field,
    counting: list[Figures],
    places: Mapping[str, Mapping[str, Exact]],
    entry: str,
    steps: list[Step | Callable[[], Step]],
) -> Exact | None:
    """The total in hundredths before penalties, None where a component has no result."""
    missing = [each.component.id for each in counting if each.values.get(entry) is None]
    if missing or not counting:
        steps.append({"step": "no_result", "components": missing})
        return None
    method = at.round.total.method
    parts: list[tuple[str, Exact, Exact]] = []
    total: Exact = 0
    for figures in counting:
        component = figures.component
        value = figures.values[entry] or 0
        if method == "rank-sum":
            value = places[component.id][entry] * HUNDREDTHS
        share: Exact = 1
        if method != "rank-sum" and component.weight is not None:
            share = component.weight
        part = value if share == 1 else quotient(value * share, 1)
        total = total + part if parts else part
        parts.append((component.id, value, share))
    total = whole(total)
    steps.append(partial(_total_step, method, parts, total))
    return total


def _total_step(method: str, parts: list[tuple[str, Exact, Exact]], total: Exact) -> Step:
    told = {component: f"{text(value)} x {share}" for component, value, share in parts}
    return {"step": "total", "method": method, "parts": told, "points": text(total)}


def _reduced(at: Field, entry: str, score: Score) -> Exact:
    value = score.exact or 0
    if value.numerator < 0:
        value = 0
    for penalty in at.round.penalties:
        given = at.cells.penalties.get(("", penalty.id), {}).get(entry)
        if given is not None:
            taken = penalty_points(penalty, given)
            value = max(0, value - taken)
            facts = {"penalty": penalty.id, "value": str(given), "taken": text(taken)}
            score.steps.append({"step": "penalty", **facts, "points": text(value)})
    if at.round.at_most is not None and value > at.round.at_most:
        value = at.round.at_most
        score.steps.append({"step": "at_most", "points": text(value)})
    return value


def _vetoes(at: Field, entry: str, score: Score, *, ascending: bool) -> None:
    """What ends it: excluded has no rank, zero has 0 points, committee waits or was decided."""
    for veto, said, effect in vetoes_of_entry(at, entry):
        score.steps.append({"step": "veto", "veto": veto.id, "by": said, "effect": effect})
        if effect == "zero" and ascending:
            raise ScoresRefused("zero_of_places", of=veto.id, entry=entry, round=at.round.id)
        if effect == "zero":
            score.exact = 0
        elif effect == "excluded":
            score.barred = "veto"
        elif effect == "committee":
            score.barred = "veto_undecided"


def _limits(at: Field, entry: str, score: Score, *, ascending: bool) -> None:
    """Penalties beyond their limits, the round's own and those of its components."""
    for effect, step in beyond_limits(at, "", at.round.penalties, entry):
        score.steps.append(step)
        if effect == "zero" and ascending:
            raise ScoresRefused(
                "zero_of_places", of=step["penalty"], entry=entry, round=at.round.id
            )
        if effect == "zero" and score.exact is not None:
            score.exact = 0
        _bar(score, effect)
    for component in at.round.components:
        for effect, step in beyond_limits(at, component.id, component.penalties, entry):
            if effect != "zero":  # That is told with the component, which has 0 points by it.
                score.steps.append(step)
            _bar(score, effect)


def _bar(score: Score, effect: str) -> None:
    if effect in ("excluded", "committee"):
        why = "penalty" if effect == "excluded" else "penalty_undecided"
        score.barred = score.barred or why
