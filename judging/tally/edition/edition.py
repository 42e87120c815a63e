"""A whole edition: round after round, with all that is carried between them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from contest.rulebook.v1.checks.joint import joint_component
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.later import rulebook_later
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook
from core.numbers import HUNDREDTHS
from judging.tally.edition.awarding import Awarded, award, diligence_picks
from judging.tally.edition.collect import Collected, Collector, Names
from judging.tally.edition.component import Earlier, Field, Figures, plain_component
from judging.tally.edition.cuts import cut_lines
from judging.tally.edition.decisions import decisions_check
from judging.tally.edition.duels import bracket
from judging.tally.edition.facts import grouped
from judging.tally.edition.finishing import finish
from judging.tally.edition.given import Given
from judging.tally.edition.held import round_held
from judging.tally.edition.panels import sheet_component
from judging.tally.edition.promoting import Promoted, promote
from judging.tally.edition.quick import quick_sheets
from judging.tally.edition.quotas import direct_entries
from judging.tally.edition.ranking import Ranker, must_pass
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.edition.total import Score, Totals, totals
from judging.tally.exact import Exact, quotient
from judging.tally.places.ladder import Place


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in one round."""

    entry: str
    score: Score
    rank: int | None
    group: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class RoundTally:
    """One round's result: lines best first, group by group, then who has no rank.

    ``at`` is what was counted, so that it can be counted again with a change.
    """

    at: Field
    round: Round
    lines: tuple[Line, ...]
    totals: Totals
    promoted: Promoted
    awarded: Awarded
    direct: Mapping[str, str]
    diligence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionTally:
    """The rounds that were held, in order."""

    rulebook: Rulebook
    rounds: tuple[RoundTally, ...]


@dataclass(slots=True)
class _Course:
    """How far the edition has come."""

    rulebook: Rulebook
    given: Given
    fields: Mapping[str, tuple[str, ...]]
    earlier: dict[str, Earlier] = field(default_factory=dict)
    into: dict[str, set[str]] = field(default_factory=dict)
    open: dict[str, set[str]] = field(default_factory=dict)


def edition_tally(
    rulebook: Rulebook, given: Given, *, fields: Mapping[str, tuple[str, ...]] | None = None
) -> EditionTally:
    """Count every round that has scores; raises ``ScoresRefused``.

    The order in which rows came in changes nothing. ``fields`` names who takes
    part in a round whatever the rounds before say: so other rules are tried on
    those who were really there.
    """
    for later in rulebook_later(rulebook):
        raise ScoresRefused("method_later", method=later.what)
    decisions_check(rulebook, given)
    course = _Course(rulebook, given, fields or {})
    found: list[RoundTally] = []
    for round_ in rulebook.rounds:
        entries = _entries(course, round_)
        if entries and round_held(rulebook, given, round_):
            found.append(_round(course, round_, entries))
    return EditionTally(rulebook, tuple(found))


def _entries(course: _Course, round_: Round) -> tuple[str, ...]:
    """Who takes part: sent on by a round before, by a path of their own, or all with scores."""
    if round_.id in course.fields:
        return course.fields[round_.id]
    given = course.given
    scored = set(given.sheets.get(round_.id, {}))
    direct = set(direct_entries(given, course.rulebook, round_.id))
    if round_.id in course.into:
        allowed = course.into[round_.id] | direct | course.open[round_.id]
        for entry in sorted(scored - allowed):
            raise ScoresRefused("entry_not_in_round", entry=entry, round=round_.id)
        gone = {each["entry"] for each in given.decided("withdrawal", round=round_.id)} - scored
        return tuple(sorted((course.into[round_.id] | direct | scored) - gone))
    if not course.earlier and given.listed:
        return tuple(sorted(set(given.entries) - _direct_later(course, round_) | scored))
    return tuple(sorted(scored | direct))


def _direct_later(course: _Course, round_: Round) -> set[str]:
    """Entries that come into a later round by a path and so take no part here."""
    later = [each.id for each in course.rulebook.rounds if each.id != round_.id]
    found: set[str] = set()
    for each in later:
        found |= set(direct_entries(course.given, course.rulebook, each))
    return found


def _round(course: _Course, round_: Round, entries: tuple[str, ...]) -> RoundTally:
    at = field_of(course.rulebook, round_, course.given, entries, course.earlier)
    found = round_tally(at, components_count(at))
    _carry(course, found)
    return found


def field_of(
    rulebook: Rulebook,
    round_: Round,
    given: Given,
    entries: tuple[str, ...],
    earlier: Mapping[str, Earlier],
) -> Field:
    """The round about to be counted; cells that can be read at once are not read one by one."""
    names = Names(rulebook, round_)
    at = Field(rulebook, round_, given, names, Collected(), entries, earlier)
    for component in round_.components:
        if isinstance(component, SheetComponent):
            sheets = quick_sheets(at, component)
            if sheets is not None:
                return replace(at, quick=sheets)
    return replace(at, cells=Collector(given, round_, names).collect())


