"""``manage.py rulebook replay``: the object, the lines, exit codes, refusals as sentences."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

CASES = Path(__file__).parents[2] / "contest" / "rulebook" / "cases"
TRIMMED = CASES / "trimmed_five"


def files(case: Path = TRIMMED) -> list[str]:
    return ["--rulebook", str(case / "rulebook.yaml"), "--scores", str(case / "scores.csv")]


def said(*words: str) -> str:
    out = io.StringIO()
    call_command("rulebook", "replay", *words, stdout=out)
    return out.getvalue()


def test_the_lines_are_for_people() -> None:
    """By the median D has 88.00 and A 90.00."""
    lines = said(*files(), "--vary", "median").splitlines()
    assert lines == [
        "median: final: jury by median instead of trimmed 1+1",
        "  final: 2 of 5 places change, at most by 1; 1 of 10 pairs turned, 0 tied or parted",
        "    D: place 3 to 4, 90.33 to 88.00; passed by A",
        "    A: place 4 to 3, 90.00 to 90.00; passes D",
    ]


def test_the_object_holds_replay_and_fragility() -> None:
    words = (*files(), "--vary", "mean", "--vary", "median", "--fragile", "--round", "final")
    found = json.loads(said(*words, "--json"), parse_float=pytest.fail)
    assert [each["under"] for each in found["under"]] == ["mean", "median"]
    (fragile,) = found["fragility"]
    assert fragile["without_sheet"]["sheets"] == 21
    assert {each["entry"]: (each["best"], each["worst"]) for each in found["ranges"]}["A"] == (3, 4)


def test_fragility_in_lines() -> None:
    lines = said(*files(), "--fragile")
    assert "the first changes where judge 1 gives B 90.50 instead of 91.50 on total" in lines
    assert "changes where judge 1 gives D 91.00 instead of 88.00 on total (3.00): in D; out C" in (
        lines.replace("who goes on or is awarded ", "")
    )
    assert "10 of 21 single sheets can be missing and the first three stay" in lines


def test_another_rulebook_and_facts() -> None:
    case = CASES / "two_rounds"
    words = (*files(case), "--facts", str(case / "facts.json"))
    (under,) = json.loads(said(*words, "--under", str(case / "rulebook.yaml"), "--json"))["under"]
    assert [held["changes"] for held in under["rounds"]] == [[], []]


def test_what_is_refused_ends_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("rulebook", "replay", *files(), "--vary", "best", stdout=out)
    assert ended.value.code == 1
    assert out.getvalue().startswith("best: There is no variation best;")


@pytest.mark.parametrize(
    ("words", "start", "code"),
    [
        (files(), "Say what to try", 2),
        ([*files(), "--fragile", "--round", "semi"], "There is no round semi", 1),
        ([*files(CASES / "no"), "--vary", "mean"], "The file cannot be read", 1),
        (
            [*files(), "--facts", str(TRIMMED / "rulebook.yaml"), "--vary", "mean"],
            "rulebook.yaml is no JSON",
            1,
        ),
        (
            [*files(CASES / "two_rounds")[:2], *files()[2:], "--vary", "mean"],
            "The rulebook has several rounds",
            1,
        ),
    ],
)
def test_refusals_are_sentences(words: list[str], start: str, code: int) -> None:
    with pytest.raises(CommandError) as refused:
        said(*words)
    assert str(refused.value).startswith(start)
    assert refused.value.returncode == code
