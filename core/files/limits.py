"""What a place for a file takes."""

from dataclasses import dataclass
from typing import Final

MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SlotLimits:
    """`kind` is found in the bytes; the name's ending must agree with it."""

    kind: str
    max_size: int
    max_pages: int
