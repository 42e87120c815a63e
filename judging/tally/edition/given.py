"""What goes into a tally of an edition: scores, attributes, decisions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Cells = Mapping[str, str]
"""Name of a criterion (with ``#run``) -> mark as text; an empty text is no mark."""
Sheets = Mapping[str, Mapping[str, Cells]]
"""Entry -> judge (empty where nobody judged) -> cells."""
Attributes = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """All of it; attributes of an entry are its track, division … and its facts.

    ``listed`` says that the facts name all entries, so a name that is not
    there is a typing error.
    """

    sheets: Mapping[str, Sheets]
    entries: Mapping[str, Attributes] = field(default_factory=dict)
    judges: Mapping[str, Attributes] = field(default_factory=dict)
    decisions: tuple[Mapping[str, Any], ...] = ()
    listed: bool = False

    def decided(self, kind: str, **wanted: object) -> Iterator[Mapping[str, Any]]:
        """The decisions of a kind with these fields, in their order."""
        for each in self.decisions:
            if each["kind"] == kind and all(
                name not in each or each[name] == value for name, value in wanted.items()
            ):
                yield each
