"""Mean, trimmed mean and median of a panel."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from types import MappingProxyType

from judging.tally.combine.figure import Combined, CombineRefused, Figure, in_order
from judging.tally.exact import mean_of, quotient


def mean(figures: Iterable[Figure], *, note: str = "") -> Combined:
    """The plain mean; raises ``CombineRefused`` (``nothing_to_combine``) for no figure."""
    rows = in_order(figures)
    return _mean_over(rows, note=note)


def trimmed(
    figures: Iterable[Figure], *, high: int, low: int, minimum: int, below: str = "mean"
) -> Combined:
    """The mean without the ``high`` highest and ``low`` lowest figures.

    Below ``minimum`` figures nothing is dropped (``below="mean"``) or it is
    refused (``too_few_to_trim``). Of equal extremes the later judge leaves:
    the mean is the same, and the choice never depends on arrival.
    """
    rows = in_order(figures)
    if len(rows) < minimum:
        if below != "mean":
            raise CombineRefused("too_few_to_trim")
        return _mean_over(rows, note="too_few_to_trim")
    from_top = sorted(rows, key=lambda figure: (figure.value, figure.order), reverse=True)
    gone_high, rest = from_top[:high], from_top[high:]
    rest.sort(key=lambda figure: figure.order, reverse=True)
    # A stable sort: among equal figures the later judges stay in front.
    rest.sort(key=lambda figure: figure.value)
    gone_low = rest[:low]
    gone = {figure.judge for figure in (*gone_high, *gone_low)}
    kept = [figure for figure in rows if figure.judge not in gone]
    return _mean_over(kept, gone_high=gone_high, gone_low=gone_low)


def median(figures: Iterable[Figure]) -> Combined:
    """The middle figure, or the mean of the two in the middle."""
    rows = in_order(figures)
    if not rows:
        raise CombineRefused("nothing_to_combine")
    by_value = sorted(rows, key=lambda figure: (figure.value, figure.order))
    half, odd = divmod(len(by_value), 2)
    middle = by_value[half : half + 1] if odd else by_value[half - 1 : half + 1]
    kept = in_order(middle)
    return _mean_over(kept, gone_high=by_value[half + 1 :], gone_low=by_value[: half - 1 + odd])


def _mean_over(
    kept: Sequence[Figure],
    *,
    gone_high: Sequence[Figure] = (),
    gone_low: Sequence[Figure] = (),
    note: str = "",
) -> Combined:
    if not kept:
        raise CombineRefused("nothing_to_combine")
    share = quotient(1, len(kept)) if len(kept) == 1 else Fraction(1, len(kept))
    return Combined(
        value=mean_of(figure.value for figure in kept),
        counted=tuple(figure.judge for figure in kept),
        dropped_high=tuple(figure.judge for figure in gone_high),
        dropped_low=tuple(figure.judge for figure in gone_low),
        note=note,
        weights=MappingProxyType({figure.judge: share for figure in kept}),
    )
