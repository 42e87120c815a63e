"""What cannot be ranked is refused with a sentence that names what to mend."""

import pytest

from judging.ranking.paired import ranking_of_pairs
from judging.ranking.pairs import pairs_of_rows
from judging.ranking.ranking import ranking
from judging.ranking.read import scores_of_rows
from judging.ranking.refusal import SENTENCES, RankingRefused
from judging.ranking.rule import Fitting, Rule
from tests.judging.ranking.small import drawn, grid, table

DUELS = Rule("bradley-terry")
ORDERED = Rule("bradley-terry", order_effect=True)
CUT = Rule("bradley-terry", cut=1)
APART = {"A": "80 70 - -", "B": "60 75 - -", "C": "- - 90 85", "D": "- - 70 95"}
SMALL = {"A": "80 70 75", "B": "60 75 80", "C": "90 85 70"}


def said(rows: dict[str, str], rule: Rule, tracks: dict[str, str] | None = None) -> str:
    with pytest.raises(RankingRefused) as refused:
        ranking(table(grid(rows), tracks), rule)
    return refused.value.sentence


@pytest.mark.parametrize("method", ["additive", "standardized"])
def test_one_judge(method: str) -> None:
    assert said({"A": "80", "B": "70"}, Rule(method)).startswith("Only a has scored: without a")


def test_parts_that_share_no_judge_are_named() -> None:
    sentence = said(APART, Rule("additive"))
    assert "2 parts that share no judge: A, B | C, D. additive cannot compare" in sentence


def test_a_constant_judge() -> None:
    sentence = said({"A": "80 70 75", "B": "60 70 80", "C": "90 70 70"}, Rule("standardized"))
    assert sentence.startswith("b gave 3 times the same score (70)")


@pytest.mark.parametrize("fit", ["ml", "reml"])
def test_scores_without_error_have_no_variances(fit: Fitting) -> None:
    exact = {"A": "80 70 75", "B": "70 60 65", "C": "90 80 85", "D": "60 50 55"}
    assert "agree without any error" in said(exact, Rule("additive", fit=fit))
    assert ranking(table(grid(exact)), Rule("additive")).entries


def test_a_judge_with_one_score() -> None:
    assert "c has scored once" in said({"A": "8 7 6", "B": "7 9 -"}, Rule("standardized"))


def test_siloed_tracks_under_standardized_only() -> None:
    figures = {**APART, "D": "- 60 70 95", "E": "65 85 - -"}
    tracks = {"A": "T1", "B": "T1", "C": "T2", "D": "T2", "E": "T1"}
    assert "The judges stay inside their tracks (9% of their scores" in said(
        figures, Rule("standardized"), tracks
    )
    assert ranking(table(grid(figures), tracks), Rule("mean")).entries
    mixed, of = drawn(4, tracks=2)
    assert ranking(table(mixed, of), Rule("standardized")).entries


def test_too_few_entries() -> None:
    assert said({"A": "8 7"}, Rule("mean")) == "mean needs at least 2 entries; there are 1."


