"""A rulebook of version 0 becomes one round with one component, and keeps its hash."""

from contest.rulebook.document import rulebook_of_document
from contest.rulebook.parse import rulebook_hash
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.leaves import rubric_leaves
from contest.rulebook.v1.ties import TieStep


def test_hash_marks_and_panel_stand(document):
    rulebook = rulebook_of_document(document)
    assert rulebook.hash == rulebook_hash(document)
    (only,) = rulebook.rounds
    assert only.panel is not None
    assert (only.panel.seats, only.panel.minimum_sheets) == (5, 3)
    assert dict(only.panel.kinds or {}) == {"technical": 3, "investor": 2}
    leaves = rubric_leaves(rulebook.rubric("sheet"))
    assert [(leaf.id, leaf.high, leaf.step) for leaf in leaves] == [
        ("technology", 6000, 50),
        ("market", 4000, 10),
    ]


def test_the_trim_the_ladder_and_the_cut_stand(document):
    (only,) = rulebook_of_document(document).rounds
    (jury,) = only.components
    assert isinstance(jury, SheetComponent)
    assert (jury.combine.drops(4), jury.combine.drops(5)) == ((0, 0), (1, 1))
    assert only.ties == (
        TieStep(rule="criterion", criterion="technology"),
        TieStep(rule="mean_of_all"),
        TieStep(rule="chair"),
    )
    assert [(rule.take, rule.number) for rule in only.promotion] == [("number", 4)]


def test_an_open_ladder_ends_in_shared_places(document):
    document["ties"] = [{"rule": "sum_of_all_judges"}]
    (only,) = rulebook_of_document(document).rounds
    assert [step.rule for step in only.ties] == ["mean_of_all", "share"]


def test_a_mean_and_its_rounding_stand(document):
    aggregation = document["aggregation"]
    document["aggregation"] = {
        field: aggregation[field] for field in ("version", "decimals", "rounding")
    } | {"method": "mean", "tie_on": "exact"}
    (only,) = rulebook_of_document(document).rounds
    (jury,) = only.components
    assert isinstance(jury, SheetComponent)
    assert jury.combine.method == "mean"
    assert (only.total.decimals, only.total.ties_on) == (2, "exact")
