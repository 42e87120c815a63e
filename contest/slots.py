"""The places for files on an entry and what each takes."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from core.files.limits import MIB, SlotLimits

ENTRY_SUBJECT: Final = "entry"
DECK: Final = "deck"

SLOTS: Final[Mapping[str, SlotLimits]] = MappingProxyType(
    {DECK: SlotLimits(kind="pdf", max_size=100 * MIB, max_pages=80)}
)
REQUIRED_SLOTS: Final[tuple[str, ...]] = (DECK,)
