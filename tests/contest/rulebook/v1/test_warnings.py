"""Warnings of sound documents: each comes where it should, with a sentence, and refuses nothing."""

from typing import Any

import pytest
from django.utils import translation

from contest.rulebook.v1.check import rulebook_check
from contest.rulebook.v1.read import rulebook_read
from contest.rulebook.v1.warnings import rulebook_warnings
from contest.words.findings import finding_text
from tests.contest.rulebook.v1.test_findings import SOUND, broken

ROWS: tuple[tuple[dict[str, Any], str, str], ...] = (
    (
        {"set": {"/rounds/1/components/1/combine": {"method": "sum"}},
         "drop": ["/rounds/1/recheck"]},
        "/rounds/1/components/1/combine/method",
        "warn_sum_fewer",
    ),
    (
        {"set": {
            "/rounds/2/components/1/judges": ["investor"],
            "/rounds/2/components/1/combine": {"method": "mean"},
            "/rounds/2/components/6/judges": ["investor"],
            "/rounds/2/panel/minimum_sheets": 3,
        }},
        "/rounds/2/panel/kinds/technical",
        "warn_kind_idle",
    ),
    ({"set": {"/rounds/1/level": "city"}}, "/rounds/1/rank_within", "warn_level_together"),
)  # fmt: skip


def test_the_sound_document_has_one_warning():
    """Its desk round is held by each city, and all cities are ranked together."""
    found = rulebook_warnings(rulebook_read(SOUND))
    assert [(each.path, each.code) for each in found] == [
        ("/rounds/0/rank_within", "warn_level_together")
    ]


@pytest.mark.parametrize(("row", "path", "code"), ROWS, ids=lambda each: str(each)[:30])
def test_a_warning_refuses_nothing_and_says_what_it_means(
    row: dict[str, Any], path: str, code: str
):
    document = broken(row)
    assert rulebook_check(document) == []
    found = rulebook_warnings(rulebook_read(document))
    assert (path, code) in [(each.path, each.code) for each in found]
    for language in ("zh-hans", "en"):
        with translation.override(language):
            assert all("rulebook." not in finding_text(each) for each in found)
