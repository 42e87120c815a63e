"""The judges of a simulated round: panels, kinds, how lenient and how steady each is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from contest.rulebook.v1.components import BallotComponent, SheetComponent
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook
from judging.sandbox.simulation.facts import parts
from judging.sandbox.simulation.stream import Stream
from judging.tally.edition.combining import PLACE_METHODS

_DAY: Final = 15
_DESK: Final = 40


@dataclass(frozen=True, slots=True)
class Judge:
    """A seat; ``leniency`` and ``noise`` in thousandths of what a line can give."""

    name: str
    seat: int
    attributes: Mapping[str, Any]
    leniency: int
    noise: int


@dataclass(frozen=True, slots=True)
class Jury:
    """Who marks whom; ``complete`` where a rule needs every judge's sheet for every entry."""

    panels: Mapping[str, tuple[Judge, ...]]
    of_entry: Mapping[str, str]
    named: bool
    complete: bool

    def judges(self, entry: str) -> tuple[Judge, ...]:
        """The judges of an entry, by seat."""
        return self.panels[self.of_entry[entry]]

    def all(self) -> tuple[Judge, ...]:
        """Every judge of the round."""
        return tuple(judge for panel in self.panels.values() for judge in panel)


def jury_draw(
    rulebook: Rulebook,
    round_: Round,
    entries: Sequence[str],
    attributes: Mapping[str, Mapping[str, Any]],
    stream: Stream,
) -> Jury:
    """Panels and judges; a field is split into panels where rules know panels, or it is large."""
    sheets = [each for each in round_.components if isinstance(each, SheetComponent)]
    named = any("panel" in getattr(part, word, ()) for part in parts(round_)
                for word in ("per", "rank_within"))  # fmt: skip
    whole_field = any(
        rule.rule == "incomplete" for each in sheets for rule in each.combine.leave_out
    )
    places = any(each.combine.method in PLACE_METHODS for each in sheets)
    size = len(entries)
    if named:
        count = max(1, -(-size // _DAY))
    else:
        # Who votes has to know all that is voted on, so there is one panel.
        one = places or whole_field or _votes(round_)
        count = 1 if one else max(1, -(-size // _DESK))
    order = stream.of("panels").shuffled(entries)
    of_entry = {entry: f"p{number % count + 1}" for number, entry in enumerate(order)}
    if round_.level is not None:
        of_entry = _by_region(round_, entries, attributes)
        count = len(set(of_entry.values()))
    panels = {
        f"p{number + 1}": tuple(
            _judge(rulebook, round_, sheets, attributes, stream, panel=number + 1, seat=seat)
            for seat in range(1, _seats(round_) + 1)
        )
        for number in range(count)
    }
    return Jury(panels, of_entry, named, places or whole_field)


def _votes(round_: Round) -> bool:
    """Whether judges vote on the field."""
    return any(
        isinstance(each, BallotComponent) and each.voters == "judges" for each in round_.components
    )


def _by_region(
    round_: Round, entries: Sequence[str], attributes: Mapping[str, Mapping[str, Any]]
) -> dict[str, str]:
    """A panel for each region that holds the round."""
    regions = {
        entry: str(attributes[entry].get(f"region@{round_.id}", attributes[entry].get("region")))
        for entry in entries
    }
    numbers = {region: number for number, region in enumerate(sorted(set(regions.values())), 1)}
    return {entry: f"p{numbers[region]}" for entry, region in regions.items()}


def judge_extra(
    rulebook: Rulebook,
    round_: Round,
    attributes: Mapping[str, Mapping[str, Any]],
    stream: Stream,
    seat: int,
) -> Judge:
    """A further judge, called where sheets lie far apart; of panel 0."""
    sheets = [each for each in round_.components if isinstance(each, SheetComponent)]
    return _judge(rulebook, round_, sheets, attributes, stream, panel=0, seat=seat)


def _seats(round_: Round) -> int:
    return 3 if round_.panel is None else round_.panel.seats


def _kinds(round_: Round, sheets: Sequence[SheetComponent]) -> list[str]:
    if round_.panel is not None and round_.panel.kinds:
        return [kind for kind, count in round_.panel.kinds.items() for _ in range(count)]
    classes = [kind for each in sheets for kind in (each.combine.classes or {})]
    return list(dict.fromkeys(classes)) or [""]


def _judge(
    rulebook: Rulebook,
    round_: Round,
    sheets: Sequence[SheetComponent],
    attributes: Mapping[str, Mapping[str, Any]],
    stream: Stream,
    *,
    panel: int,
    seat: int,
) -> Judge:
    name = f"{round_.id}.{panel}.{seat}"
    own = stream.of("judge", name)
    kinds = _kinds(round_, sheets)
    found: dict[str, Any] = {"kind": kinds[(seat - 1) % len(kinds)]}
    for each in sheets:
        for rule in each.combine.leave_out:
            if rule.rule == "same" and rule.attribute and own.of("same", rule.attribute).one_in(2):
                values = sorted({str(row.get(rule.attribute, "")) for row in attributes.values()})
                found[rule.attribute] = own.of("value", rule.attribute).pick(values)
    if not found["kind"]:
        del found["kind"]
    leniency, noise = own.of("leniency").around(18), own.of("noise").between(15, 45)
    return Judge(name, seat, found, leniency, noise)
