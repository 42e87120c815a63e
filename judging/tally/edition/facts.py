"""Facts of entries: numbers, days, texts; conditions on them; groups by them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from contest.rulebook.v1.conditions import Condition, Joined, Test
from contest.rulebook.v1.facts import Fact
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook
from judging.tally.edition.given import Attributes, Given
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.exact import Exact, whole

_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?")


def number_of(value: object) -> Exact | None:
    """A whole number or a decimal text as it is; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    text = str(value)
    return whole(Fraction(text)) if _NUMBER.fullmatch(text) else None


def fact_number(attributes: Attributes, fact: str, *, entry: str) -> Exact | None:
    """The number of a fact, None where it is not given; raises ``ScoresRefused``."""
    value = attributes.get(fact)
    if value is None or value == "":
        return None
    found = number_of(value)
    if found is None:
        raise ScoresRefused(
            "fact_malformed", fact=fact, entry=entry, value=value,
            wanted="write a number as digits with a point",
        )  # fmt: skip
    return found


def fact_order(attributes: Attributes, fact: Fact, *, entry: str) -> Exact | None:
    """What entries are ordered by: the number, or the day counted from the year 1."""
    value = attributes.get(fact.id)
    if fact.type != "date" or value is None or value == "":
        return fact_number(attributes, fact.id, entry=entry)
    return _day(value, fact.id, entry).toordinal()


def conditions_hold(
    conditions: Iterable[Condition], attributes: Attributes, *, entry: str, rulebook: Rulebook
) -> bool:
    """Whether all conditions hold; a fact that is not given fulfills none but ``given: no``."""
    return all(_holds(each, attributes, entry, rulebook.entries_close) for each in conditions)


def _holds(condition: Condition, attributes: Attributes, entry: str, close: date | None) -> bool:
    if isinstance(condition, Joined):
        held = [_holds(each, attributes, entry, close) for each in condition.of]
        if condition.joint == "all":
            return all(held)
        return any(held) if condition.joint == "any" else not any(held)
    value = attributes.get(condition.fact)
    missing = value is None or value == ""
    if condition.operator == "given":
        return missing is not condition.value
    if missing:
        return False
    return _compared(condition, value, attributes, entry, close)


def _compared(
    test: Test, value: object, attributes: Attributes, entry: str, close: date | None
) -> bool:
    wanted: Any = test.value
    if test.operator in ("at_least", "at_most", "above", "below"):
        number = fact_number(attributes, test.fact, entry=entry)
        assert number is not None
        return bool(
            {
                "at_least": number >= wanted,
                "at_most": number <= wanted,
                "above": number > wanted,
                "below": number < wanted,
            }[test.operator]
        )
    if test.operator in ("on_or_after", "on_or_before", "within_years"):
        day = _day(value, test.fact, entry)
        if test.operator == "on_or_after":
            return bool(day >= wanted)
        if test.operator == "on_or_before":
            return bool(day <= wanted)
        return close is not None and day >= _years_before(close, wanted)
    if isinstance(wanted, bool):
        return _yes(value, test.fact, entry) is wanted
    named = str(value) in ((wanted,) if test.operator == "is" else wanted)
    return not named if test.operator == "none_of" else named


def _yes(value: object, fact: str, entry: str) -> bool:
    if not isinstance(value, bool):
        raise ScoresRefused(
            "fact_malformed", fact=fact, entry=entry, value=value, wanted="write true or false"
        )
    return value


def _day(value: object, fact: str, entry: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ScoresRefused(
            "fact_malformed", fact=fact, entry=entry, value=value, wanted="write a day, 2026-11-30"
        ) from None


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def group_of(given: Given, entry: str, keys: Sequence[str], *, round_id: str) -> str:
    """The group of an entry by attributes, its parts joined by a slash; empty for no key."""
    attributes = given.entries[entry]
    return "/".join(
        str(attributes.get(f"{key}@{round_id}", attributes.get(key, ""))) for key in keys
    )


def judged_together(round_: Round) -> tuple[str, ...]:
    """The keys in which entries are equal that the same judges mark.

    Their panel, and where every region holds the round for itself, their region.
    """
    return ("panel",) if round_.level is None else ("panel", "region")


def grouped(
    given: Given, entries: Iterable[str], keys: Sequence[str], *, round_id: str
) -> dict[str, list[str]]:
    """The entries by group, groups in the order of their names."""
    if not keys:
        rows = list(entries)
        return {"": rows} if rows else {}
    groups: dict[str, list[str]] = {}
    for entry in entries:
        groups.setdefault(group_of(given, entry, keys, round_id=round_id), []).append(entry)
    return dict(sorted(groups.items()))


def applies(attributes: Mapping[str, Any], **wanted: Sequence[str]) -> bool:
    """Whether the entry's attributes are among those wanted; an empty list wants any."""
    return all(not words or attributes.get(name, "") in words for name, words in wanted.items())
