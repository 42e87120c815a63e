"""From a document of version 1 to the rulebook."""

from dataclasses import replace
from typing import Any

from contest.rulebook.shape.look import Finding, Look
from contest.rulebook.shape.nested import object_look, object_read
from contest.rulebook.v1.rulebook import Rulebook
from core.canonical import canonical_hash


class RulebookUnsound(ValueError):
    """A document of version 1 that is no rulebook; ``findings`` says why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("rulebook_invalid")
        self.code = "rulebook_invalid"
        self.findings = findings


def shape_findings(document: object) -> list[Finding]:
    """What is wrong with the document's shape and its references, sorted by path."""
    look = Look()
    if isinstance(document, dict):
        object_look(Rulebook, document, "", look)
    else:
        look.found("", "type_wrong", expected="object")
    if not look.findings:
        look.references()
    return sorted(set(look.findings))


def rulebook_read(document: Any) -> Rulebook:
    """The rulebook of a document whose shape is right; raises ``RulebookUnsound``."""
    findings = shape_findings(document)
    if findings:
        raise RulebookUnsound(findings)
    rulebook: Rulebook = object_read(Rulebook, document)
    return replace(rulebook, hash=canonical_hash(document))
