"""Everything that is wrong with a rulebook document, as codes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from contest.rulebook.schema import SCHEMA
from core.numbers import mark_parse

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

Document = dict[str, Any]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What is wrong, and where: ``criteria.0.max``, ``rulebook_step_uneven``."""

    path: str
    code: str


def rulebook_check(document: object) -> list[Finding]:
    """All findings, sorted by path; an empty list means the document is sound.

    Meaning is checked only where the shape is right, so a finding never
    stands on a field that is missing.
    """
    shape = {_shape_finding(error) for error in _validator().iter_errors(document)}
    shape.update(_uncanonical("", document))
    if shape or not isinstance(document, dict):
        return sorted(shape)
    return sorted(set(_meaning(document)))


@cache
def _validator() -> "Draft202012Validator":
    # Imported here: it costs a tenth of a second and most processes never check.
    from jsonschema import Draft202012Validator

    return Draft202012Validator(SCHEMA)


_SHAPE_CODES = {
    "additionalProperties": "rulebook_field_unknown",
    "required": "rulebook_field_missing",
    "type": "rulebook_type_wrong",
    "pattern": "rulebook_text_malformed",
    "enum": "rulebook_choice_unknown",
    "const": "rulebook_choice_unknown",
    "minimum": "rulebook_number_out_of_range",
    "maximum": "rulebook_number_out_of_range",
    "maxLength": "rulebook_text_length",
    "minItems": "rulebook_list_length",
    "maxItems": "rulebook_list_length",
    "minProperties": "rulebook_field_missing",
    "maxProperties": "rulebook_field_unknown",
}


def _shape_finding(error: "ValidationError") -> Finding:
    keyword = str(error.validator)
    # A field forbidden by its neighbor (schema ``false``) has no keyword.
    code = _SHAPE_CODES.get(keyword, "rulebook_field_unknown")
    return Finding(".".join(str(step) for step in error.absolute_path), code)


def _uncanonical(path: str, value: object) -> Iterator[Finding]:
    """What JSON Schema lets pass and a canonical document may not hold."""
    if isinstance(value, float):
        # To the schema 7.0 is an integer.
        yield Finding(path, "rulebook_number_fraction")
    elif isinstance(value, str) and not value.isascii():
        if any("\ud800" <= character <= "\udfff" for character in value):
            yield Finding(path, "rulebook_text_malformed")
    elif isinstance(value, dict | list):
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for step, inner in steps:
            yield from _uncanonical(f"{path}.{step}" if path else str(step), inner)


def _meaning(document: Document) -> Iterator[Finding]:
    yield from _criteria(document)
    yield from _scale(document)
    yield from _panel(document["panel"])
    yield from _aggregation(document["aggregation"], document["panel"])
    yield from _ties(document)
    yield from _awards(document)


def _criteria(document: Document) -> Iterator[Finding]:
    yield from _doubled("criteria", "id", document["criteria"])
    for index, criterion in enumerate(document["criteria"]):
        path, top = f"criteria.{index}", mark_parse(criterion["max"])
        if top == 0:
            yield Finding(f"{path}.max", "rulebook_max_zero")
        if top % mark_parse(criterion["step"]):
            yield Finding(f"{path}.step", "rulebook_step_uneven")
        yield from _band(path, criterion, top)
        yield from _anchors(path, criterion, top)
    if not any(criterion["required"] for criterion in document["criteria"]):
        yield Finding("criteria", "rulebook_nothing_required")
    ids = [criterion["id"] for criterion in document["criteria"]]
    if "total" in ids and len(ids) > 1:
        yield Finding("criteria", "rulebook_total_not_alone")


def _doubled(path: str, key: str, rows: list[Document]) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, row in enumerate(rows):
        if row[key] in seen:
            yield Finding(f"{path}.{index}.{key}", "rulebook_id_doubled")
        seen.add(row[key])


def _band(path: str, holder: Document, top: int) -> Iterator[Finding]:
    if "band" not in holder:
        return
    low, high = mark_parse(holder["band"]["low"]), mark_parse(holder["band"]["high"])
    if not low < high <= top:
        yield Finding(f"{path}.band", "rulebook_band_outside")


def _anchors(path: str, criterion: Document, top: int) -> Iterator[Finding]:
    starts = [mark_parse(anchor["from"]) for anchor in criterion.get("anchors", ())]
    if any(start > top for start in starts):
        yield Finding(f"{path}.anchors", "rulebook_anchor_outside")
    if any(later <= earlier for earlier, later in pairwise(starts)):
        yield Finding(f"{path}.anchors", "rulebook_anchors_unordered")


def _scale(document: Document) -> Iterator[Finding]:
    total = mark_parse(document["scale"]["total"])
    if total != sum(mark_parse(criterion["max"]) for criterion in document["criteria"]):
        yield Finding("scale.total", "rulebook_total_differs")
    yield from _band("scale", document["scale"], total)


def _panel(panel: Document) -> Iterator[Finding]:
    if sum(panel["kinds"].values()) != panel["seats"]:
        yield Finding("panel.kinds", "rulebook_kinds_differ")
    if panel["minimum_sheets"] > panel["seats"]:
        yield Finding("panel.minimum_sheets", "rulebook_minimum_too_high")


_TRIM_FIELDS = ("drop_high", "drop_low", "minimum_for_trim", "below_minimum")


def _aggregation(aggregation: Document, panel: Document) -> Iterator[Finding]:
    if aggregation["method"] == "mean":
        for field in _TRIM_FIELDS:
            if field in aggregation:
                yield Finding(f"aggregation.{field}", "rulebook_trim_without_method")
        return
    missing = [field for field in _TRIM_FIELDS if field not in aggregation]
    for field in missing:
        yield Finding(f"aggregation.{field}", "rulebook_field_missing")
    if missing:
        return
    drops = aggregation["drop_high"] + aggregation["drop_low"]
    if drops == 0:
        yield Finding("aggregation.drop_high", "rulebook_trim_drops_nothing")
    if drops >= aggregation["minimum_for_trim"]:
        yield Finding("aggregation.minimum_for_trim", "rulebook_trim_leaves_nothing")
    if aggregation["minimum_for_trim"] > panel["seats"]:
        yield Finding("aggregation.minimum_for_trim", "rulebook_trim_never_reached")


def _ties(document: Document) -> Iterator[Finding]:
    known = {criterion["id"] for criterion in document["criteria"]}
    seen: set[tuple[str, str | None]] = set()
    last = len(document["ties"]) - 1
    for index, step in enumerate(document["ties"]):
        key = (step["rule"], step.get("criterion"))
        if step["rule"] == "higher_criterion" and step["criterion"] not in known:
            yield Finding(f"ties.{index}.criterion", "rulebook_criterion_unknown")
        if key in seen:
            yield Finding(f"ties.{index}", "rulebook_tie_step_doubled")
        # Nothing can follow a shared place or a vote that decides.
        if step["rule"] in ("share", "chair_vote") and index != last:
            yield Finding(f"ties.{index}", "rulebook_tie_step_unreachable")
        seen.add(key)


def _awards(document: Document) -> Iterator[Finding]:
    yield from _doubled("awards", "level", document["awards"])
    if sum(award["places"] for award in document["awards"]) > document["cut_after"]:
        yield Finding("cut_after", "rulebook_awards_beyond_cut")
