"""A component that judges mark: sheets, who counts, judging again, the figure."""

from collections.abc import Mapping
from dataclasses import replace

from contest.rulebook.v1.components import BallotComponent, SheetComponent
from judging.tally.combine.figure import Combined, Figure
from judging.tally.combine.mean import median
from judging.tally.edition.collect import Marks
from judging.tally.edition.combining import (
    PLACE_METHODS,
    Joined,
    joined,
    lower_is_better,
)
from judging.tally.edition.component import (
    Field,
    Figures,
    Step,
    run_penalized,
    text,
)
from judging.tally.edition.measured import measured, values_read
from judging.tally.edition.minimum import too_few
from judging.tally.edition.modeled import MODELED, join_modeled
from judging.tally.edition.placing import join_places
from judging.tally.edition.quick import Asked, quick_values
from judging.tally.edition.recheck import rechecked
from judging.tally.edition.sheet_runs import absent, one_of_runs
from judging.tally.edition.sheets import Panel, Sheet, SheetReader, left_out
from judging.tally.edition.vetoes import lines_zeroed
from judging.tally.exact import Exact

Jurors = Mapping[str, Mapping[str, Exact]]
"""Votes that sit in as one more juror: component -> entry -> points in hundredths."""


def sheet_component(at: Field, component: SheetComponent, votes: Mapping[str, Figures]) -> Figures:
    """The figures of a component of sheets; ``votes`` are the round's ballots by id."""
    if at.quick is not None:
        return _quick(at, component)
    panels_of: dict[str, Panel] = {}
    joined_of: dict[str, Joined] = {}
    found = Figures(
        component,
        panels=panels_of,
        joined=joined_of,
        ascending=lower_is_better(component.combine),
    )
    reader = SheetReader(at.given, component, at.names)
    by_run = at.cells.marks.get(component.id, {}) or {1: {}}
    lines = _measured_lines(at, component, reader)
    zeroed = _zeroed(at, reader, found)
    figures: dict[str, dict[int, Exact]] = {entry: {} for entry in at.entries}
    for run in sorted(by_run):
        panels = {
            entry: reader.panel(
                entry,
                _marks(reader, entry, by_run[run]),
                lines.get(entry, {}),
                zeroed.get(entry, frozenset()),
            )
            for entry in at.entries
        }
        panels = left_out(component.combine.leave_out, panels, at.given, round_=at.round)
        panels = _seated(at, component, panels, votes)
        for entry, made in _join(at, component, reader, panels, votes=votes, found=found).items():
            panels_of[entry], joined_of[entry] = panels[entry], made
            if made.combined is None and absent(component, panels[entry]):
                continue
            combined_tell(found, entry, panels[entry], made, run if component.runs else 0)
            if made.combined is not None:
                value = made.combined.value
                figures[entry][run] = run_penalized(at, found, entry, run, value)
    for entry in at.entries:
        if not figures[entry] and absent(component, panels_of.get(entry)):
            found.values[entry] = 0
            found.tell(entry, "absent", points="0")
        else:
            found.values[entry] = one_of_runs(component, found, entry, figures[entry])
    return found


def _zeroed(at: Field, reader: SheetReader, found: Figures) -> Mapping[str, frozenset[str]]:
    """The lines that vetoes set to 0, by entry, told."""
    zeroed, told = lines_zeroed(at, {entry: reader.lines(entry) for entry in at.entries})
    for entry, steps in told.items():
        for step in steps:
            found.tell(entry, "lines_zeroed", **step)
    return zeroed


def _marks(
    reader: SheetReader, entry: str, by_entry: Mapping[str, Mapping[str, Marks]]
) -> Mapping[str, Marks]:
    """The marks of an entry by judge; a table that facts fill has one sheet, of nobody."""
    return by_entry.get(entry, {}) if reader.lines(entry).judged else {"": {}}


def _quick(at: Field, component: SheetComponent) -> Figures:
    """Figures made at once; panels and steps are made when somebody asks."""
    reader = SheetReader(at.given, component, at.names)
    minimum = 1 if at.round.panel is None else at.round.panel.minimum_sheets
    values = quick_values(at.quick, component, minimum=minimum)

    def panel(entry: str) -> Panel:
        marks = at.quick.marks(entry) if entry in at.quick.columns.at else {}
        return reader.panel(entry, marks, {})

    def made(entry: str) -> Joined:
        return one_entry(at, component, reader, entry, panels[entry])

    def steps(entry: str) -> list[Step]:
        told = Figures(component)
        combined_tell(told, entry, panels[entry], joined_of[entry], 0)
        return told.steps[entry]

    keys = dict.fromkeys(at.entries, 0)
    panels, joined_of = Asked(keys, panel), Asked(keys, made)
    found = Figures(
        component,
        steps=Asked(keys, steps),
        panels=panels,
        joined=joined_of,
        totals=lambda entry: at.quick.of(entry) if entry in at.quick.columns.at else {},
    )
    for entry in at.entries:
        value = values.get(entry)
        if value is None:
            combined = joined_of[entry].combined
            value = None if combined is None else combined.value
        found.values[entry] = value
    return found


