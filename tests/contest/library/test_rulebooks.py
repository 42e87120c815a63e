"""The library: every file is sound, says where it is from, and has the points of its source."""

from pathlib import Path

import pytest

from contest.rulebook.text import document_read, document_write
from contest.rulebook.v1.check import rulebook_check
from contest.rulebook.v1.later import rulebook_later
from contest.rulebook.v1.leaves import rubric_leaves
from contest.rulebook.v1.read import rulebook_read

LIBRARY = Path(__file__).resolve().parents[3] / "contest" / "library"
FILES = {path.stem: path for path in sorted((LIBRARY / "rulebooks").glob("*.yaml"))}

# By hand from the published tables: each line's points, in the sheet's order.
POINTS = {
    "iccic-higher-education-creative-2024": [30, 20, 20, 20, 10],
    "iccic-higher-education-venture": [20, 30, 20, 20, 10],
    "iec-regional-onsite": [30, 20, 20, 20, 10],
    "business-plan-and-defence": [15, 15, 10, 15, 15, 10, 10, 5, 5, 40, 30, 20, 10],
    "generic-four-criteria": [40, 30, 20, 10],
    "nested-8plus7": [15, 15, 10, 10, 10, 10, 10, 10, 10],
    "startup-stage-ten-point": [10, 10, 10, 10, 10, 5],
    "weighted-ten-point": [20, 20, 20, 20, 10, 10],
    "zone-contest-with-landing": [25, 20, 20, 15, 20],
    "compute-application-heat": [30, 20, 25, 25],
    "investment-admission-11": [5, 5, 17, 17, 10, 5, 5, 10, 5, 16, 5],
    "weighted-grade-bands": [20, 15, 30, 15, 20],
    "ladder-high-tech-enterprise": [8, 8, 8, 6, 2, 30, 6, 6, 4, 4, 10, 10],
    "ladder-tech-sme": [20, 50, 50, 30],
    "ladder-innovative-sme": [20, 20, 20, 10, 10, 20],
    "investment-economics-formula": [10, 5, 5, 10, 10],
    "iec-yancheng-ten-point": [30, 20, 20, 20, 10],
    "internet-plus-grades-2017": [100],
    "hackathon-crowd-rating": [20, 20, 15, 15, 20],
    "hackathon-weighted": [30, 20, 20, 15, 15],
    "hackathon-finalists-by-track": [5, 5, 5, 5],
}
CONTESTS = {
    "contest-8plus7-venture": ["online", "semi", "final"],
    "contest-5plus5-final": ["final"],
    "contest-online-and-final": ["online", "final"],
    "contest-hackathon-expo": ["expo", "stage"],
    "contest-arts-grants": ["marking", "meeting"],
    "contest-barista": ["round_one", "semi", "final"],
    "contest-speech": [
        "club_round", "area_round", "division_round", "district_round", "semi_final", "final",
    ],
    "contest-wine-medals": ["tasting"],
    "contest-university-three-levels": ["school_round", "province_round", "national_final"],
}  # fmt: skip


def test_every_file_is_known_here_and_in_the_readme():
    assert set(FILES) == set(POINTS) | set(CONTESTS)
    readme = (LIBRARY / "README.md").read_text(encoding="utf-8")
    assert [name for name in FILES if f"`{name}`" not in readme] == []


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_sound_runs_now_and_says_where_it_is_from(name: str):
    document = document_read(FILES[name].read_text(encoding="utf-8"))
    assert rulebook_check(document) == []
    rulebook = rulebook_read(document)
    assert rulebook_later(rulebook) == ()
    assert rulebook.sources
    assert all(source.at or source.note for source in rulebook.sources)
    assert document_read(document_write(document)) == document


@pytest.mark.parametrize("name", POINTS)
def test_lines_have_the_points_of_the_source(name: str):
    rulebook = rulebook_read(document_read(FILES[name].read_text(encoding="utf-8")))
    leaves = [leaf for rubric in rulebook.rubrics for leaf in rubric_leaves(rubric)]
    assert [leaf.points for leaf in leaves] == POINTS[name]


@pytest.mark.parametrize("name", CONTESTS)
def test_a_contest_has_its_rounds_and_awards(name: str):
    rulebook = rulebook_read(document_read(FILES[name].read_text(encoding="utf-8")))
    assert [each.id for each in rulebook.rounds] == CONTESTS[name]
    assert rulebook.awards
    assert all(each.ties for each in rulebook.rounds)
