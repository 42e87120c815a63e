"""How a file is cut into parts; the client cuts the same way."""

from typing import Final

from core.files.limits import MIB

# The largest part size whose threshold the file reaches.
_PART_SIZES: Final = ((400 * MIB, 16 * MIB), (100 * MIB, 8 * MIB), (0, 5 * MIB))


def part_size_for(size: int) -> int:
    """The part size of a file: 5 MiB, 8 from 100 MiB, 16 from 400 MiB."""
    return next(part for threshold, part in _PART_SIZES if size >= threshold)


def part_lengths(*, size: int, part_size: int) -> list[int]:
    """The exact length of each part, in order."""
    whole, rest = divmod(size, part_size)
    return [part_size] * whole + ([rest] if rest else [])
