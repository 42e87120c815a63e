"""What scores hold beside marks: measured values, votes, fixed points, penalties, vetoes."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from contest.rulebook.v1.components import (
    BallotComponent,
    Component,
    FixedComponent,
    MeasureComponent,
    Penalty,
    SheetComponent,
    penalty_by_run,
)
from contest.rulebook.v1.measures import BandsMeasure, LinearMeasure, Measure
from contest.rulebook.v1.rounds import Round
from core.numbers import HUNDREDTHS
from judging.sandbox.simulation.facts import decimal_text, lowest_of
from judging.sandbox.simulation.jury import Jury
from judging.sandbox.simulation.marks import Marker
from judging.sandbox.simulation.stream import Stream
from judging.tally.edition.measured import band_points

Row = tuple[str, str, str, str]
"""Entry, judge (empty where nobody judged), name, value."""
_PUBLIC = 60
_LAPS = 20


def extras_draw(
    round_: Round,
    entries: Sequence[str],
    jury: Jury,
    *,
    quality: Mapping[str, int],
    markers: Mapping[str, Marker],
    stream: Stream,
) -> Iterator[Row]:
    """All of it for one round."""
    for component in round_.components:
        own = stream.of("component", component.id)
        for penalty in component.penalties:
            if component.runs is not None and penalty_by_run(component, penalty):
                for run in range(1, component.runs.count + 1):
                    of_run = own.of("run", str(run))
                    yield from _penalties(entries, penalty, f"{penalty.id}#{run}", of_run)
            else:
                yield from _penalties(entries, penalty, penalty.id, own)
        if isinstance(component, BallotComponent):
            yield from _ballots(component, entries, jury, quality, own)
        else:
            yield from _values(round_, component, entries, quality, own)
        if isinstance(component, SheetComponent):
            yield from _lines(markers[component.id], entries, jury, quality, own)
    for penalty in round_.penalties:
        yield from _penalties(entries, penalty, penalty.id, stream)


def _penalties(
    entries: Sequence[str], penalty: Penalty, name: str, stream: Stream
) -> Iterator[Row]:
    for entry in entries:
        own = stream.of("penalty", penalty.id, entry)
        if own.one_in(12):
            value = penalty.free + penalty.each * own.between(1, 3)
            if penalty.beyond is not None and own.one_in(4):
                value = penalty.beyond.above + penalty.each
            yield entry, "", name, decimal_text(Fraction(value))


def _values(
    round_: Round,
    component: Component,
    entries: Sequence[str],
    quality: Mapping[str, int],
    stream: Stream,
) -> Iterator[Row]:
    for entry in entries:
        own = stream.of("value", entry)
        if isinstance(component, FixedComponent) and component.fact is None:
            value = Fraction(component.max * own.between(0, 10), 10 * HUNDREDTHS)
            yield entry, "", component.id, decimal_text(value)
        elif isinstance(component, MeasureComponent) and _typed(component.measure):
            for run in range(1, (component.runs.count if component.runs else 1) + 1):
                name = component.id if run == 1 else f"{component.id}#{run}"
                of_run = own.of(str(run))
                value = _value(component.measure, component.max, quality[entry], of_run)
                value = _mostly_passing(round_, component, value, of_run)
                yield entry, "", name, decimal_text(value)


def _mostly_passing(
    round_: Round, component: MeasureComponent, value: Fraction, stream: Stream
) -> Fraction:
    """The value, or another one where it misses what the round asks for; one in twelve may miss it.

    Borders are drawn on both sides, and so would put out nearly half of a field.
    """
    measure, rule = component.measure, round_.must_pass
    lines = [each for each in (rule.all if rule else ()) if each.of == component.id]
    if not isinstance(measure, BandsMeasure) or not lines or stream.of("misses").one_in(12):
        return value
    for lap in range(_LAPS):
        points = band_points(measure, value)
        if all(points >= (each.at_least or 0) and points > (each.above or -1) for each in lines):
            break
        value = _banded(measure, stream.of("again", str(lap)))
    return value


def _lines(
    marker: Marker, entries: Sequence[str], jury: Jury, quality: Mapping[str, int], stream: Stream
) -> Iterator[Row]:
    """Measured lines of a sheet, and the vetoes of its judges."""
    for entry in entries:
        lines = marker.of(entry)
        absent = lines.absent_for(marker.attributes[entry])
        for key, criterion in lines.criteria.items():
            if criterion.measure is None or key in absent or not _typed(criterion.measure):
                continue
            top = int(lines.nodes[key].worth)
            value = _value(criterion.measure, top, quality[entry], stream.of("line", entry, key))
            yield entry, "", marker.name(key, 1), decimal_text(value)
        for veto in lines.rubric.vetoes:
            own = stream.of("veto", veto.id, entry)
            if veto.by != "fact" and own.one_in(40):
                for judge in jury.judges(entry):
                    yield entry, judge.name, marker.name(veto.id, 1), "1"


def _typed(measure: Measure) -> bool:
    """Whether the value comes with the scores."""
    return measure.formula != "cases" and getattr(measure, "fact", None) is None


def _value(measure: Measure, top: int, quality: int, stream: Stream) -> Fraction:
    """A value with which an entry of this quality gets about its share of the points."""
    share = max(20, min(1000, quality + stream.around(60)))
    if isinstance(measure, LinearMeasure):
        value = measure.none_at + (measure.full_at - measure.none_at) * Fraction(share, 1000)
        return Fraction(int(value * HUNDREDTHS), HUNDREDTHS)
    if isinstance(measure, BandsMeasure):
        return _banded(measure, stream)
    if measure.formula == "value":
        return Fraction(top * share // 1000, HUNDREDTHS)
    better = getattr(measure, "better", "lower")
    return Fraction(share if better == "higher" else 2020 - share, 10)


def _banded(measure: BandsMeasure, stream: Stream) -> Fraction:
    """A value in, at the border of, or between any of the bands."""
    borders = sorted(
        border
        for each in measure.bands
        for border in (each.at_least, each.above)
        if border is not None
    )
    if not borders:
        return Fraction(stream.between(1, 100))
    border, unit = stream.pick(borders), Fraction(1)
    value = border + unit * stream.between(-1, 2)
    low = lowest_of(measure)
    return value if low is None else max(value, low)


def _ballots(
    component: BallotComponent,
    entries: Sequence[str],
    jury: Jury,
    quality: Mapping[str, int],
    stream: Stream,
) -> Iterator[Row]:
    """Judges' votes by name, those of a public or of guests counted for each entry."""
    if not entries:
        return
    names = sorted({judge.name for judge in jury.all()}) if component.voters == "judges" else []
    public = not names
    voters = names or [f"v{number + 1}" for number in range(_PUBLIC)]
    counted: dict[str, int] = dict.fromkeys(entries, 0)
    for voter in voters:
        for entry, votes in sorted(_ballot(component, entries, quality, stream.of(voter)).items()):
            if public:
                counted[entry] += votes
            else:
                yield entry, voter, component.id, str(votes)
    if public:
        for entry in entries:
            yield entry, "", component.id, str(counted[entry])


def _ballot(
    component: BallotComponent, entries: Sequence[str], quality: Mapping[str, int], stream: Stream
) -> dict[str, int]:
    if component.form == "yes_no":
        return {entry: int(stream.of(entry).between(0, 999) < quality[entry]) for entry in entries}
    most = 1 if component.form == "name_one" else component.most_per_entry or component.points
    found: dict[str, int] = {}
    for number in range(component.points):
        free = [entry for entry in entries if found.get(entry, 0) < most]
        if not free:
            break
        own = stream.of(str(number))
        # The better of two drawn ones: quality helps and does not decide.
        chosen = max((own.pick(free), own.pick(free)), key=lambda entry: (quality[entry], entry))
        found[chosen] = found.get(chosen, 0) + 1
    return found
