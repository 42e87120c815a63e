"""Real files in small: PDF documents of a few blank pages, photographs of nothing."""

import io

import pikepdf
from PIL import Image


def jpeg(*, size: int = 64) -> bytes:
    """A photograph of a gray square."""
    made = io.BytesIO()
    Image.new("L", (size, size), 128).save(made, "JPEG")
    return made.getvalue()


def pdf(*, pages: int = 1, text: str = "") -> bytes:
    """A PDF that opens everywhere; equal arguments give equal bytes, `text` makes it differ."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(960, 540))
    document.docinfo["/Title"] = text
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()
