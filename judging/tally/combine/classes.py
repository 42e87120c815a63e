"""Judges in classes of their own weight, and the public beside the panel."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from judging.tally.combine.figure import Combined, CombineRefused, Figure, in_order
from judging.tally.exact import Exact, quotient

Rule = Callable[[Iterable[Figure]], Combined]


def weighted_classes(
    figures: Iterable[Figure],
    *,
    weights: Mapping[str, Exact],
    inner: Rule,
    missing: str = "redistribute",
) -> Combined:
    """Each class combined by ``inner``, then weighed; weights need not add up to one.

    A class without a figure hands its weight to the others in proportion
    (``redistribute``) or refuses the entry (``class_missing``). A judge of a
    class that has no weight is refused (``class_unknown``).
    """
    rows = in_order(figures)
    if any(figure.kind not in weights for figure in rows):
        raise CombineRefused("class_unknown")
    by_class = {
        kind: inner([figure for figure in rows if figure.kind == kind])
        for kind in sorted(weights)
        if weights[kind] and any(figure.kind == kind for figure in rows)
    }
    absent = [kind for kind in sorted(weights) if weights[kind] and kind not in by_class]
    if not by_class:
        raise CombineRefused("nothing_to_combine")
    if absent and missing != "redistribute":
        raise CombineRefused("class_missing")
    whole = sum(weights[kind] for kind in by_class)
    return _weighed(by_class, weights, whole, note="class_missing" if absent else "")


def _weighed(
    by_class: Mapping[str, Combined], weights: Mapping[str, Exact], whole: Exact, note: str
) -> Combined:
    shares: dict[str, Exact] = {}
    for kind, part in by_class.items():
        for judge, share in part.weights.items():
            shares[judge] = quotient(share * weights[kind], whole)
    value = quotient(sum(part.value * weights[kind] for kind, part in by_class.items()), whole)
    parts = by_class.values()
    return Combined(
        value=value,
        counted=_joined(part.counted for part in parts),
        dropped_high=_joined(part.dropped_high for part in parts),
        dropped_low=_joined(part.dropped_low for part in parts),
        note=note,
        weights=MappingProxyType(shares),
    )


def _joined(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    judges = [judge for part in parts for judge in part]
    return tuple(sorted(judges, key=lambda judge: (len(judge), judge)))
