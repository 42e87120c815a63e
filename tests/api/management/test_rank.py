"""``manage.py rank``: the object, the table, and refusals as sentences."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from judging.ranking.audit import scores_csv
from judging.tally.edition.columns import given_of_columns
from tests.judging.ranking.looks import Planted, planted

CASES = Path(__file__).parents[2] / "contest" / "rulebook" / "cases"


def rank(*words: str) -> str:
    out = io.StringIO()
    call_command("rank", *words, stdout=out)
    return out.getvalue()


def words(case: str, scores: Path | None = None) -> list[str]:
    folder = CASES / case
    found = ["--rulebook", str(folder / "rulebook.yaml")]
    found += ["--scores", str(scores or folder / "scores.csv")]
    if (folder / "facts.json").exists():
        found += ["--facts", str(folder / "facts.json")]
    return found


def test_the_object_has_scores_as_numbers() -> None:
    found = json.loads(rank(*words("trimmed_five"), "--json"))
    assert [(each["entry"], each["score"], each["rank"]) for each in found["entries"]] == [
        ("B", 91.5, 1),
        ("C", 91.25, 2),
        ("D", 90.33, 3),
        ("A", 90.0, 4),
        ("E", None, None),
    ]
    assert found["entries"][0]["outcome"] == {
        "promoted": True,
        "to": None,
        "awarded": ["first"],
        "reasons": ["promoted:number"],
    }
    assert (found["method"], found["version"], len(found["hash"])) == ("trimmed", 1, 64)
    assert {each["judge"]: each["n"] for each in found["judges"]}["1"] == 5


def test_the_table_is_for_people() -> None:
    lines = rank(*words("trimmed_five")).splitlines()
    assert lines[0] == "1\tB\t91.50\tfinal\tfirst promoted:number"
    assert lines[-1] == "final: E: there are too few sheets for a result."


def test_a_spreadsheets_mark_and_facts_are_read(tmp_path: Path) -> None:
    text = (CASES / "two_rounds" / "scores.csv").read_text(encoding="utf-8")
    marked = tmp_path / "scores.csv"
    marked.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert rank(*words("two_rounds", marked)) == rank(*words("two_rounds"))


def test_a_document_of_version_0_is_ranked_too(tmp_path: Path) -> None:
    name = {"zh": "名称", "en": "Name"}
    document = {
        "rulebook": 0,
        "name": name,
        "scale": {"total": "100"},
        "criteria": [{"id": "total", "name": name, "max": "100", "step": "1", "required": True}],
        "panel": {"seats": 2, "kinds": {"technical": 2}, "minimum_sheets": 2},
        "aggregation": {
            "method": "mean", "version": 1, "decimals": 2, "rounding": "half_up",
            "tie_on": "rounded",
        },
        "ties": [{"rule": "share"}],
        "awards": [],
        "cut_after": 1,
        "timing": {"pitch_s": 1, "questions_s": 1, "scoring_s": 1},
        "sealing": "per_slot",
        "publicity": {"seconds": 1},
    }  # fmt: skip
    rulebook, scores = tmp_path / "rulebook.json", tmp_path / "scores.csv"
    rulebook.write_text(json.dumps(document), encoding="utf-8")
    scores.write_text("entry,judge,score\na,1,90\na,2,91\n", encoding="utf-8")
    found = json.loads(rank("--rulebook", str(rulebook), "--scores", str(scores), "--json"))
    assert [(each["entry"], each["score"]) for each in found["entries"]] == [("a", 90.5)]


@pytest.mark.parametrize(
    ("scores", "sentence"),
    [
        ("entry,judge,score\nA,1,NaN\n", "NaN is no number for total of A"),
        ("entry,judge,score\nA,1,101\n", "101.00 for total of A lies outside 0.00 to 100.00"),
        ("entry,judge\nA,1\n", "The column criterion is missing"),
    ],
)
def test_bad_scores_are_refused_with_a_sentence(tmp_path: Path, scores: str, sentence: str) -> None:
    file = tmp_path / "scores.csv"
    file.write_text(scores, encoding="utf-8")
    with pytest.raises(CommandError, match=sentence):
        rank(*words("trimmed_five", file))


@pytest.mark.parametrize(
    ("rulebook", "sentence"),
    [
        ("rulebook: 1\nname: {zh: 甲, en: A}\n", "is no rulebook"),
        ("rulebook: 1\nrulebook: 1\n", "rulebook.yaml, line 2: text_key_twice"),
    ],
)
def test_a_broken_rulebook_is_refused(tmp_path: Path, rulebook: str, sentence: str) -> None:
    file = tmp_path / "rulebook.yaml"
    file.write_text(rulebook, encoding="utf-8")
    scores = str(CASES / "trimmed_five" / "scores.csv")
    with pytest.raises(CommandError, match=sentence):
        rank("--rulebook", str(file), "--scores", scores)


def test_facts_must_be_an_object(tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    case = words("trimmed_five")
    for text, sentence in (("{", "is no JSON"), ("[]", "must hold an object")):
        facts.write_text(text, encoding="utf-8")
        with pytest.raises(CommandError, match=sentence):
            rank(*case, "--facts", str(facts))
    with pytest.raises(CommandError, match="cannot be read"):
        rank(*words("trimmed_five", tmp_path / "none.csv"))


def test_a_large_file_is_read_in_columns_to_the_same_object(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row_by_row = rank(*words("trimmed_five"), "--json")
    monkeypatch.setattr("api.management.scores_file._LARGE", 1)
    asked: list[bytes] = []

    def read(data: bytes, *args: Any, **more: Any) -> Any:
        asked.append(data)
        return given_of_columns(data, *args, **more)

    monkeypatch.setattr("api.management.scores_file.given_of_columns", read)
    assert rank(*words("trimmed_five"), "--json") == row_by_row
    assert asked
    # What is out of the ordinary is said with the usual sentence.
    file = tmp_path / "scores.csv"
    file.write_text("entry,judge,score\nA,1,5\nA,1,5\n", encoding="utf-8")
    with pytest.raises(CommandError, match="1 has marked total of A twice"):
        rank(*words("trimmed_five", file))


def test_a_rulebook_and_a_method_are_two_ways() -> None:
    with pytest.raises(CommandError, match="A rulebook names its own method"):
        rank(*words("trimmed_five"), "--method", "calibrated")
    with pytest.raises(CommandError, match="needs --scores CSV with --rulebook FILE or --method"):
        rank("--scores", "scores.csv")
    with pytest.raises(CommandError, match="--fit needs a method"):
        rank(*words("trimmed_five"), "--fit", "ml")
    with pytest.raises(CommandError, match="A method ranks one file"):
        rank("--method", "mean")
    with pytest.raises(CommandError, match="cannot be read"):
        rank("--pairs", "none.csv")


def test_a_method_prints_a_table_and_refuses_with_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "scores.csv"
    file.write_text("entry,judge,score\nA,1,80\nA,2,70\nB,1,90\nB,2,85\n", encoding="utf-8")
    lines = rank("--scores", str(file), "--method", "mean").splitlines()
    assert lines == ["1\tB\t87.5000\t±2.5000", "2\tA\t75.0000\t±5.0000"]
    with pytest.raises(CommandError, match="There is no method best"):
        rank("--scores", str(file), "--method", "best")
    with pytest.raises(CommandError, match="second in --points is no number of points"):
        rank("--scores", str(file), "--method", "points", "--points", "5,second")
    found = json.loads(
        rank("--scores", str(file), "--method", "points", "--points", "5,3", "--json")
    )
    assert [(each["entry"], each["score"], each["rank"]) for each in found["entries"]] == [
        ("B", 10.0, 1),
        ("A", 6.0, 2),
    ]
    with pytest.raises(CommandError, match="third in --within is no number of places"):
        rank("--scores", str(file), "--method", "mean", "--within", "1,third")
    alone = {"best": 1, "worst": 1}
    assert found["entries"][0]["places_without_one_judge"] == alone


def test_a_method_looks_closer_where_the_file_says_more(tmp_path: Path) -> None:
    scores = planted(Planted(entries=120, first=0.35), 1)
    file = tmp_path / "scores.csv"
    file.write_bytes(scores_csv(scores).replace(b",track,", b",division,"))
    found = json.loads(rank("--scores", str(file), "--method", "mean", "--json"))
    assert set(found["order"]) == {"scores", "common", "by_lot", "relative", "judges"}
    assert found["judges"][0]["order_effect"] == found["order"]["judges"][0]["slope"] > 0.2
    assert found["judges"][0]["flags"] == ["order_effect"]
    assert 0 < found["judges"][0]["straight_lining"] < 0.2
    assert found["favor"]["organizations"][0]["organization"] == "O0"
    assert (found["bridges"]["parts"], found["bridges"]["judges"]) == (1, [])
    lines = rank("--scores", str(file), "--method", "mean").splitlines()
    assert lines[-1].startswith("J00's scores moved by +")


def test_rounds_are_fitted_together(tmp_path: Path) -> None:
    file = tmp_path / "scores.csv"
    rows = [f"heat,{entry},{judge},{60 + 3 * at + judge}" for at, entry in enumerate("ABCDEF")
            for judge in range(4)]  # fmt: skip
    rows += [f"final,{entry},{judge},{50 + 2 * at + judge * at}" for at, entry in enumerate("EF")
             for judge in range(3)]  # fmt: skip
    file.write_text("\n".join(["round,entry,judge,score", *rows]), encoding="utf-8")
    words = ("--scores", str(file), "--method", "additive")
    found = json.loads(rank(*words, "--joint", "heat, final", "--json"))
    assert [(each["entry"], each["round"]) for each in found["entries"]][:3] == [
        ("F", "final"), ("E", "final"), ("D", "heat"),
    ]  # fmt: skip
    assert {each["round"] for each in found["judges"]} == {"heat", "final"}
    with pytest.raises(CommandError, match="name them in order with --joint"):
        rank(*words)
    with pytest.raises(CommandError, match="--joint needs a method"):
        rank("--scores", str(file), "--joint", "heat,final")


def test_what_only_models_say_is_null() -> None:
    found = json.loads(rank(*words("trimmed_five"), "--json"))
    first = found["entries"][0]
    assert [first[name] for name in ("se", "low", "high", "p_cut")] == [None] * 4
    assert set(found["judges"][0]) == {
        "judge", "n", "leniency", "se", "scale", "noise", "loo_r", "outfit", "flags",
    }  # fmt: skip
    assert (found["fit"], found["agreement"]) == (None, None)


def test_more_sheets_than_seats_are_warned_of(tmp_path: Path) -> None:
    file = tmp_path / "scores.csv"
    rows = [f"A,{judge},80" for judge in range(1, 7)] + ["B,1,70", "B,2,70", "B,3,70"]
    file.write_text("\n".join(["entry,judge,score", *rows]), encoding="utf-8")
    found = json.loads(rank(*words("trimmed_five", file), "--json"))
    assert found["warnings"] == ["final: A: 6 sheets where the panel has 5 seats."]
