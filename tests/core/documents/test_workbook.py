"""Spreadsheets: texts stay texts, numbers are numbers, the same bytes for the same input."""

import io
from datetime import UTC, datetime
from decimal import Decimal

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from core.documents.workbook import HEAD_ROW, Column, Tab, Workbook, tab_name, workbook_bytes

AT = datetime(2026, 11, 26, tzinfo=UTC)
COLUMNS = (Column("名次", 8, "number"), Column("队伍", 30), Column("最终分", 10, "number", 2))
FORMULAS = ("=1+1", "+A1", "-A1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "{=1}")


def book(*rows, name="排名"):
    tab = Tab(name, "总决赛 排名", "第 1 版", COLUMNS, rows, notes=("按宣布的规则",))
    return Workbook("排名", "主办", "A & B", (tab,))


def opened(made):
    return openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_that_somebody_typed_stays_text(text):
    made = workbook_bytes(book((1, text, Decimal("82.05"))), at=AT)
    cell = opened(made).cell(HEAD_ROW + 2, 2)
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix is (text[0] in "=+-@\t")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()
    assert rows[HEAD_ROW + 1][1] == text


def test_numbers_are_numbers_and_nothing_is_empty():
    made = workbook_bytes(book((1, "a", Decimal("82.05")), (None, "b", None)), at=AT)
    sheet = opened(made)
    assert [sheet.cell(HEAD_ROW + 2, at).value for at in (1, 2, 3)] == [1, "a", 82.05]
    assert sheet.cell(HEAD_ROW + 2, 3).number_format == "0.00"
    assert [sheet.cell(HEAD_ROW + 3, at).value for at in (1, 3)] == [None, None]


def test_headings_stay_and_print_on_every_page():
    sheet = opened(workbook_bytes(book((1, "a", Decimal(1))), at=AT))
    assert sheet.freeze_panes == f"A{HEAD_ROW + 2}"
    assert sheet.print_title_rows == f"${HEAD_ROW + 1}:${HEAD_ROW + 1}"
    assert [cell.value for cell in sheet[HEAD_ROW + 1]] == ["名次", "队伍", "最终分"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    assert sheet.oddFooter.left.text.replace("&8", "") == "A && B"
    assert sheet.cell(1, 1).value == "总决赛 排名"


def test_the_same_input_gives_the_same_bytes():
    rows = (1, "a", Decimal("82.05"))
    assert workbook_bytes(book(rows), at=AT) == workbook_bytes(book(rows), at=AT)


@pytest.mark.parametrize(
    ("name", "shown"), [("a/b:c", "a b c"), ("名" * 40, "名" * 31), ("'", "-")]
)
def test_a_tab_has_a_name_that_spreadsheets_allow(name, shown):
    assert tab_name(name) == shown
    assert opened(workbook_bytes(book(name=name), at=AT)).title == shown
