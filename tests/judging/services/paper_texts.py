"""Looks at papers: the bytes of a run, its text."""

import io
import re

import pypdfium2

from core.files.stores import blob_store
from judging.models import PaperPrint


def bytes_of(paper: PaperPrint) -> bytes:
    assert paper.file is not None
    return b"".join(blob_store().read_range(key=paper.file.key, start=0, length=paper.file.size))


def pages_of(paper: PaperPrint) -> list[str]:
    """The words of each page; a break that a cell brought is a space."""
    with pypdfium2.PdfDocument(io.BytesIO(bytes_of(paper))) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    return [re.sub(r"[\s\u200b\ufffe]+", " ", text) for text in texts]
