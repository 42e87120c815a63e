"""From a document of version 1 to the rulebook."""

from dataclasses import replace
from typing import Any

from contest.rulebook.shape.look import Finding
from contest.rulebook.shape.nested import object_read
from contest.rulebook.v1.check import rulebook_check
from contest.rulebook.v1.rulebook import Rulebook
from core.canonical import canonical_hash


class RulebookUnsound(ValueError):
    """A document of version 1 that is no rulebook; ``findings`` says why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("rulebook_invalid")
        self.code = "rulebook_invalid"
        self.findings = findings


def rulebook_read(document: Any) -> Rulebook:
    """The rulebook of a sound document; raises ``RulebookUnsound`` with all findings."""
    findings = rulebook_check(document)
    if findings:
        raise RulebookUnsound(findings)
    rulebook: Rulebook = object_read(Rulebook, document)
    return replace(rulebook, hash=canonical_hash(document))
