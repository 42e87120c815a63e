"""How many rows a printed page takes, and how a longer table falls into several."""

from collections.abc import Sequence
from typing import Final, TypeVar

ROWS: Final = 22
T = TypeVar("T")


def split(rows: Sequence[T], *, most: int = ROWS) -> list[list[T]]:
    """The rows page by page, as evenly as it goes; nothing still makes one empty page."""
    pages = max(1, -(-len(rows) // most))
    size, rest = divmod(len(rows), pages)
    found: list[list[T]] = []
    at = 0
    for page in range(pages):
        end = at + size + (page < rest)
        found.append(list(rows[at:end]))
        at = end
    return found
