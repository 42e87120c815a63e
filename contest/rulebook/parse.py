"""From the document to the rulebook, and the hash that freezes it."""

from typing import Any

from contest.rulebook.check import Document, Finding, rulebook_check
from contest.rulebook.rulebook import (
    Aggregation,
    Anchor,
    Award,
    Band,
    Choice,
    Criterion,
    Name,
    Panel,
    Publicity,
    Rulebook,
    TieStep,
    Timing,
)
from core.canonical import canonical_hash
from core.numbers import mark_parse


class RulebookRefused(ValueError):
    """A document that is no rulebook; ``findings`` says why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("rulebook_invalid")
        self.code = "rulebook_invalid"
        self.findings = findings


def rulebook_hash(document: Document) -> str:
    """SHA-256 (hex) of the document's canonical JSON (RFC 8785)."""
    return canonical_hash(document)


def rulebook_parse(document: object) -> Rulebook:
    """The rulebook of a sound document; raises ``RulebookRefused`` otherwise."""
    findings = rulebook_check(document)
    if findings or not isinstance(document, dict):
        raise RulebookRefused(findings)
    return rulebook_built(document, hash=rulebook_hash(document))


def rulebook_built(document: Document, *, hash: str) -> Rulebook:  # noqa: A002 - the field's name
    """The rulebook of a form that is known to be sound: version 0's, or one that says more."""
    return Rulebook(
        hash=hash,
        name=Name(**document["name"]),
        total=mark_parse(document["scale"]["total"]),
        band=_band(document["scale"]),
        criteria=tuple(_criterion(each) for each in document["criteria"]),
        panel=Panel(**{"alternates": 0, **document["panel"]}),
        aggregation=_aggregation(document["aggregation"]),
        ties=tuple(TieStep(each["rule"], each.get("criterion")) for each in document["ties"]),
        awards=tuple(_award(each) for each in document["awards"]),
        bonus_at_most=_optional(document["scale"].get("bonus_at_most")),
        cut_after=document["cut_after"],
        timing=Timing(**document["timing"]),
        sealing=document["sealing"],
        revise_until=document.get("revise_until", "slot_end"),
        publicity=Publicity(
            working_days=document["publicity"].get("working_days"),
            seconds=document["publicity"].get("seconds"),
        ),
    )


def _band(holder: dict[str, Any]) -> Band | None:
    band = holder.get("band")
    return None if band is None else Band(mark_parse(band["low"]), mark_parse(band["high"]))


def _criterion(criterion: dict[str, Any]) -> Criterion:
    return Criterion(
        id=criterion["id"],
        name=Name(**criterion["name"]),
        max=mark_parse(criterion["max"]),
        step=mark_parse(criterion["step"]),
        required=criterion["required"],
        hint=Name(**criterion["hint"]) if "hint" in criterion else None,
        anchors=tuple(
            Anchor(mark_parse(each["from"]), Name(**each["name"]))
            for each in criterion.get("anchors", ())
        ),
        band=_band(criterion),
        low=mark_parse(criterion.get("low", "0")),
        points=_optional(criterion.get("points")),
        bonus=criterion.get("bonus", False),
        choices=tuple(_choice(each) for each in criterion.get("choices", ())),
    )


def _optional(mark: str | None) -> int | None:
    return None if mark is None else mark_parse(mark)


def _choice(choice: dict[str, Any]) -> Choice:
    return Choice(mark_parse(choice["mark"]), Name(**choice["name"]) if "name" in choice else None)


def _aggregation(aggregation: dict[str, Any]) -> Aggregation:
    return Aggregation(
        method=aggregation["method"],
        version=aggregation["version"],
        drop_high=aggregation.get("drop_high", 0),
        drop_low=aggregation.get("drop_low", 0),
        minimum_for_trim=aggregation.get("minimum_for_trim", 0),
        decimals=aggregation["decimals"],
        tie_on=aggregation["tie_on"],
    )


def _award(award: dict[str, Any]) -> Award:
    return Award(level=award["level"], name=Name(**award["name"]), places=award["places"])
