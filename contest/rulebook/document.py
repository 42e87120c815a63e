"""Any rulebook document, of whatever version, as one model."""

from typing import Any

from contest.rulebook import check as v0
from contest.rulebook.parse import rulebook_parse
from contest.rulebook.v1.check import rulebook_check
from contest.rulebook.v1.lift import rulebook_lift
from contest.rulebook.v1.read import rulebook_read
from contest.rulebook.v1.rulebook import Rulebook


def rulebook_of_document(document: Any) -> Rulebook:
    """The rulebook of a document of version 0 or 1, in version 1's model.

    Raises ``RulebookRefused`` (version 0) or ``RulebookUnsound`` (version 1),
    both with ``findings``.
    """
    if is_version_0(document):
        return rulebook_lift(rulebook_parse(document))
    return rulebook_read(document)


def is_version_0(document: Any) -> bool:
    """Whether a document says that it is of version 0."""
    said = document.get("rulebook") if isinstance(document, dict) else None
    return said == 0 and not isinstance(said, bool)


def document_findings(document: Any) -> list[tuple[str, str]]:
    """Places and codes of all that is wrong with a document of any version.

    Places are dotted in version 0 and JSON pointers in version 1.
    """
    if is_version_0(document):
        return [(each.path, each.code) for each in v0.rulebook_check(document)]
    return [(each.path, each.code) for each in rulebook_check(document)]
