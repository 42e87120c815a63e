"""Documents that people go on with in Word or WPS: headings, facts, tables, lines to sign.

What somebody typed is written as text; characters that XML cannot hold are left out.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from core.documents.printable import printable_text
from core.documents.render import Language

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

_FACES: Final[dict[Language, tuple[str, str]]] = {
    "zh": ("仿宋", "黑体"),
    "en": ("Times New Roman", "Arial"),
}
_BODY_PT: Final = 10.5
_TITLE_PT: Final = 18


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a table under it, and a remark; each may be missing."""

    name: str
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """All of a document. `facts` are names with what they are, `signatures` lines to sign."""

    title: str
    over: str
    author: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section] = field(default_factory=tuple)
    signatures: Sequence[str] = ()


def word_bytes(text: Text, *, language: Language, at: datetime) -> bytes:
    """The DOCX, A4 portrait; `at` is its date."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    made = docx.Document()
    _page(made)
    _faces(made, language)
    made.core_properties.title = printable_text(text.title)
    made.core_properties.author = printable_text(text.author)
    made.core_properties.created = made.core_properties.modified = at.replace(tzinfo=None)
    over = made.add_paragraph(printable_text(text.over))
    over.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title = made.add_heading(printable_text(text.title), level=0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _grid(made, [list(pair) for pair in text.facts])
    for section in text.sections:
        made.add_heading(printable_text(section.name), level=1)
        if section.rows:
            _grid(made, [list(section.columns), *section.rows], head=True)
        if section.note:
            made.add_paragraph(printable_text(section.note))
    if text.signatures:
        made.add_paragraph()
        _grid(made, [list(text.signatures)], height_mm=16)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _page(made: "Document") -> None:
    from docx.shared import Mm

    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(20)
    page.top_margin = page.bottom_margin = Mm(16)


def _faces(made: "Document", language: Language) -> None:
    """Body and headings in the faces that offices use; black, close together."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    body, head = _FACES[language]
    for name, face, size in (
        ("Normal", body, _BODY_PT),
        ("Title", head, _TITLE_PT),
        ("Heading 1", head, 12),
    ):
        style = made.styles[name]
        style.font.name, style.font.size = face, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
        style.paragraph_format.space_before = Pt(6 if name == "Heading 1" else 0)
        style.paragraph_format.space_after = Pt(2)


def _grid(
    made: "Document",
    rows: Sequence[Sequence[str]],
    *,
    head: bool = False,
    height_mm: int = 0,
) -> None:
    """A table with lines; its head is bold and comes again on a second page."""
    from docx.shared import Mm

    if not rows:
        return
    table = made.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, said in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, said, strict=True):
            _fill(cell, text)
        if height_mm:
            row.height = Mm(height_mm)
    if head:
        _repeat(table.rows[0])


def _fill(cell: "_Cell", text: str) -> None:
    cell.text = printable_text(text)


def _repeat(row: "object") -> None:
    from docx.oxml import OxmlElement

    for cell in row.cells:  # type: ignore[attr-defined]
        for run in cell.paragraphs[0].runs:
            run.bold = True
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # type: ignore[attr-defined]  # noqa: SLF001 - python-docx names no public way
