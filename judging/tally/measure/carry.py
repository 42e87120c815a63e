"""Earlier rounds in a later figure, and what decides at a line instead."""

from collections.abc import Mapping

from judging.tally.exact import Exact, quotient


def blended(parts: Mapping[str, Exact], weights: Mapping[str, Exact]) -> Exact:
    """The weighted sum of components; KeyError for one without a figure."""
    return sum((quotient(parts[key] * weights[key], 1) for key in sorted(weights)), 0)


def carried(now: Exact, earlier: Exact, *, percent: Exact) -> Exact:
    """``percent`` of the earlier figure and the rest of this one."""
    return quotient(now * (100 - percent) + earlier * percent, 100)


def reaches(figure: Exact, line: Exact, *, strict: bool) -> bool:
    """Whether a figure reaches a line: at least, or above it where strict."""
    return figure > line if strict else figure >= line
