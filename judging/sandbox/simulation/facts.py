"""Facts for simulated entries: values on both sides of every border that a rule draws."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final

from contest.rulebook.v1.awards import Prize
from contest.rulebook.v1.conditions import Condition, Joined, Test, facts_of
from contest.rulebook.v1.facts import Fact
from contest.rulebook.v1.measures import BandsMeasure
from contest.rulebook.v1.rulebook import Rulebook
from core.currencies import minor_digits
from core.numbers import HUNDREDTHS, round_half_up
from judging.sandbox.simulation.stream import Stream
from judging.tally.edition.facts import applies, conditions_hold

_DAY: Final = date(2026, 1, 1)
_LAPS: Final = 4
Attributes = dict[str, Any]


def parts(value: object) -> Iterator[Any]:
    """Every object of the rulebook, outer before inner."""
    if is_dataclass(value) and not isinstance(value, type):
        yield value
        for each in fields(value):
            yield from parts(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from parts(inner)


def decimal_text(value: Fraction) -> str:
    """A number as decimal text, at most six digits after the point."""
    return format(round_half_up(value, 6).normalize(), "f")


class FactDrawer:
    """Draws an entry's facts so that it may enter, where any values allow that."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.choices = {each.id: self._choices(each) for each in rulebook.facts}

    def draw(self, attributes: Attributes, stream: Stream) -> Attributes:
        """The attributes with facts; changes some until every check of a machine holds."""
        found = dict(attributes)
        for fact, values in self.choices.items():
            found[fact] = stream.of("fact", fact).pick(values)
        return self.settle(found, self._checks(found), stream)

    def fails(self, attributes: Attributes) -> list[str]:
        """The ids of the checks that do not hold."""
        return [name for name, conditions in self._checks(attributes)
                if not self._hold(conditions, attributes)]  # fmt: skip

    def settle(
        self,
        attributes: Attributes,
        checks: Sequence[tuple[str, tuple[Condition, ...]]],
        stream: Stream,
    ) -> Attributes:
        """Change fact after fact to the value with which most conditions hold."""
        conditions = [each for _, rows in checks for each in rows]
        found = dict(attributes)
        for lap in range(_LAPS):
            missing = [each for each in conditions if not self._hold((each,), found)]
            if not missing:
                break
            names = list(dict.fromkeys(fact for each in missing for fact in facts_of(each)))
            for fact in names:
                values = stream.of("settle", str(lap), fact).shuffled(self.choices.get(fact, []))
                counts = [
                    (-sum(self._hold((each,), {**found, fact: value}) for each in conditions), at)
                    for at, value in enumerate(values)
                ]
                if counts:
                    found[fact] = values[min(counts)[1]]
        return found

    def _hold(self, conditions: Iterable[Condition], attributes: Attributes) -> bool:
        return conditions_hold(conditions, attributes, entry="", rulebook=self.rulebook)

    def _checks(self, attributes: Attributes) -> list[tuple[str, tuple[Condition, ...]]]:
        own = [
            each
            for division in self.rulebook.divisions
            if division.id == attributes.get("division")
            for each in division.eligibility
        ]
        return [
            (each.id, each.when)
            for each in (*self.rulebook.eligibility, *own)
            if each.when and applies(attributes, division=each.divisions, track=each.tracks)
        ]

    def _choices(self, fact: Fact) -> list[Any]:
        borders = list(_borders(self.rulebook, fact.id))
        if fact.type == "yes_no":
            return [True, False]
        if fact.type == "choice":
            return [each.id for each in fact.options]
        if fact.type == "date":
            return _days(self.rulebook, borders)
        if fact.type == "text":
            texts = [text for each in borders if isinstance(each, tuple | str) for text in
                     ([each] if isinstance(each, str) else each)]  # fmt: skip
            return [*dict.fromkeys(texts), "other"]
        numbers = [Fraction(each) for each in borders if isinstance(each, int | Fraction)
                   and not isinstance(each, bool)]  # fmt: skip
        return _numbers(sorted(set(numbers)), _floor(self.rulebook, fact.id), fact.type == "count")


def _borders(rulebook: Rulebook, fact: str) -> Iterator[Any]:
    """The values that rules compare a fact with; whole years as ``("years", n)``."""
    for part in parts(rulebook):
        if isinstance(part, Prize) and part.up_to == fact:
            # Five entries that ask for so much use up the pot.
            pot = part.pot or 10**6
            yield Fraction(pot, 5 * 10 ** minor_digits(part.currency))
        if getattr(part, "fact", None) != fact:
            continue
        if isinstance(part, Test):
            years = part.operator == "within_years"
            yield ("years", part.value) if years else part.value
            continue
        for inner in parts(part):
            for name in ("at_least", "above", "none_at", "full_at", "away_from"):
                value = getattr(inner, name, None)
                if value is not None:
                    yield Fraction(value)
        if getattr(part, "formula", "") == "value" or getattr(part, "kind", "") == "fixed":
            yield Fraction(getattr(part, "max", 0) or 10 * HUNDREDTHS, HUNDREDTHS)


def _numbers(borders: Sequence[Fraction], floor: Fraction | None, whole: bool) -> list[str]:
    if not borders:
        borders = [Fraction(20), Fraction(60), Fraction(100)]
    found: list[Fraction] = []
    for border in borders:
        unit = Fraction(1) if whole or border == 0 else max(abs(border) / 100, Fraction(1, 100))
        found += [border - unit, border, border + unit, border * 3 / 2, border * 3 / 4]
    kept = [Fraction(int(each)) if whole else each for each in found]
    low = Fraction(0) if floor is None else floor
    kept = [each for each in kept if each >= low] or [low]
    return list(dict.fromkeys(decimal_text(each) for each in kept if each != 0 or floor is None))


def _floor(rulebook: Rulebook, fact: str) -> Fraction | None:
    """The least value that has points where bands have no last one, and above 0 for a price."""
    found: list[Fraction] = []
    for part in parts(rulebook):
        if getattr(part, "fact", None) != fact:
            continue
        if isinstance(part, BandsMeasure):
            found += [] if lowest_of(part) is None else [lowest_of(part) or Fraction(0)]
        elif getattr(part, "formula", "") in ("share_of_best", "lowest_price"):
            found.append(Fraction(1))
    return max(found, default=None)


def lowest_of(measure: BandsMeasure) -> Fraction | None:
    """The least value that reaches a band; None where the last band takes all."""
    last = measure.bands[-1]
    if last.above is not None:
        return last.above + 1
    return last.at_least


def _days(rulebook: Rulebook, borders: Sequence[Any]) -> list[str]:
    close = rulebook.entries_close or _DAY
    found = [close - timedelta(days=400), close - timedelta(days=1)]
    for border in borders:
        if isinstance(border, date):
            found += [border - timedelta(days=1), border, border + timedelta(days=1)]
        elif isinstance(border, tuple):
            days = 366 * int(border[1])
            found += [
                close - timedelta(days=days + 400),
                close - timedelta(days=max(0, days - 400)),
            ]
    return list(dict.fromkeys(each.isoformat() for each in found))


def negated(conditions: tuple[Condition, ...]) -> Condition:
    """The condition that not all of these hold."""
    return Joined("none", (Joined("all", conditions),))
