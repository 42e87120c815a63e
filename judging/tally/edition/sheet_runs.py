"""A sheet component's runs as one figure, and what holds where there is none."""

from contest.rulebook.v1.components import SheetComponent
from judging.tally.edition.component import Figures, rounded_points, take_runs, text
from judging.tally.edition.sheets import Panel
from judging.tally.exact import Exact


def absent(component: SheetComponent, panel: Panel | None) -> bool:
    """Whether no sheet counts, and that is nothing rather than no result."""
    return component.absent == "zero" and (panel is None or not panel.sheets)


def one_of_runs(
    component: SheetComponent, found: Figures, entry: str, figures: dict[int, Exact]
) -> Exact | None:
    """The figure of an entry by run as the one that counts; None without any."""
    if not figures:
        return None
    if component.runs is None:
        value = figures[1]
    else:
        taken = take_runs(figures, component.runs, more=not found.ascending)
        found.tell(
            entry, "runs", take=component.runs.take, counted=list(taken.counted),
            runs={str(run): text(each) for run, each in sorted(figures.items())},
            points=text(taken.value),
        )  # fmt: skip
        value = taken.value
    if component.combine.decimals is not None:
        value = rounded_points(value, component.combine.decimals)
        found.tell(entry, "rounded", decimals=component.combine.decimals, points=text(value))
    return value
