"""Version 1 for rooms: what version 0 can say is said, anything more is named."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from contest.rulebook.document import document_for_rooms, rulebook_for_rooms, rulebook_of_document
from contest.rulebook.parse import rulebook_hash, rulebook_parse
from contest.rulebook.text import document_read
from contest.rulebook.v1.rooms import RoomsCannot, rooms_document

ROOT = Path(__file__).resolve().parents[3]
NESTED = document_read(
    (ROOT / "contest" / "library" / "rulebooks" / "nested-8plus7.yaml").read_text(encoding="utf-8")
)
DEMO = yaml.safe_load((ROOT / "demo" / "qiming-cup.yaml").read_text(encoding="utf-8"))["rulebook"]


def bends(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Sound documents of version 0 with other methods, ladders and awards."""
    mean = copy.deepcopy(document)
    mean["aggregation"] = {
        "method": "mean", "version": 1, "decimals": 3, "rounding": "half_up", "tie_on": "exact",
    }  # fmt: skip
    bare = copy.deepcopy(document) | {"awards": [], "ties": [{"rule": "share"}]}
    seconds = copy.deepcopy(document) | {"publicity": {"seconds": 30}}
    return [document, mean, bare, seconds]


@pytest.mark.parametrize("number", range(4))
def test_lifted_and_brought_back_it_is_the_same(document: dict[str, Any], number: int):
    old = bends(document)[number]
    back = rooms_document(rulebook_of_document(old))
    first, second = rulebook_parse(old), rulebook_parse(back)
    assert [getattr(first, name) for name in first.__slots__ if name != "hash"] == [
        getattr(second, name) for name in second.__slots__ if name != "hash"
    ]


def test_the_demo_comes_back_too():
    back = rulebook_parse(rooms_document(rulebook_of_document(DEMO)))
    assert back.criteria == rulebook_parse(DEMO).criteria
    assert back.ties[-1].rule in ("chair_vote", "share")


def test_a_document_of_version_0_is_handed_on_as_it_is(document: dict[str, Any]):
    assert document_for_rooms(document) is document
    assert rulebook_for_rooms(document) == rulebook_parse(document)


def test_a_published_sheet_is_judged_in_a_room_under_its_own_hash():
    rulebook = rulebook_for_rooms(NESTED)
    assert rulebook.hash == rulebook_hash(NESTED)
    assert [(line.id, line.max, line.step) for line in rulebook.criteria][:4] == [
        ("originality", 1500, 100),
        ("breakthrough", 1500, 100),
        ("story", 1000, 100),
        ("feasibility", 1000, 100),
    ]
    assert rulebook.total == 10_000
    assert rulebook.aggregation.drops(5) == (1, 1)
    assert (rulebook.cut_after, rulebook.publicity.working_days) == (3, 5)
    assert [step.rule for step in rulebook.ties] == ["share"]


# What is set where, and the place that is named (the same one where nothing is said).
SHARE = {"rule": "share"}
PRIZE = {"id": "a", "name": {"zh": "奖", "en": "A"}, "ratio": "10%"}
BEYOND: list[tuple[str, Any, str]] = [
    ("/rounds/0/components/0/at_most", 90, ""),
    ("/rounds/0/components/0/combine/per", "criterion", ""),
    ("/rounds/0/components/0/combine", {"method": "median"}, "/method"),
    ("/rounds/0/ties", [{"rule": "count_back"}, SHARE], "/0"),
    ("/rounds/0/ties", [{"rule": "criterion", "criterion": "future"}, SHARE], "/0"),
    ("/rounds/0/ties", [{"rule": "chair", "at": "line"}], "/0/at"),
    ("/rounds/0/promotion", [{"take": "ratio", "ratio": "50%"}], "/0"),
    ("/rounds/0/panel/below_minimum", "mean", ""),
    ("/rounds/0/total", {"rounding": "down"}, "/rounding"),
    ("/rounds/0/total", {"decimals": 5}, "/decimals"),
    ("/rounds/0/publicity", {"calendar_days": 5}, "/calendar_days"),
    ("/rounds/0/reveal", "sealed", "/sealing"),
    ("/rounds/0/timing", {"pitch_s": 480}, ""),
    ("/rubrics/0/scale", {"high": 10}, ""),
    ("/rubrics/0/criteria/0/criteria/0/low", 5, ""),
    ("/one_prize_per", "project", ""),
    ("/awards", [PRIZE], "/0/ratio"),
]


@pytest.mark.parametrize(("at", "value", "inside"), BEYOND, ids=lambda each: str(each)[:40])
def test_what_rooms_do_not_obey_is_named(at: str, value: Any, inside: str):
    document = copy.deepcopy(NESTED)
    *steps, last = at.removeprefix("/").split("/")
    place: Any = document
    for step in steps:
        place = place[int(step) if isinstance(place, list) else step]
    place[last] = value
    named = at + inside
    if inside == "/sealing":
        place["sealing"], named = "per_session", "/rounds/0/sealing"
    with pytest.raises(RoomsCannot) as refused:
        document_for_rooms(document)
    assert named in [finding.path for finding in refused.value.findings]


@pytest.mark.parametrize("word", ["panel", "timing", "publicity"])
def test_what_a_room_needs_is_named(word: str):
    document = copy.deepcopy(NESTED)
    if word == "panel":
        del document["rounds"][0]["panel"]["kinds"]
    else:
        del document["rounds"][0][word]
    with pytest.raises(RoomsCannot) as refused:
        document_for_rooms(document)
    assert [finding.code for finding in refused.value.findings] == ["rooms_need"]
