"""The ranking as XLSX: what the screen says, opened again by two readers."""

import io
import re

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from contest.models import Entry, Team
from core.documents.workbook import HEAD_ROW
from judging.selectors.results import full_rows
from tests.factories import judging

FORMULA = '=HYPERLINK("http://x","y")'


@pytest.fixture
def fetched(locked, door):
    def fetch(role="verifier", lang="zh-hans"):
        path = f"/api/v1/rounds/{locked.round.uid}/ranking.xlsx?lang={lang}"
        return door(locked.by(role)).client.get(path)

    return fetch


def tables(answer):
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return [book.get_sheet_by_name(name).to_python()[HEAD_ROW:] for name in book.sheet_names]


def test_the_rows_are_those_of_the_result(locked, fetched):
    rows = full_rows(locked.round.result_sets.get())
    (head, *lines), (sheet_head, *sheets) = tables(fetched())
    assert head[:5] == ["名次", "编号", "队伍", "项目", "最终分"]
    assert sheet_head[2:] == ["席位", "决赛", "决赛", "合计", "是否计入"]
    shown = lines[: len(rows)]
    assert [line[0] for line in shown] == [float(row["rank"]) for row in rows]
    assert [line[1] for line in shown] == [row["number"] for row in rows]
    assert [line[4] for line in shown] == [float(row["final"]) for row in rows]
    assert [line[7] for line in shown] == ["一等奖", "二等奖", "入围"]
    expected = [(row["number"], sheet["seat"], float(sheet["total"])) for row in rows
                for sheet in row["sheets"]]  # fmt: skip
    assert [(line[0], line[2], line[5]) for line in sheets] == expected
    assert {line[6] for line in sheets} == {"计入"}


def test_beside_the_places_stands_what_the_screen_has(locked, fetched, door):
    ranking = door(locked.by("verifier")).get(f"rounds/{locked.round.uid}/ranking")[1]["rows"]
    (_, *lines), _ = tables(fetched())
    shown = [
        [cell if cell != "" else None for cell in line[8:12]] for line in lines[: len(ranking)]
    ]
    assert shown == [
        [
            row["range"] and row["range"]["best"],
            row["range"] and row["range"]["worst"],
            row["chance"],
            float(row["spread"]),
        ]
        for row in ranking
    ]
    assert any(line[0] is not None for line in shown)


def test_it_is_read_in_english(fetched):
    (head, first, *_), _ = tables(fetched(lang="en"))
    assert head[:2] == ["Place", "Number"]
    assert first[7] == "First prize"


def test_a_name_that_is_a_formula_stays_text(locked, fetched):
    Team.objects.update(name={"zh": FORMULA, "en": "+1"})
    Entry.objects.update(title="-2+3")
    sheet = openpyxl.load_workbook(io.BytesIO(fetched().content)).worksheets[0]
    cells = [sheet.cell(HEAD_ROW + 2, at) for at in (3, 4)]
    assert [(cell.data_type, cell.value, cell.quotePrefix) for cell in cells] == [
        ("s", FORMULA, True),
        ("s", "-2+3", True),
    ]


def test_it_is_saved_under_a_plain_name_and_kept_by_no_cache(locked, fetched):
    answer = fetched()
    assert answer.status_code == 200
    name = re.fullmatch(r'attachment; filename="(.+)"', answer["Content-Disposition"])
    assert name
    assert name[1] == f"ranking-{locked.edition.slug}-{locked.round.code}-v1.xlsx"
    assert "no-store" in answer["Cache-Control"]
    assert fetched().content == answer.content


def test_only_those_who_answer_for_the_result_have_it(locked, fetched, door):
    assert fetched("timekeeper").status_code == 404
    other = judging.final(slug="other")
    path = f"rounds/{locked.round.uid}/ranking.xlsx"
    assert door(locked.judge(1)).get(path)[0] == 404
    assert door(other.by("organizer")).get(path)[0] == 404
    assert door().get(path)[0] == 401


def test_before_a_result_there_is_none(opened, door):
    assert door(opened.by("organizer")).get(f"rounds/{opened.round.uid}/ranking.xlsx")[0] == 404
