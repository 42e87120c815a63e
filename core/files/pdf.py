"""What a PDF is, found by opening it, never by its name."""

from pathlib import Path
from threading import Lock

from core.errors import Problem

_EDGE = 1024
# pdfium keeps state of its own and is not safe in two threads at once.
_lock = Lock()


def pdf_pages(path: Path) -> int:
    """The number of pages.

    Raises file_kind_refused (no PDF, or one that only opens with a password) and
    file_truncated (the end of the document is missing).
    """
    import pypdfium2

    _require_edges(path)
    try:
        with _lock, pypdfium2.PdfDocument(path) as document:
            return len(document)
    except pypdfium2.PdfiumError as error:
        raise Problem("file_kind_refused", params={"kind": "pdf"}) from error


def _require_edges(path: Path) -> None:
    with path.open("rb") as source:
        head = source.read(_EDGE)
        source.seek(max(0, path.stat().st_size - _EDGE))
        tail = source.read()
    # At the very start: what begins like something else may be taken for it by somebody.
    if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-"):
        raise Problem("file_kind_refused", params={"kind": "pdf"})
    if b"%%EOF" not in tail:
        raise Problem("file_truncated")
