"""The one place where PDFs are made: A4, black, tagged, the same bytes for the same input.

A document is a kind (a layout of ours) and data (plain JSON). Data reach the compiler as one JSON
value and are never read as markup, so a name with `#` or `]` in it is printed with `#` or `]`.
"""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from core.canonical import canonical_hash
from core.documents.faces import fonts
from core.documents.printable import printable

Language = Literal["zh", "en"]
STANDARDS: Final[list[Any]] = ["a-2a", "ua-1"]  # to be kept, and to be read aloud
_ROOM: Final = Path(__file__).parent
_FRAME: Final = ("sheet.typ", "blocks.typ")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its name, and its layout, which calls those of this room."""

    name: str
    layout: Path


class DocumentFaulty(RuntimeError):
    """A layout that cannot be set with this data: a fault of ours, never of who typed a name."""


def content_hash(content: Any) -> str:
    """What the foot of each page shows: SHA-256 of the content as canonical JSON."""
    return canonical_hash(content)


def render(
    kind: Kind,
    data: dict[str, Any],
    *,
    language: Language,
    content: str,
    at: datetime,
    codes: Sequence[str] = (),
) -> bytes:
    """The PDF (PDF/A-2a, PDF/UA-1).

    `data` has `title`, `over` and what the layout asks for; `content` is the hash (64 hex) that
    the foot shows, in words and as QR; `at` is the document's date. `codes` are texts that the
    layout finds drawn as QR, in their order. Raises ``DocumentFaulty``.
    """
    import typst

    given = {
        **printable(data),
        "language": language,
        "content": content,
        "qr": _qr(f"yisai:{kind.name}:{content}"),
        "codes": [_qr(text) for text in codes],
        "date": [at.year, at.month, at.day],
    }
    compiler = typst.Compiler(
        _source(kind),
        root=str(_ROOM),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(given, ensure_ascii=False, sort_keys=True)},
    )
    try:
        made, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=STANDARDS, timestamp=int(at.timestamp())
        )
    except typst.TypstError as error:
        raise DocumentFaulty(f"{kind.name}: {error.message}") from error
    if warnings or not isinstance(made, bytes):
        raise DocumentFaulty(f"{kind.name}: {[each.message for each in warnings]}")
    return made


@cache
def _source(kind: Kind) -> bytes:
    """Frame and layout as one text: no file's name gets near the document."""
    parts = [_ROOM / name for name in _FRAME] + [kind.layout]
    return b"\n".join(part.read_bytes() for part in parts)


def _qr(text: str) -> str:
    import segno

    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", xmldecl=False, border=0)
    return drawn.getvalue().decode()
