"""No construct of the rulebook that counting reads is without a case."""

from collections.abc import Iterator
from dataclasses import MISSING
from typing import Any, Final

from contest.rulebook.document import rulebook_of_document
from contest.rulebook.shape.nested import List, Map, Obj, Tagged, parts_of
from contest.rulebook.shape.plain import Choice, Flag
from contest.rulebook.text import document_read
from contest.rulebook.v1 import conditions
from contest.rulebook.v1.combination import LATER_METHODS
from contest.rulebook.v1.rulebook import Rulebook
from tests.judging.tally.edition.runner import CASES

# What organizes a contest and changes no score, rank or award.
SILENT: Final = {
    "Rulebook": {"sources", "organizers", "levels", "eligibility", "judge_kinds"},
    "Division": {"eligibility"},
    "Region": {"level", "parent", "places", "own_admins", "ranked_list"},
    "Round": {
        "kind", "mode", "level", "blind", "judge_names", "timing", "material", "sealing",
        "revise_until", "reveal", "publicity", "objections",
    },
    "Panel": {"alternates", "chair"},
    "Rubric": {"band", "typing", "comment", "extremes", "phrases", "guide"},
    "Criterion": {"hint", "anchors", "band", "comment"},
    "Award": {"prize"},
    "Diligence": {"team", "checklist", "correct_days", "note", "pick"},
    "Promotion": {"needs_objections_closed"},
    "Fact": {"unit", "of", "options", "type"},
}  # fmt: skip
NAMES: Final = {"name", "unit", "id", "version", "rulebook", "kind", "formula", "hash"}
# Valid words for which no case is needed: named here and computed later, or read alike.
LATER: Final = {f"Combine.method={method}" for method in LATER_METHODS} | {
    "BallotComponent.voters=judges",
    "BallotComponent.voters=guests",
    "BallotComponent.voters=public",
}


COMMON: Final = {"weight", "counts", "at_most", "runs", "scale", "penalties", "decimals"}


def owner_of(cls: Any, key: str) -> str:
    """The class that a field belongs to; what all components or measures have is one field."""
    name = str(cls.__name__)
    if name.endswith("Component") and key in COMMON:
        return "Component"
    if name.endswith("Measure") and key in ("fact", "per"):
        return "Measure"
    return "*" if key == "step" else name


def wanted(cls: Any, seen: set[str]) -> Iterator[str]:
    """``Class.field`` and ``Class.field=word`` for all that a class and its parts can say."""
    if cls.__name__ in seen or cls.__name__ in ("Name", "Source", "Band", "Timing", "Material"):
        return
    seen.add(cls.__name__)
    for key, each, kind in parts_of(cls):
        if key in SILENT.get(cls.__name__, ()) or key in NAMES:
            continue
        owner = owner_of(cls, key)
        yield f"{owner}.{key}"
        if isinstance(kind, Choice):
            yield from (f"{owner}.{key}={word}" for word in kind.words)
        if isinstance(kind, Flag) and each.default is not MISSING:
            yield f"{owner}.{key}={not each.default}"
        yield from inner(kind, seen)


def inner(kind: Any, seen: set[str]) -> Iterator[str]:
    """What the parts of a field can say."""
    if isinstance(kind, List):
        if isinstance(kind.of, Choice):
            return
        yield from inner(kind.of, seen)
    elif isinstance(kind, Map):
        yield from inner(kind.of, seen)
    elif isinstance(kind, Obj):
        yield from wanted(kind.cls, seen)
    elif isinstance(kind, Tagged):
        for word, cls in kind.shapes.items():
            yield f"{kind.tag}={word}"
            yield from wanted(cls, seen)


def said(value: Any) -> Iterator[str]:
    """What a rulebook says, in the same words; what is left at its default too."""
    if isinstance(value, tuple):
        for each in value:
            yield from said(each)
    elif isinstance(value, conditions.Test):
        yield f"operator={value.operator}"
    elif isinstance(value, conditions.Joined):
        yield f"joint={value.joint}"
        yield from said(value.of)
    elif hasattr(value, "__dataclass_fields__"):
        cls = type(value)
        for key, each, kind in parts_of(cls):
            own = getattr(value, each.name)
            owner = owner_of(cls, key)
            if own != each.default:
                yield f"{owner}.{key}"
            if isinstance(kind, Choice | Flag):
                yield f"{owner}.{key}={own}"
            if key in ("kind", "formula"):
                yield f"{key}={own}"
            yield from said(own)


def test_every_construct_has_a_case() -> None:
    found: set[str] = set()
    for path in sorted(CASES.glob("*/rulebook.yaml")):
        found.update(said(rulebook_of_document(document_read(path.read_text(encoding="utf-8")))))
    needed = set(wanted(Rulebook, set())) | {
        *(f"operator={operator}" for operator in conditions.OPERATORS),
        *(f"joint={joint}" for joint in ("all", "any", "none")),
    }
    assert sorted(needed - found - LATER) == []
    assert len(needed) > 200