def _measured_lines(
    at: Field, component: SheetComponent, reader: SheetReader
) -> dict[str, dict[str, Exact]]:
    """The measured lines of each entry, in hundredths, by line."""
    found: dict[str, dict[str, Exact]] = {}
    typed = at.cells.measured.get(component.id, {})
    lines = {entry: reader.lines(entry) for entry in at.entries}
    keys = sorted(
        {key for each in lines.values() for key, node in each.nodes.items() if node.measured}
    )
    for key in keys:
        entries = [entry for entry in at.entries if key in lines[entry].nodes]
        criterion = lines[entries[0]].criteria[key]
        assert criterion.measure is not None
        values = values_read(criterion.measure, at.given, typed.get(key, {}))
        if criterion.measure.formula == "cases":
            values = dict.fromkeys(entries, 0)
        points = measured(
            criterion.measure,
            {entry: value for entry, value in values.items() if entry in entries},
            top=lines[entries[0]].nodes[key].worth,
            given=at.given,
            rulebook=at.rulebook,
            round_id=at.round.id,
            of=key,
        )
        for entry in entries:
            found.setdefault(entry, {})[key] = points.get(entry, 0)
    return found


def _seated(
    at: Field, component: SheetComponent, panels: dict[str, Panel], votes: Mapping[str, Figures]
) -> dict[str, Panel]:
    """The panels with the votes that count as one more juror."""
    jurors = [
        each.id
        for each in at.round.components
        if isinstance(each, BallotComponent) and each.as_juror_of == component.id
    ]
    found = dict(panels)
    for entry, panel in panels.items():
        sheets = dict(panel.sheets)
        for juror in jurors:
            value = votes[juror].values.get(entry)
            if value is not None:
                sheets[juror] = Sheet(juror, {}, value, frozenset())
        found[entry] = replace(panel, sheets=sheets)
    return found


def _join(
    at: Field,
    component: SheetComponent,
    reader: SheetReader,
    panels: dict[str, Panel],
    *,
    votes: Mapping[str, Figures],
    found: Figures,
) -> dict[str, Joined]:
    """Every entry's figure; by places for a whole group, else entry by entry."""
    made: dict[str, Joined] = {}
    if component.combine.method in PLACE_METHODS:
        return join_places(at, component, reader, panels, others=votes, found=found)
    if component.combine.method in MODELED:
        return _together(at, component, reader, panels, found)
    for entry, panel in panels.items():
        made[entry] = one_entry(at, component, reader, entry, panel, found=found)
    return made


def _together(
    at: Field,
    component: SheetComponent,
    reader: SheetReader,
    panels: Mapping[str, Panel],
    found: Figures,
) -> dict[str, Joined]:
    """Figures that are estimated together; who has too few sheets is left aside."""
    made: dict[str, Joined] = {}
    enough: dict[str, Panel] = {}
    for entry, panel in panels.items():
        short = too_few(at, reader, entry, panel)
        if short is not None:
            made[entry] = short
        elif panel.sheets:
            enough[entry], _ = rechecked(at, entry, panel, found)
    if enough:
        modeled, tables = join_modeled(at, component, enough)
        made.update(modeled)
        found.tables += tables
    return made


def one_entry(
    at: Field,
    component: SheetComponent,
    reader: SheetReader,
    entry: str,
    panel: Panel,
    *,
    found: Figures | None = None,
) -> Joined:
    """One entry's figure by a rule that looks at no other entry."""
    short = too_few(at, reader, entry, panel)
    if short is not None:
        return short
    lines = reader.lines(entry)
    kept, rule = rechecked(at, entry, panel, found)
    if rule == "median":
        figures = [Figure(each.judge, each.total) for each in kept.sheets.values()]
        return Joined(replace(median(figures), note="rechecked"))
    return joined(component, kept, lines, at.given, entry=entry)


def combined_tell(found: Figures, entry: str, panel: Panel, made: Joined, run: int) -> None:
    """Tell what became of an entry's sheets."""
    facts: dict[str, object] = {"run": run} if run else {}
    if panel.sheets:
        facts["sheets"] = {judge: text(sheet.total) for judge, sheet in panel.sheets.items()}
    if panel.left_out:
        facts["left_out"] = dict(panel.left_out)
    if made.combined is None:
        found.tell(entry, "no_result", why=made.why, **facts)
        return
    combined = made.combined
    facts.update(_dropped(combined))
    if combined.note:
        facts["note"] = combined.note
    assert found.component.kind == "sheet"
    method = found.component.combine.method
    if found.component.combine.classes is not None and not made.by_line:
        facts["weights"] = {judge: str(share) for judge, share in combined.weights.items()}
    if made.by_line:
        facts["lines"] = {
            line: {"mark": text(each.value), **_dropped(each)}
            for line, each in made.by_line.items()
        }
    found.tell(
        entry, "combined", method=method, **facts,
        counted=list(combined.counted), points=text(combined.value),
    )  # fmt: skip


def _dropped(combined: Combined) -> dict[str, list[str]]:
    sides = (("dropped_high", combined.dropped_high), ("dropped_low", combined.dropped_low))
    return {name: list(judges) for name, judges in sides if judges}
