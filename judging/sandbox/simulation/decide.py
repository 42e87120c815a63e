"""What people decide in a simulated round, so that it comes to its end."""

from collections.abc import Iterator, Mapping
from typing import Any

from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rulebook import Rulebook
from core.numbers import mark_text
from judging.sandbox.simulation.naming import awards_named, wildcards_named
from judging.sandbox.simulation.stream import Stream
from judging.tally.edition.edition import Line, RoundTally
from judging.tally.edition.facts import group_of
from judging.tally.edition.given import Given

Decision = dict[str, Any]


def lists_decided(
    rulebook: Rulebook, round_: Round, given: Given, quality: Mapping[str, int], stream: Stream
) -> list[Decision]:
    """Regions' own lists, best first as the region sees it, one longer than its quota."""
    if not any(rule.take == "list" for rule in round_.promotion):
        return []
    found: list[Decision] = []
    for region in rulebook.regions:
        own = [
            entry
            for entry in given.entries
            if group_of(given, entry, ("region",), round_id=round_.id) == region.id
        ]
        own.sort(key=lambda entry: (-quality[entry] - stream.of(entry).around(40), entry))
        if own:
            most = (region.quota or len(own)) + 1
            found.append(
                {"kind": "list", "round": round_.id, "region": region.id, "entries": own[:most]}
            )
    return found


def committee(held: RoundTally, stream: Stream) -> list[Decision]:
    """Vetoes, too few sheets, and ties that wait; by lot. Empty where nothing waits."""
    found: list[Decision] = []
    for line in held.lines:
        own = stream.of("committee", line.entry)
        if line.score.barred == "veto_undecided":
            effect = own.pick(_effects(held))
            found.append({"kind": "veto", "entry": line.entry, "effect": effect})
        found += _beyond_limits(held, line, own)
        if _waits_for_score(held, line.entry):
            score = mark_text(own.between(5000, 9000))
            found.append(
                {"kind": "score", "round": held.round.id, "entry": line.entry, "score": score}
            )
    if waiting(held):
        order = stream.of("lots").shuffled(sorted(held.at.entries))
        found.append({"kind": "tie", "round": held.round.id, "order": order})
    return found


def _effects(held: RoundTally) -> tuple[str, ...]:
    """What a committee may decide; 0 would be the best where places are added up."""
    return ("excluded", "kept") if held.totals.ascending else ("excluded", "zero", "kept")


def _beyond_limits(held: RoundTally, line: Line, stream: Stream) -> Iterator[Decision]:
    """What follows for an entry whose penalties are beyond a limit that the committee looks at."""
    for each in line.score.steps:
        step = each() if callable(each) else each
        if step["step"] == "penalty_beyond" and step["effect"] == "committee":
            effect = stream.of(step["penalty"]).pick(_effects(held))
            yield {"kind": "penalty", "round": held.round.id, "entry": line.entry,
                   "penalty": step["penalty"], "effect": effect}  # fmt: skip


def waiting(held: RoundTally) -> list[dict[str, Any]]:
    """The ties that wait for a decision: whose, what was asked before, what is asked for."""
    found: list[dict[str, Any]] = []
    seen: set[tuple[str, ...]] = set()
    for line in held.lines:
        place = line.place
        if place is None or not place.waits or place.entries in seen:
            continue
        seen.add(place.entries)
        asked = [told.label for told in place.told]
        due = [each.label for each in held.round.ties if each.label not in asked]
        found.append(
            {"entries": list(place.entries), "asked": asked, "waits_for": due[0] if due else ""}
        )
    left = (held.promoted.undecided | held.awarded.undecided) - {
        entry for each in found for entry in each["entries"]
    }
    if left:
        found.append({"entries": sorted(left), "asked": [], "waits_for": "line"})
    return found


def _waits_for_score(held: RoundTally, entry: str) -> bool:
    return any(
        step.get("why") == "committee_due"
        for figures in held.totals.components.values()
        for step in figures.steps.get(entry, [])
    )


def rechecks_due(held: RoundTally) -> list[str]:
    """The entries whose sheets lie so far apart that further judges are due."""
    return [
        line.entry
        for line in held.lines
        if any(
            step["step"] == "recheck_due"
            for figures in held.totals.components.values()
            for step in figures.steps.get(line.entry, [])
        )
    ]


def rechecks_asked(held: RoundTally, stream: Stream) -> list[str]:
    """The entries that the chair wants judged again: one in fifteen."""
    recheck = held.round.recheck
    if recheck is None or recheck.by != "chair":
        return []
    ranked = [line.entry for line in held.lines if line.rank is not None]
    return [entry for entry in ranked if stream.of("chair", entry).one_in(15)]


def named(held: RoundTally, stream: Stream) -> list[Decision]:
    """Wildcards of the committee, and awards beside the ranking, once a round is counted."""
    if not held.round.components and held.round.knockout is None:
        return []  # They were decided before: see ``meeting_decided``.
    ranked = [line.entry for line in held.lines if line.rank is not None]
    free = [entry for entry in ranked if entry not in held.promoted.to]
    rulebook, attributes = held.at.rulebook, held.at.given.entries
    return [
        *wildcards_named(held.round, free, stream),
        *awards_named(
            rulebook,
            held.round,
            ranked,
            attributes=attributes,
            stream=stream,
            awarded=tuple(held.awarded.levels),
        ),
    ]


def diligence(held: RoundTally, stream: Stream) -> list[Decision]:
    """What the checks on site found: one in ten does not match, one in twenty is refused."""
    found: list[Decision] = []
    for entry in held.diligence:
        lot = stream.of("diligence", entry).below(20)
        result = "refused" if lot == 0 else "mismatch" if lot < 3 else "ok"
        found.append({"kind": "diligence", "entry": entry, "result": result})
    return found


def withdrawals(held: RoundTally, stream: Stream) -> list[Decision]:
    """One in thirty of those who went on withdraws the day after the list."""
    return [
        {"kind": "withdrawal", "entry": entry, "round": to, "days": 1}
        for entry, to in sorted(held.promoted.to.items())
        if to and stream.of("withdrawal", entry).one_in(30)
    ]
