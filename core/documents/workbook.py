"""Spreadsheets for people: headings that stay, numbers that are numbers, texts that stay texts.

What somebody typed is written as text with the quote mark of text, so neither opening the file nor
editing a cell ever turns `=1+1` into a formula. The same input gives the same bytes.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Literal

CellKind = Literal["text", "number"]
Cell = str | int | Decimal | None
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_MOST_ON_A_TAB: Final = 31
_NO_TAB_NAME: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `width` in characters, `decimals` of a number's form."""

    name: str
    width: int
    kind: CellKind = "text"
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet: a title line, a line under it, the table, notes below."""

    name: str
    title: str
    under: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """All of it; `foot` is printed on each page beside page x/y."""

    title: str
    author: str
    foot: str
    tabs: Sequence[Tab] = field(default_factory=tuple)


HEAD_ROW: Final = 3
"""The row of the headings, from 0: title, line under it, an empty one, then the table."""


def workbook_bytes(book: Workbook, *, at: datetime) -> bytes:
    """The XLSX; `at` is its date."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_urls": False}) as file:
        file.set_properties(
            {"title": book.title, "author": book.author, "created": at.replace(tzinfo=None)}
        )
        forms = _Forms(file)
        for tab in book.tabs:
            _tab(file.add_worksheet(tab_name(tab.name)), tab, book, forms)
    return made.getvalue()


def tab_name(name: str) -> str:
    """A name that spreadsheets allow."""
    return name.translate(_NO_TAB_NAME).strip()[:_MOST_ON_A_TAB] or "-"


class _Forms:
    """The few forms of cells, made once."""

    def __init__(self, file: Any) -> None:
        face = {"font_name": "Noto Sans SC", "font_size": 10, "valign": "vcenter"}
        line = {"bottom": 4, "bottom_color": "#9A9A9A"}
        self._file, self._face, self._line = file, face, line
        self._numbers: dict[int, Any] = {}
        self.title = file.add_format({**face, "font_size": 15, "bold": True})
        self.under = file.add_format({**face, "font_color": "#4A4A4A"})
        self.text = file.add_format({**face, **line, "text_wrap": True})
        self.typed = file.add_format({**face, **line, "text_wrap": True, "quote_prefix": True})
        head = {**face, "bold": True, "text_wrap": True, "top": 2, "bottom": 1}
        self.head = {
            "text": file.add_format(head),
            "number": file.add_format({**head, "align": "right"}),
        }

    def number(self, decimals: int) -> Any:
        """Digits behind the point as many as the figure has."""
        if decimals not in self._numbers:
            form = "0" + ("." + "0" * decimals if decimals else "")
            self._numbers[decimals] = self._file.add_format(
                {**self._face, **self._line, "num_format": form, "align": "right"}
            )
        return self._numbers[decimals]


def _tab(sheet: Any, tab: Tab, book: Workbook, forms: _Forms) -> None:
    sheet.write_string(0, 0, tab.title, forms.title)
    sheet.write_string(1, 0, tab.under, forms.under)
    sheet.set_row(0, 24)
    sheet.set_row(HEAD_ROW, 30)
    for at, column in enumerate(tab.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(HEAD_ROW, at, column.name, forms.head[column.kind])
    for row, cells in enumerate(tab.rows, start=HEAD_ROW + 1):
        for at, (column, cell) in enumerate(zip(tab.columns, cells, strict=True)):
            _cell(sheet, (row, at), column, cell, forms)
    last = HEAD_ROW + len(tab.rows)
    for row, note in enumerate(tab.notes, start=last + 2):
        sheet.write_string(row, 0, note, forms.under)
    _printed(sheet, tab, book, last)


def _cell(sheet: Any, at: tuple[int, int], column: Column, cell: Cell, forms: _Forms) -> None:
    if cell is None:
        sheet.write_blank(*at, None, forms.text)
    elif isinstance(cell, str):
        typed = cell.startswith(FORMULA_SIGNS)
        sheet.write_string(*at, cell, forms.typed if typed else forms.text)
    else:
        sheet.write_number(*at, cell, forms.number(column.decimals))


def _printed(sheet: Any, tab: Tab, book: Workbook, last: int) -> None:
    """A4, headings on every page, as wide as the paper; the table can be filtered."""
    width = len(tab.columns) - 1
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.autofilter(HEAD_ROW, 0, max(last, HEAD_ROW + 1), width)
    sheet.set_paper(9)
    if tab.wide:
        sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.hide_gridlines(2)
    # `&` begins a command in a foot.
    sheet.set_footer(f"&L&8{book.foot.replace('&', '&&')}&R&8&P / &N")
