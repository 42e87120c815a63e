"""Any rulebook document, of whatever version, as one model."""

from typing import Any

from contest.rulebook.parse import rulebook_parse
from contest.rulebook.v1.lift import rulebook_lift
from contest.rulebook.v1.read import rulebook_read
from contest.rulebook.v1.rulebook import Rulebook


def rulebook_of_document(document: Any) -> Rulebook:
    """The rulebook of a document of version 0 or 1, in version 1's model.

    Raises ``RulebookRefused`` (version 0) or ``RulebookUnsound`` (version 1),
    both with ``findings``.
    """
    if isinstance(document, dict) and document.get("rulebook") == 0:
        return rulebook_lift(rulebook_parse(document))
    return rulebook_read(document)
