"""Rules in words: complete in both languages, and what they say is what the document says."""

import re
from pathlib import Path
from typing import Any, get_args

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from contest.rulebook.text import document_read
from contest.rulebook.v1 import components, conditions, panels, rounds, rubrics, ties
from contest.rulebook.v1.combination import Below, ClassWeights, LeaveOutRule, Method
from contest.rulebook.v1.eligibility import Again
from contest.rulebook.v1.read import rulebook_read
from contest.words.eligibility import check_sentence
from contest.words.rulebook import rulebook_sections

ROOT = Path(__file__).resolve().parents[3]
LIBRARY = sorted((ROOT / "contest" / "library" / "rulebooks").glob("*.yaml"))
CASES = sorted((ROOT / "tests" / "contest" / "rulebook" / "cases").glob("*/rulebook.yaml"))
SOUND = ROOT / "tests" / "contest" / "rulebook" / "v1" / "sound.yaml"
LANGUAGES = ("zh-hans", "en")


def read(path: Path) -> Any:
    return rulebook_read(document_read(path.read_text(encoding="utf-8")))


def said(path: Path, language: str) -> list[str]:
    with translation.override(language):
        sections = rulebook_sections(read(path))
    return [line for section in sections for line in (section.heading, *section.lines)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [SOUND, *LIBRARY, *CASES], ids=lambda path: path.parent.name[:20])
def test_every_rulebook_can_be_said(path: Path, language: str):
    lines = said(path, language)
    assert lines
    assert [line for line in lines if "rulebook." in line or re.search(r"\{\w+\}", line)] == []


# Which texts are made from which closed list of words.
MADE = {
    "mode": rounds.Mode,
    "blind": rounds.Blind,
    "sealing": rounds.Sealing,
    "reveal": rounds.Reveal,
    "rounding": rounds.Rounding,
    "must_pass": rounds.Missing,
    "knockout": rounds.PairBy,
    "tie": ties.TieRule,
    "method": Method,
    "below": Below,
    "classes": ClassWeights,
    "leave_out": LeaveOutRule,
    "again": Again,
    "veto_effect": rubrics.VetoEffect,
    "minimum": panels.BelowMinimum,
    "recheck": panels.Then,
    "runs": components.TakeRuns,
    "voters": components.Voters,
    "ballot": components.BallotForm,
    "turned": components.Turned,
    "earlier": components.EarlierTake,
    "test": conditions.Operator,
    "joined": conditions.Joint,
}
# ``given`` has two texts of its own.
APART = {"test.given"}


@pytest.mark.parametrize("folder", ["zh_Hans", "en"])
def test_every_word_of_a_closed_list_has_its_text(folder: str):
    with (ROOT / "locale" / folder / "LC_MESSAGES" / "django.po").open("rb") as file:
        known = {str(message.id) for message in read_po(file) if message.string}
    wanted = {f"{key}.{word}" for key, words in MADE.items() for word in get_args(words)}
    assert {key for key in wanted - APART if f"rulebook.words.{key}" not in known} == set()


def test_eligibility_says_what_the_check_checks():
    rulebook = read(SOUND)
    with translation.override("zh-hans"):
        sentences = [check_sentence(rulebook, check) for check in rulebook.eligibility]
    assert sentences == [
        (
            "营业收入不超过 2 亿元，且以下之一（是否上市：否或产业为鼓励类），"
            "且注册日期在报名截止前 5 年内"
        ),
        "同一单位、赛道限报一项。",
        "历届累计获奖不超过 2 次，再次获奖须高于以往等级。",
        "材料真实",
    ]
    with translation.override("en"):
        assert check_sentence(rulebook, rulebook.eligibility[0]) == (
            "Revenue at most 200,000,000 元 and one of (Listed: no or Industry: Encouraged) and "
            "Registered on within 5 years before entries close"
        )


def test_the_quick_final_in_chinese():
    lines = said(
        ROOT / "contest" / "library" / "rulebooks" / "contest-5plus5-final.yaml", "zh-hans"
    )
    assert lines == [
        "评分表",
        "满分 100 分：",
        "解决的问题，40 分",
        "方案与产品，40 分",
        "路演效果，20 分",
        "总决赛",
        "现场路演；不匿名。",
        "每个项目由 5 名评委评审。",
        "评分少于 4 份不出成绩。",
        "路演 5 分钟，答辩 5 分钟，评分 1 分钟。",
        "评分表计入成绩。",
        "去掉最高 1 个、最低 1 个，其余取平均。",
        "评分少于 5 份时不去分，直接取平均。",
        "成绩保留 2 位小数，四舍五入，只舍入一次。",
        "评分表逐项目签定。",
        "每个项目结束后公布成绩。",
        "总决赛：同分怎么办",
        "全部评委总分之和（含去掉的）高的在前。",
        "依次比较最高分、次高分，直至分出先后。",
        "名次并列；跨线时一并晋级。",
        "奖项",
        "一等奖：1 名，按名次",
        "二等奖：2 名，按名次",
        "三等奖：3 名，按名次",
    ]
