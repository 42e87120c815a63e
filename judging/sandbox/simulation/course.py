"""A whole simulated edition: draw the field, hold round after round, let people decide."""

from dataclasses import dataclass, field
from typing import Any, Final

from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook
from judging.sandbox.simulation import decide
from judging.sandbox.simulation.field import Entrants, entrants_draw
from judging.sandbox.simulation.hold import Held, recheck, round_hold, tie_provoke
from judging.sandbox.simulation.naming import meeting_decided
from judging.sandbox.simulation.size import entries_wanted
from judging.sandbox.simulation.stream import Stream
from judging.tally.edition.edition import EditionTally, RoundTally, edition_tally
from judging.tally.edition.given import Given
from judging.tally.edition.quotas import direct_entries

_LAPS: Final = 8


@dataclass(slots=True)
class Course:
    """An edition under way, and at its end."""

    rulebook: Rulebook
    seed: str
    entrants: Entrants
    held: list[Held] = field(default_factory=list)
    judges: dict[str, dict[str, Any]] = field(default_factory=dict)
    later: list[dict[str, Any]] = field(default_factory=list)
    waited: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    tally: EditionTally | None = None

    @property
    def given(self) -> Given:
        """Everything so far, as it would stand in a file of scores and a file of facts."""
        decisions = [
            *self.entrants.direct,
            *(each for held in self.held for each in held.decisions),
        ]
        return Given(
            sheets={held.round.id: held.sheets for held in self.held if held.sheets},
            entries=self.entrants.attributes,
            judges=self.judges,
            decisions=(*decisions, *self.later),
            listed=True,
        )


def course_run(rulebook: Rulebook, *, seed: str = "1", entries: int | None = None) -> Course:
    """Run an edition to its end; the same seed and document give the same edition.

    Raises ``SandboxRefused``, and ``ScoresRefused`` where the rulebook names what
    cannot be counted yet.
    """
    stream = Stream(seed)
    count = entries_wanted(rulebook) if entries is None else entries
    course = Course(rulebook, seed, entrants_draw(rulebook, stream.of("field"), count))
    course.tally = edition_tally(rulebook, course.given)
    for round_ in rulebook.rounds:
        field_ = _field(course, round_)
        if field_:
            _hold(course, round_, field_, stream.of("round", round_.id))
    return course


def _field(course: Course, round_: Round) -> tuple[str, ...]:
    """Who takes part, as the engine will say once there are scores."""
    rulebook, given = course.rulebook, course.given
    direct = set(direct_entries(given, rulebook, round_.id))
    before = rulebook.rounds[: [each.id for each in rulebook.rounds].index(round_.id)]
    if not any(rule.to == round_.id for each in before for rule in each.promotion):
        others = {
            entry
            for each in rulebook.rounds
            if each.id != round_.id
            for entry in direct_entries(given, rulebook, each.id)
        }
        return tuple(sorted(set(given.entries) - others | direct))
    assert course.tally is not None
    sent = {
        entry
        for held in course.tally.rounds
        for entry, to in held.promoted.to.items()
        if to == round_.id
    }
    gone = {each["entry"] for each in given.decided("withdrawal", round=round_.id)}
    return tuple(sorted((sent | direct) - gone))


def _hold(course: Course, round_: Round, entries: tuple[str, ...], stream: Stream) -> None:
    ranks = _ranks_before(course, round_)
    held = round_hold(
        course.rulebook, round_, entries, entrants=course.entrants, ranks=ranks, stream=stream
    )
    course.held.append(held)
    if held.jury.named:
        for entry, panel in held.jury.of_entry.items():
            course.entrants.attributes[entry][f"panel@{round_.id}"] = panel
    for judge in (*held.jury.all(), *held.further):
        course.judges[judge.name] = dict(judge.attributes)
    held.decisions += decide.lists_decided(
        course.rulebook, round_, course.given, course.entrants.quality, stream.of("lists")
    )
    held.decisions += meeting_decided(
        course.rulebook,
        round_,
        entries,
        ranks=ranks,
        attributes=course.entrants.attributes,
        stream=stream.of("meeting"),
    )
    counted = _count(course, round_)
    if counted is None:
        return
    counted = _tied(course, held, counted)
    _settle(course, held, counted, stream)


def _ranks_before(course: Course, round_: Round) -> dict[str, int]:
    before = course.rulebook.round_before(round_.id)
    assert course.tally is not None
    return {
        line.entry: line.rank
        for each in course.tally.rounds
        if before is not None and each.round.id == before.id
        for line in each.lines
        if line.rank is not None
    }


def _count(course: Course, round_: Round) -> RoundTally | None:
    """Count everything anew; None where the round has no scores and no facts to stand on."""
    course.tally = edition_tally(course.rulebook, course.given)
    return next((each for each in course.tally.rounds if each.round.id == round_.id), None)


def _tied(course: Course, held: Held, counted: RoundTally) -> RoundTally:
    """Provoke a tie at the line: the first that stays behind gets the marks of the last that went.

    Where nobody is cut, the second gets the marks of the first.
    """
    if held.round.knockout is not None:
        return counted
    for group in dict.fromkeys(line.group for line in counted.lines):
        ranked = [
            line.entry for line in counted.lines if line.group == group and line.rank is not None
        ]
        going = [entry for entry in ranked if entry in counted.promoted.to]
        behind = [entry for entry in ranked if entry not in counted.promoted.to]
        pair = (going[-1], behind[0]) if going and behind else tuple(ranked[:2])
        if len(pair) == 2 and tie_provoke(held, *pair):
            held.happened["tie_provoked"] = list(pair)
            again = _count(course, held.round)
            assert again is not None
            return again
    return counted


def _settle(course: Course, held: Held, counted: RoundTally, stream: Stream) -> None:
    """Judge again, let the committee decide what waits, name awards, lose some on the way."""
    due = [*decide.rechecks_due(counted), *decide.rechecks_asked(counted, stream)]
    held.happened["rechecked"] = len(due)
    for entry in due:
        own = stream.of("recheck", entry)
        for judge in recheck(held, course.rulebook, entry, course.entrants, own).values():
            course.judges[judge.name] = dict(judge.attributes)
    held.decisions += decide.diligence(counted, stream)
    counted = _again(course, held)
    course.waited[held.round.id] = decide.waiting(counted)
    for lap in range(_LAPS):
        new = decide.committee(counted, stream.of("lap", str(lap)))
        if not new:
            break
        held.decisions += new
        counted = _again(course, held)
    gone = decide.withdrawals(counted, stream)
    held.happened["withdrawn"] = [each["entry"] for each in gone]
    course.later += gone
    held.decisions += decide.named(_again(course, held), stream)
    _again(course, held)


def _again(course: Course, held: Held) -> RoundTally:
    counted = _count(course, held.round)
    assert counted is not None
    return counted
