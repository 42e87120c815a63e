"""``manage.py rulebook simulate``: lines, object, files, exit codes."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

CASES = Path(__file__).parents[2] / "contest" / "rulebook" / "cases"
FILE = str(CASES / "two_rounds" / "rulebook.yaml")


def said(*words: str, command: str = "simulate") -> str:
    out = io.StringIO()
    call_command("rulebook", command, *words, stdout=out)
    return out.getvalue()


def test_the_lines_are_for_people() -> None:
    lines = said(FILE, "--seed", "5", "--entries", "20").splitlines()
    assert lines[0] == "seed 5: 22 entries"
    assert lines[1].startswith("  track: bio ")
    assert any(line.startswith("online: 20 entries, 3 judges, ") for line in lines)
    assert lines[-1] == "ran to its end"


def test_the_object_has_no_fractions_and_the_file_may_be_named() -> None:
    found = json.loads(said("--rulebook", FILE, "--json"), parse_float=pytest.fail)
    assert (found["simulation"], found["seed"], found["ended"]) == (1, "1", True)
    assert said(FILE, "--json") == said("--rulebook", FILE, "--json")


def test_written_files_are_ranked_and_replayed(tmp_path: Path) -> None:
    found = json.loads(said(FILE, "--write", str(tmp_path / "new"), "--json"))
    files = ["--rulebook", FILE, "--scores", str(tmp_path / "new" / "scores.csv")]
    files += ["--facts", str(tmp_path / "new" / "facts.json")]
    out = io.StringIO()
    call_command("rank", *files, "--json", stdout=out)
    ranked = json.loads(out.getvalue())["rounds"]
    first = [each["entry"] for each in ranked[-1]["entries"] if each["rank"] == 1]
    podium = found["rounds"][-1]["podium"]
    assert first == [each["entry"] for each in podium if each["rank"] == 1]
    assert "final: live by mean instead of trimmed 1+1" in said(
        *files, "--vary", "mean", command="replay"
    )


def test_a_round_that_nobody_reaches_ends_with_one(tmp_path: Path) -> None:
    text = Path(FILE).read_text(encoding="utf-8")
    text = text.replace("number: 2}", "number: 2, needs: [{at_least: 100}]}")
    text = text.replace("needs: [{at_least: 70}]", "needs: [{at_least: 100}]")
    start = text.index("paths:")
    text = text[:start] + text[text.index("rubrics:") :]
    (tmp_path / "none.yaml").write_text(text, encoding="utf-8")
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("rulebook", "simulate", str(tmp_path / "none.yaml"), stdout=out)
    assert ended.value.code == 1
    assert "/rounds/1: Nobody came as far as final." in out.getvalue()
    assert out.getvalue().splitlines()[-1] == "did not run to its end"


def test_many_runs() -> None:
    lines = said(FILE, "--runs", "3").splitlines()
    assert lines[0] == "seed 1: 3 runs of 14 entries"
    assert lines[1].startswith("first: ")
    assert lines[-1] == "3 of 3 ran to their end"
    found = json.loads(said(FILE, "--runs", "3", "--json"))
    assert [each["award"] for each in found["awards"]] == ["first", "second"]


@pytest.mark.parametrize(
    ("words", "start", "code"),
    [
        ([FILE, "--runs", "0"], "--runs takes", 2),
        ([FILE, "--runs", "2", "--write", "x"], "--runs takes", 2),
        ([], "Name one rulebook", 2),
        ([FILE, "--rulebook", FILE], "Name one rulebook", 2),
        (["no.yaml"], "The file cannot be read", 1),
        ([FILE, "--entries", "1"], "A simulated edition needs at least 2 entries", 1),
        ([FILE, "--write", f"{FILE}/x"], "The files cannot be written", 1),
    ],
)
def test_refusals_are_sentences(words: list[str], start: str, code: int) -> None:
    with pytest.raises(CommandError) as refused:
        said(*words)
    assert str(refused.value).startswith(start)
    assert refused.value.returncode == code
