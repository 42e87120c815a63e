"""Formulas in words."""

from contest.rulebook.v1.measures import (
    BandsMeasure,
    CasesMeasure,
    LinearMeasure,
    Measure,
    PlaceMeasure,
    ShareOfBestMeasure,
    Slope,
    ValueBand,
)
from contest.rulebook.v1.rulebook import Rulebook
from contest.words.eligibility import conditions_sentence
from contest.words.say import listed, number, pick, points, say


def measure_sentence(rulebook: Rulebook, measure: Measure) -> str:
    """How a value becomes points."""
    if isinstance(measure, CasesMeasure):
        cases = [
            say(
                "case",
                when=conditions_sentence(rulebook, case.when) if case.when else say("otherwise"),
                points=points(case.points),
            )
            for case in measure.cases
        ]
        return say("semicolon").join(cases)
    fact = next((fact for fact in rulebook.facts if fact.id == measure.fact), None)
    name = say("the_value") if fact is None else pick(fact.name)
    unit = measure.unit or ("" if fact is None else fact.unit) or ""
    what = say("value_of", name=name, unit=unit) if unit else name
    within = getattr(measure, "per", ())
    sentence = _formula(measure, what)
    if within:
        keys = listed(say(f"key.{key}") for key in within)
        return say("within", what=sentence, keys=keys)
    return sentence


def _formula(measure: Measure, what: str) -> str:
    if isinstance(measure, ShareOfBestMeasure):
        return say(f"formula.share_of_best.{measure.better}", what=what)
    if isinstance(measure, LinearMeasure):
        none, full = number(measure.none_at), number(measure.full_at)
        return say("formula.linear", what=what, none=none, full=full)
    if isinstance(measure, BandsMeasure):
        bands = say("semicolon").join(_band(band) for band in measure.bands)
        return say("formula.bands", what=what, bands=bands)
    if isinstance(measure, PlaceMeasure):
        given = listed(points(each) for each in measure.points)
        return say(f"formula.place.{measure.better}", what=what, points=given)
    return say(f"formula.{measure.formula}", what=what)


def _band(band: ValueBand) -> str:
    if band.at_least is not None:
        when = say("from_on", value=number(band.at_least))
    elif band.above is not None:
        when = say("above", value=number(band.above))
    else:
        when = say("otherwise")
    sentence = say("case", when=when, points=points(band.points))
    return sentence if band.slope is None else sentence + _slope(band.slope)


def _slope(slope: Slope) -> str:
    key = "slope_less" if slope.more < 0 else "slope_more"
    sentence = say(
        key, away=number(slope.away_from), each=number(slope.each), more=number(abs(slope.more))
    )
    if slope.least is not None:
        sentence += say("slope_least", points=points(slope.least))
    if slope.most is not None:
        sentence += say("slope_most", points=points(slope.most))
    return sentence
