"""What a rule of combination takes and gives."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from judging.tally.exact import Exact


@dataclass(frozen=True, slots=True)
class Figure:
    """One judge's figure for one entry; ``kind`` is the judge's class."""

    judge: str
    value: Exact
    kind: str = ""

    @property
    def order(self) -> tuple[int, str]:
        """Judges in the order people count them: 2 before 10."""
        return (len(self.judge), self.judge)


@dataclass(frozen=True, slots=True)
class Combined:
    """The one figure, and what became of each judge's.

    ``weights`` is what each counted judge's figure was multiplied by, so that
    the weighted sum over ``weights`` is ``value``; empty where the rule is no
    weighted sum (a median of an even panel is one).
    """

    value: Exact
    counted: tuple[str, ...]
    dropped_high: tuple[str, ...] = ()
    dropped_low: tuple[str, ...] = ()
    note: str = ""
    weights: Mapping[str, Exact] = field(default_factory=lambda: MappingProxyType({}))


class CombineRefused(ValueError):
    """Figures that the rule cannot combine; ``code`` is the stable reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def in_order(figures: Iterable[Figure]) -> list[Figure]:
    """The figures by judge; raises ``CombineRefused`` (``judge_doubled``) for one twice."""
    rows = sorted(figures, key=lambda figure: figure.order)
    if len({figure.judge for figure in rows}) != len(rows):
        raise CombineRefused("judge_doubled")
    return rows
