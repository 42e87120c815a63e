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
    (
        {"set": {"/rounds/1/judge_names": "opening"}},
        "/rounds/1/judge_names",
        "warn_double_named",
    ),
    (
        {"set": {"/rounds/2/components/2/penalties": [
            {"id": "cone", "name": {"zh": "碰桩", "en": "Cone"}, "points": 2},
        ]}},
        "/rounds/2/components/2/penalties/0/when",
        "warn_penalty_once",
    ),
    ({"set": {"/rounds/2/objections": {}}}, "/rounds/2/objections", "warn_objections_unlisted"),
    (
        {"set": {"/rounds/2/components/5/voters": "judges", "/rounds/2/components/5/max": 6}},
        "/rounds/2/components/5/max",
        "warn_votes_cut",
    ),
    (
        {"set": {
            "/rounds/2/components/5/voters": "judges",
            "/rounds/2/must_pass": {"all": [{"of": "likes", "at_least": 8}]},
        }},
        "/rounds/2/must_pass/all/0",
        "warn_votes_line",
    ),
    (
        {"set": {
            "/rounds/2/components/5/form": "points",
            "/rounds/2/components/5/points": 10,
            "/rounds/2/components/5/most_per_entry": 3,
            "/rounds/2/components/5/voters": "judges",
            "/rounds/2/promotion/0/needs": [{"of": "likes", "above": 21}],
        }},
        "/rounds/2/promotion/0/needs/0",
        "warn_votes_line",
    ),
)  # fmt: skip


def test_the_sound_document_has_one_warning():
    """Its desk round is held by each city, and all cities are ranked together."""
    found = rulebook_warnings(rulebook_read(SOUND))
    assert [(each.path, each.code) for each in found] == [
        ("/rounds/0/rank_within", "warn_level_together")
    ]


QUIET: tuple[dict[str, Any], ...] = (
    {"/rounds/2/objections": {"until": "announcement"}},
    {"/rounds/1/objections": {}},
    {"/rounds/2/components/5/voters": "judges", "/rounds/2/components/5/max": 7},
    {
        "/rounds/2/components/5/voters": "judges",
        "/rounds/2/must_pass": {"all": [{"of": "likes", "at_least": 7}]},
    },
    {"/rounds/2/components/5/turned": "share_of_votes", "/rounds/2/components/5/voters": "judges"},
)


@pytest.mark.parametrize("changes", QUIET, ids=lambda each: str(each)[:40])
def test_what_fits_is_not_warned_of(changes: dict[str, Any]):
    document = broken({"set": changes})
    assert rulebook_check(document) == []
    assert len(rulebook_warnings(rulebook_read(document))) == 1


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
