"""Named variations of a rulebook or of its scores, written as ``name`` or ``name:what``.

``mean``, ``median``, ``trimmed:H+L``, ``rounding:N`` and ``rounding:N:down``,
``ties-on:exact``, ``without-judge:ID``, ``without-criterion:[RUBRIC.]ID``,
``weights:ROUND:A=0.4,B=0.6``, ``points:RUBRIC:A=30,B=10``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from contest.rulebook.v1.check import meaning_findings
from contest.rulebook.v1.rulebook import Rulebook
from judging.sandbox.criteria import points_changed, without_criterion
from judging.sandbox.refusal import SandboxRefused
from judging.sandbox.rules import (
    rule_mean,
    rule_median,
    rule_trimmed,
    ties_on,
    total_rounded,
    weights_changed,
)
from judging.tally.edition.given import Given


@dataclass(frozen=True, slots=True)
class Varied:
    """What is counted instead, and in words what differs."""

    name: str
    rulebook: Rulebook
    given: Given
    told: tuple[str, ...]


Change = tuple[Rulebook, tuple[str, ...]]
_RULES: Final[Mapping[str, Callable[[Rulebook, str, str], Change]]] = {
    "mean": rule_mean,
    "median": rule_median,
    "trimmed": rule_trimmed,
    "rounding": total_rounded,
    "ties-on": ties_on,
    "without-criterion": without_criterion,
    "weights": weights_changed,
    "points": points_changed,
}
VARIATIONS: Final = (*_RULES, "without-judge")
_TAKES_NOTHING: Final = ("mean", "median")


def vary(rulebook: Rulebook, given: Given, name: str) -> Varied:
    """Apply one variation; raises ``SandboxRefused`` where it is unknown or does not fit."""
    word, _, what = name.partition(":")
    if word not in VARIATIONS:
        raise SandboxRefused("variation_unknown", variation=name, known=", ".join(VARIATIONS))
    if (word in _TAKES_NOTHING) == bool(what):
        wanted = word if word in _TAKES_NOTHING else f"{word}:…"
        raise SandboxRefused("variation_malformed", variation=name, wanted=wanted)
    if word == "without-judge":
        return Varied(name, rulebook, without_judge(given, what), (f"without judge {what}",))
    changed, told = _RULES[word](rulebook, name, what)
    known = {(each.path, each.code) for each in meaning_findings(rulebook)}
    for finding in meaning_findings(changed):
        if (finding.path, finding.code) not in known:
            raise SandboxRefused(
                "variation_unfit", variation=name, path=finding.path, finding=finding.code
            )
    return Varied(name, changed, given, told)


def without_judge(given: Given, judge: str) -> Given:
    """The scores without all that one judge gave; raises ``SandboxRefused``."""
    known = {
        each for by_entry in given.sheets.values() for rows in by_entry.values() for each in rows
    } - {""}
    if judge not in known:
        names = ", ".join(sorted(known, key=lambda each: (len(each), each)))
        raise SandboxRefused("judge_unknown", judge=judge, known=names)
    sheets = {
        round_id: {
            entry: {each: cells for each, cells in rows.items() if each != judge}
            for entry, rows in by_entry.items()
        }
        for round_id, by_entry in given.sheets.items()
    }
    return replace(given, sheets=sheets)
