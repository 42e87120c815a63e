"""From the document to the rulebook, and the hash that freezes it."""

from typing import Any

from contest.rulebook.check import Document, Finding, rulebook_check
from contest.rulebook.rulebook import (
    Aggregation,
    Anchor,
    Award,
    Band,
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
    return Rulebook(
        hash=rulebook_hash(document),
        name=Name(**document["name"]),
        total=mark_parse(document["scale"]["total"]),
        band=_band(document["scale"]),
        criteria=tuple(_criterion(each) for each in document["criteria"]),
        panel=Panel(**{"alternates": 0, **document["panel"]}),
        aggregation=_aggregation(document["aggregation"]),
        ties=tuple(TieStep(each["rule"], each.get("criterion")) for each in document["ties"]),
        awards=tuple(_award(each) for each in document["awards"]),
        cut_after=document["cut_after"],
        timing=Timing(**document["timing"]),
        sealing=document["sealing"],
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
    )


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
