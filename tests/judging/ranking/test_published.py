"""Five published tables: the command's output against the figures that were printed."""

from pathlib import Path
from typing import Any

import pytest

from tests.judging.ranking.tables import EXPECTED, duels, long, ranked, rows, tastings, wide

SCORES = ("entry", "judge", "score")
PLACES = ("entry", "judge", "rank")


def entries(found: Any) -> dict[str, Any]:
    return {each["entry"]: each for each in found["entries"]}


def test_sparse_blocks_of_weiss_and_cox(tmp_path: Path) -> None:
    case = EXPECTED["weiss1939_bib31"]
    found = ranked(tmp_path, SCORES, long("weiss1939_bib31"), "--method", "additive")
    at = entries(found)
    for entry, mean in case["published"]["adjusted_mean"].items():
        assert at[entry]["score"] == pytest.approx(mean, abs=case["tol"])
        assert at[entry]["se"] == pytest.approx(case["published"]["std_error"], abs=case["tol"])
    assert (at["G07"]["score"], at["G14"]["score"]) == (
        pytest.approx(24.1892, abs=5e-5),
        pytest.approx(24.1796, abs=5e-5),
    )
    assert sum(each["leniency"] for each in found["judges"]) == pytest.approx(0, abs=1e-4)


def test_penicillin_by_ml(tmp_path: Path) -> None:
    case = EXPECTED["penicillin"]
    words = ("--method", "additive", "--fit", "ml")
    fit = ranked(tmp_path, SCORES, long("penicillin"), *words)["fit"]
    wanted, tol = case["published_ML"], case["tol"]
    sd = {name: value**0.5 for name, value in fit["variances"].items()}
    assert fit["estimator"] == "ml"
    assert fit["minus2loglik"] == pytest.approx(wanted["minus2loglik"], abs=tol["minus2loglik"])
    theta = [sd["entry"] / sd["residual"], sd["judge"] / sd["residual"]]
    assert theta == pytest.approx(wanted["theta"], abs=tol["theta"])
    assert sd["entry"] == pytest.approx(wanted["sd_plate"], abs=tol["sd"])
    assert sd["judge"] == pytest.approx(wanted["sd_sample"], abs=tol["sd"])
    assert fit["variances"]["residual"] == pytest.approx(wanted["sigma2"], abs=tol["sd"])
    assert fit["intercept"] == pytest.approx(wanted["intercept"], abs=tol["sd"])
    assert fit["intercept_se"] == pytest.approx(wanted["se_intercept"], abs=tol["sd"])


def test_penicillin_by_reml(tmp_path: Path) -> None:
    case = EXPECTED["penicillin"]
    words = ("--method", "additive", "--fit", "reml")
    fit = ranked(tmp_path, SCORES, long("penicillin"), *words)["fit"]
    wanted = case["published_REML"]
    sd = {name: value**0.5 for name, value in fit["variances"].items()}
    assert [sd["entry"], sd["judge"], sd["residual"]] == pytest.approx(
        [wanted["sd_plate"], wanted["sd_sample"], wanted["sd_resid"]], abs=case["tol"]["sd"]
    )


def test_agreement_of_shrout_and_fleiss(tmp_path: Path) -> None:
    case = EXPECTED["shrout_fleiss_1979"]
    found = ranked(tmp_path, SCORES, wide("shrout_fleiss_1979"), "--method", "mean")
    agreement = found["agreement"]
    assert agreement["anova"] == pytest.approx(case["published"]["MS"], abs=case["tol"])
    assert agreement["icc"] == pytest.approx(case["published"]["ICC"], abs=case["tol"])


def test_citations_by_bradley_and_terry(tmp_path: Path) -> None:
    case = EXPECTED["bt_citations"]
    names = ("item1", "item2", "wins1", "wins2")
    at = entries(ranked(tmp_path, names, duels("bt_citations")))
    assert at["Biometrika"]["score"] == 0
    for item, strength in case["published"].items():
        assert at[item]["score"] == pytest.approx(strength, abs=case["tol"])
    assert at["JRSS-B"]["rank"] == 1


@pytest.mark.parametrize("tasting", sorted(tastings("wine_panels")))
def test_wine_panels(tmp_path: Path, tasting: str) -> None:
    tol = EXPECTED["wine_panels"]["tol"]
    found = ranked(tmp_path, PLACES, tastings("wine_panels")[tasting], "--method", "rank-sum")
    at = entries(found)
    wanted = [each for each in rows("wine_panels_published.csv") if each["case"] == tasting]
    assert {each["wine"]: float(each["published_votes_against"]) for each in wanted} == {
        entry: line["score"] for entry, line in at.items()
    }
    assert {each["wine"]: int(each["published_group_rank"]) for each in wanted} == {
        entry: line["rank"] for entry, line in at.items()
    }
    agreement = found["agreement"]
    assert agreement["kendall_w"] == pytest.approx(float(wanted[0]["published_kendall_W"]), abs=tol)
    assert agreement["p"] == pytest.approx(float(wanted[0]["published_p"]), abs=tol)
    judges = {each["judge"]: each["loo_r"] for each in found["judges"]}
    for each in rows("wine_panels_published_judge_corr.csv"):
        if each["case"] == tasting:
            assert judges[each["judge"]] == pytest.approx(
                float(each["published_corr_with_rest"]), abs=tol
            )


def test_places_and_scores_turned_around_say_the_same(tmp_path: Path) -> None:
    table = tastings("wine_panels")["report147_2011-03-07"]
    turned = [(entry, judge, 9 - int(place)) for entry, judge, place in table]
    places = ranked(tmp_path, PLACES, table, "--method", "rank-sum")
    scores = ranked(tmp_path, SCORES, turned, "--method", "rank-sum")
    assert places["entries"] == scores["entries"]
    assert places["judges"] == scores["judges"]
    assert places["agreement"]["kendall_w"] == scores["agreement"]["kendall_w"]
