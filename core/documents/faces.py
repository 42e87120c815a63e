"""The two faces that documents are set in, and which characters they hold.

They come as a wheel, so a document looks the same on every machine and no system font enters it.
"""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Final

TEXT: Final = "Noto Serif SC"
HEADS: Final = "Noto Sans SC"
_SEGMENTS, _GROUPS = 4, 12


@cache
def fonts() -> Any:
    """Both faces for the compiler, and those for formulas that it brings itself."""
    import pylopdf_fonts_zh_cn
    import typst

    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)]
    )


@cache
def characters() -> frozenset[int]:
    """The code points that a document can print: one face stands in for the other."""
    import pylopdf_fonts_zh_cn as wheel

    return frozenset(_held(Path(wheel.serif_path())) | _held(Path(wheel.sans_path())))


def _held(path: Path) -> set[int]:
    """The code points of a font file's character map: OpenType table cmap, format 12, else 4."""
    with path.open("rb") as file:
        tables = {struct.unpack_from(">H", table)[0]: table for table in _maps(file)}
    if _GROUPS in tables:
        return set(_of_groups(tables[_GROUPS]))
    return set(_of_segments(tables[_SEGMENTS]))


def _maps(file: BinaryIO) -> Iterator[bytes]:
    count = struct.unpack(">H", file.read(12)[4:6])[0]
    for _ in range(count):
        tag, _sum, offset, length = struct.unpack(">4sLLL", file.read(16))
        if tag == b"cmap":
            file.seek(offset)
            whole = file.read(length)
            tables = struct.unpack_from(">H", whole, 2)[0]
            starts = {struct.unpack_from(">L", whole, 8 + 8 * at)[0] for at in range(tables)}
            for start in sorted(starts):
                yield whole[start:]
            return


def _of_groups(table: bytes) -> Iterator[int]:
    for at in range(struct.unpack_from(">L", table, 12)[0]):
        first, last, _ = struct.unpack_from(">LLL", table, 16 + 12 * at)
        yield from range(first, last + 1)


def _of_segments(table: bytes) -> Iterator[int]:
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + 2 * count)
    for first, last in zip(starts, ends, strict=True):
        if first != 0xFFFF:  # closes the list and names nothing
            yield from range(first, last + 1)