def round_tally(at: Field, components: Mapping[str, Figures]) -> RoundTally:
    """One round from its counted components to places, promotion and awards."""
    counted = totals(at, components)
    ranker = _ranker(at, counted)
    must_pass(ranker)
    _barred(at, counted)
    picks = diligence_picks(ranker)
    _diligence(at, counted)
    last = at.round.id == at.rulebook.rounds[-1].id
    lines = _lines(ranker, last=last)
    return RoundTally(
        at=at,
        round=at.round,
        lines=lines,
        totals=counted,
        promoted=promote(ranker),
        awarded=award(ranker, last=last),
        direct=direct_entries(at.given, at.rulebook, at.round.id),
        diligence=tuple(picks),
    )


def components_count(at: Field) -> dict[str, Figures]:
    """All components in the document's order; ballots first, they may sit in a panel."""
    found: dict[str, Figures] = {}
    for component in at.round.components:
        if not isinstance(component, SheetComponent):
            found[component.id] = plain_component(at, component)
            finish(at, found[component.id])
    for component in at.round.components:
        if isinstance(component, SheetComponent):
            found[component.id] = sheet_component(at, component, found)
            finish(at, found[component.id])
    return {component.id: found[component.id] for component in at.round.components}


def _barred(at: Field, counted: Totals) -> None:
    for kind in ("withdrawal", "no_show", "disqualified"):
        for decision in at.given.decided(kind, round=at.round.id):
            if decision["entry"] in counted.scores:
                score = counted.scores[decision["entry"]]
                score.barred = kind
                score.steps.append({"step": kind})


def _diligence(at: Field, counted: Totals) -> None:
    rule = at.rulebook.diligence
    if rule is None or rule.after != at.round.id:
        return
    # The last word on an entry stands: what was mended is ok.
    results = {each["entry"]: each["result"] for each in at.given.decided("diligence")}
    for entry, result in results.items():
        effect = {"mismatch": rule.mismatch, "refused": rule.refused}.get(result, "")
        if not effect or entry not in counted.scores:
            continue
        score = counted.scores[entry]
        score.steps.append({"step": "diligence", "result": result, "effect": effect})
        if effect == "committee":
            score.failed = "committee_due"
        else:
            score.barred = effect


def _lines(ranker: Ranker, *, last: bool) -> tuple[Line, ...]:
    at = ranker.at
    found: list[Line] = []
    ranked: set[str] = set()
    groups = grouped(at.given, at.entries, at.round.rank_within, round_id=at.round.id)
    for group, members in groups.items():
        rank, cut = 1, cut_lines(ranker, group, len(members), last=last)

        def crosses(first: int, end: int, cut: list[int] = cut) -> bool:
            return any(first <= line < end for line in cut)

        for place in ranker.places(members, crosses):
            found += [
                Line(entry, ranker.totals.scores[entry], rank, group, place)
                for entry in place.entries
            ]
            ranked.update(place.entries)
            rank += len(place.entries)
    for group, members in groups.items():
        found += [
            Line(entry, ranker.totals.scores[entry], None, group, None)
            for entry in members
            if entry not in ranked
        ]
    return tuple(found)


def _ranker(at: Field, counted: Totals) -> Ranker:
    """What orders the round: its bracket, or its scores and its ladder."""
    if at.round.knockout is None:
        return Ranker(at, counted)
    figures = {
        entry: figure
        for entry in at.entries
        if (figure := counted.figure(entry, on=at.round.total.ties_on)) is not None
    }
    places, told = bracket(at, at.round.knockout, figures)
    for entry, steps in told.items():
        counted.scores[entry].steps.extend(steps)
    return Ranker(at, counted, tuple(places))


def _carry(course: _Course, found: RoundTally) -> None:
    """What later rounds read of this one, and who is in them."""
    course.earlier[found.round.id] = Earlier(
        scores={
            line.entry: _shown(line.score) for line in found.lines if line.score.units is not None
        },
        ranks={line.entry: line.rank for line in found.lines if line.rank is not None},
        components={key: each.values for key, each in found.totals.components.items()},
        ascending=found.totals.ascending,
        sheets=_sheets(found),
        entries=found.at.entries,
    )
    for rule in found.round.promotion:
        if rule.to is not None:
            course.into.setdefault(rule.to, set())
            course.open.setdefault(rule.to, set()).update(found.promoted.undecided)
    for entry, to in found.promoted.to.items():
        if to:
            course.into[to].add(entry)


def _sheets(found: RoundTally) -> Callable[[str], Mapping[str, Exact]] | None:
    """The totals of an entry's sheets by judge, for a joint fit."""
    component = joint_component(found.round)
    return None if component is None else found.totals.components[component.id].sheet_totals


def _shown(score: Score) -> Exact:
    """An earlier score as it was published: rounded, in hundredths."""
    return quotient((score.units or 0) * HUNDREDTHS, 10**score.decimals)
