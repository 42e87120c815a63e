"""The rubric of a rulebook as the tree that sheets are counted with."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from contest.rulebook.v1.leaves import Leaf, points_of, rubric_leaves
from contest.rulebook.v1.rubrics import Criterion, Grade, Rubric, criteria_walk
from core.numbers import HUNDREDTHS
from judging.tally.edition.facts import applies
from judging.tally.edition.given import Attributes
from judging.tally.exact import Exact, whole
from judging.tally.rubric.node import Node


@dataclass(frozen=True, slots=True)
class Lines:
    """A rubric ready to count: its tree, its lines and its criteria by id."""

    rubric: Rubric
    root: Node
    nodes: Mapping[str, Node]
    criteria: Mapping[str, Criterion]

    @property
    def judged(self) -> bool:
        """Whether any line is marked by a judge."""
        return any(not node.measured for node in self.root.leaves())

    def absent_for(self, attributes: Attributes) -> frozenset[str]:
        """The lines and groups that do not apply to an entry."""
        return frozenset(
            inner.id
            for criterion in self.criteria.values()
            if not applies(attributes, division=criterion.divisions, stage=criterion.stages)
            for inner in criteria_walk((criterion,))
        )

    def grades(self, key: str) -> tuple[Grade, ...]:
        """The grades of a line, its own or the rubric's."""
        criterion = self.criteria.get(key)
        return (criterion.grades if criterion else ()) or self.rubric.grades


def lines_of(rubric: Rubric) -> Lines:
    """The rubric's lines; worth in hundredths of a point."""
    leaves = {leaf.id: leaf for leaf in rubric_leaves(rubric)}
    criteria: dict[str, Criterion] = {}
    children: tuple[Node, ...]
    if rubric.total_only:
        children = (_leaf(leaves["total"]),)
    else:
        around = Fraction(rubric.total, HUNDREDTHS)
        children = tuple(_node(rubric, each, around, leaves, criteria) for each in rubric.criteria)
    root = Node(
        "",
        worth=rubric.total,
        bonus_cap=rubric.bonus_at_most,
        spread=rubric.absent == "proportional",
        children=children,
    )
    return Lines(rubric, root, {leaf.key: leaf for leaf in root.leaves()}, criteria)


def _node(
    rubric: Rubric,
    criterion: Criterion,
    around: Fraction,
    leaves: Mapping[str, Leaf],
    criteria: dict[str, Criterion],
) -> Node:
    criteria[criterion.id] = criterion
    if not criterion.criteria:
        return _leaf(leaves[criterion.id])
    points = points_of(criterion, around)
    children = tuple(_node(rubric, each, points, leaves, criteria) for each in criterion.criteria)
    return Node(
        criterion.id,
        worth=_hundredths(points),
        bonus=criterion.bonus,
        deducts=criterion.deducts,
        best=criterion.take == "best",
        capped=any(child.bonus or child.deducts for child in children),
        spread=rubric.absent == "proportional",
        children=children,
    )


def _leaf(leaf: Leaf) -> Node:
    criterion = leaf.criterion
    return Node(
        leaf.id,
        worth=_hundredths(leaf.points),
        top=leaf.high,
        low=leaf.low,
        step=leaf.step,
        required=criterion is None or criterion.required,
        measured=criterion is not None and criterion.measure is not None,
        bonus=criterion is not None and criterion.bonus,
        deducts=criterion is not None and criterion.deducts,
        all_or_nothing=criterion is not None and criterion.all_or_nothing,
    )


def _hundredths(points: Fraction) -> Exact:
    return whole(points * HUNDREDTHS)