@pytest.mark.parametrize("method", ["rank-sum", "points"])
def test_incomplete_panels_have_no_sum_of_places(method: str) -> None:
    rule = Rule(method, points=(500, 300) if method == "points" else ())
    assert "b has not placed B" in said({"A": "8 7", "B": "7 -"}, rule)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (Rule("best"), "There is no method best; there are mean, trimmed"),
        (Rule("bradley-terry"), "bradley-terry ranks pairs; bring it --pairs."),
        (Rule("mean", fit="ml"), "--fit does not go with mean."),
        (Rule("mean", cut=3), "--cut does not go with mean."),
        (Rule("points"), "needs what places give"),
    ],
)
def test_options_that_would_not_be_obeyed(rule: Rule, sentence: str) -> None:
    assert sentence in said(SMALL, rule)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("entry,judge,score\nA,a,NaN\n", "NaN is no number for A by a"),
        ("entry,judge,score\nA,a,good\n", "good is no number"),
        ("entry,judge,score\nA,a,\n", "- is no number"),
        ("entry,judge,score\nA,a,1e2\n", "1e2 is no number"),
        ("entry,judge,score\nA,a,1.2345678\n", "more than six decimals"),
        ("entry,judge,score\nA,a,1234567890\n", "more than nine digits"),
        ("entry,judge,score\nA,a,1\nA,a,2\n", "a has scored A twice"),
        ("entry,judge,score\n", "holds no score"),
        ("", "The column entry is missing"),
        ("entry,judge\nA,a\n", "The column score is missing"),
        ("entry,judge,mark\nA,a,1\n", "The column criterion is missing"),
        ("entry,judge,score,color\n", "There is no column color"),
        ("entry,judge,score,score\n", "The column score is named twice"),
        ("entry,judge,score,rank\n", "The column rank is not read"),
        ("entry,judge,score,criterion\n", "The column criterion is not read"),
        ("entry,judge,score,weight\n", "The column weight is not read"),
        ("entry,judge,score\nA,a\n", "Line 2 has 2 fields where the first line names 3"),
        ("entry,judge,score\nA,,3\n", "Line 2 has no judge"),
        ("entry,judge,score,track\nA,a,1,T\nA,b,1,U\n", "A stands in T and in U"),
        ("entry,judge,score,round\nA,a,1,one\nA,b,1,two\n", "holds the rounds one, two"),
        ("entry,judge,rank\nA,a,0\n", "0 is no place for A by a"),
        ("entry,judge,criterion,mark\nA,a,x,1\nA,a,x,2\n", "a has scored x of A twice"),
        ("entry,judge,criterion,mark\nA,a,x,1\nA,a,y,Infinity\n", "Infinity is no number"),
        ("entry,judge,criterion,mark,track\nA,a,x,1,T\nA,a,y,2,U\n", "A stands in T and in U"),
    ],
)
def test_files_that_are_no_scores(text: str, sentence: str) -> None:
    with pytest.raises(RankingRefused) as refused:
        scores_of_rows(line.split(",") for line in text.splitlines())
    assert sentence in refused.value.sentence


def test_marks_add_up_to_sheets() -> None:
    lines = ["entry,judge,criterion,mark", "A,a,x,1.5", "A,a,y,2.25", "B,a,x,1", "B,a,y,0"]
    scores = scores_of_rows(line.split(",") for line in lines)
    assert (scores.entries, scores.units.tolist()) == (("A", "B"), [375, 100])


@pytest.mark.parametrize("method", ["mean", "additive", "standardized", "trimmed"])
def test_places_are_no_scores(method: str) -> None:
    lines = ["entry,judge,rank", "A,a,1", "B,a,2", "A,b,1", "B,b,2"]
    scores = scores_of_rows(line.split(",") for line in lines)
    with pytest.raises(RankingRefused, match="only rank-sum and points can read"):
        ranking(scores, Rule(method))


@pytest.mark.parametrize(
    ("text", "rule", "sentence"),
    [
        ("winner,loser\nA,B\n", DUELS, "A never lost to the others (B)"),
        ("winner,loser\nA,B\nB,A\nC,D\nD,C\n", DUELS, "A, B never lost to the others (C, D)"),
        ("winner,loser\nA,A\n", DUELS, "Line 2 has A against itself"),
        ("winner,loser\nA,\n", DUELS, "Line 2 has no loser"),
        ("winner,loser\nA\n", DUELS, "Line 2 has 1 fields"),
        ("winner,loser\n", DUELS, "holds no score"),
        ("winner\nA\n", DUELS, "Pairs have the columns"),
        ("item1,item2,wins1,wins2\nA,B,1,-1\n", DUELS, "-1 in line 2 is no number of wins"),
        ("item1,item2,wins1,wins2\nA,B,1,2.4\n", DUELS, "2.4 in line 2 is no number of wins"),
        (
            "item1,item2,wins1,wins2\nA,B,2,1\n",
            ORDERED,
            "cannot be told",
        ),
        (
            "winner,loser\nA,B\nB,A\n",
            ORDERED,
            "do not say who went first",
        ),
        (
            "winner,loser\nA,B\n",
            CUT,
            "--cut does not go with bradley-terry",
        ),
    ],
)
def test_duels_that_rank_nobody(text: str, rule: Rule, sentence: str) -> None:
    with pytest.raises(RankingRefused) as refused:
        pairs = pairs_of_rows(line.split(",") for line in text.splitlines())
        ranking_of_pairs(pairs, rule)
    assert sentence in refused.value.sentence


def test_sentences_are_sentences() -> None:
    assert all(text.rstrip().endswith((".", "--points 5,3,1.")) for text in SENTENCES.values())
