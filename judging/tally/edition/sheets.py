"""The sheets of one component: checked, worth, and who is left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from contest.rulebook.v1.combination import FAR, LeaveOut
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rubrics import RangeByFact
from core.numbers import HUNDREDTHS, mark_text
from judging.tally.combine.figure import Figure
from judging.tally.combine.jurors import Measure, without_far, without_related
from judging.tally.edition.collect import Marks, Names
from judging.tally.edition.facts import applies, fact_number, grouped, judged_together
from judging.tally.edition.given import Given
from judging.tally.edition.lines import Lines
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.exact import Exact
from judging.tally.rubric.node import SheetRefused, mark_check, worth_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """One judge's sheet for one entry; ``total`` in hundredths of a point."""

    judge: str
    marks: Mapping[str, Exact | None]
    total: Exact
    absent: frozenset[str]


@dataclass(frozen=True, slots=True)
class Panel:
    """An entry's sheets that count, by judge, and who was left out and why."""

    sheets: Mapping[str, Sheet]
    left_out: Mapping[str, str]

    def without(self, gone: Mapping[str, str]) -> "Panel":
        """The same without some judges."""
        kept = {judge: sheet for judge, sheet in self.sheets.items() if judge not in gone}
        return Panel(kept, {**self.left_out, **gone})


def rubric_for(component: SheetComponent, attributes: Mapping[str, object]) -> str:
    """The id of the rubric that an entry is judged by."""
    for each in component.rubric_for:
        if applies(attributes, division=each.divisions, track=each.tracks, stage=each.stages):
            return each.rubric
    return component.rubric


class SheetReader:
    """Makes sheets of marks under one component."""

    def __init__(self, given: Given, component: SheetComponent, names: Names) -> None:
        self.given = given
        self.component = component
        self.names = names
        self._checked: set[tuple[str, str, int]] = set()

    def lines(self, entry: str) -> Lines:
        """The lines that an entry is judged by."""
        return self.names.lines[rubric_for(self.component, self.given.entries[entry])]

    def panel(
        self,
        entry: str,
        sheets: Mapping[str, Marks],
        measured: Mapping[str, Exact],
        zeroed: frozenset[str] = frozenset(),
    ) -> Panel:
        """The sheets of an entry; ``measured`` are its measured lines in hundredths.

        ``zeroed`` lines count 0 whatever was marked.
        """
        lines = self.lines(entry)
        absent = lines.absent_for(self.given.entries[entry]) if lines.criteria else frozenset()
        found: dict[str, Sheet] = {}
        gone: dict[str, str] = {}
        for judge in sorted(sheets, key=lambda each: (len(each), each)):
            reason = self._excused(judge, entry)
            if reason:
                gone[judge] = reason
            elif self._fills(judge):
                found[judge] = self._sheet(
                    lines,
                    entry,
                    judge,
                    sheets[judge],
                    measured=measured,
                    absent=absent,
                    zeroed=zeroed,
                )
        return Panel(found, gone)

    def _excused(self, judge: str, entry: str) -> str:
        recused = any(self.given.decided("recusal", judge=judge, entry=entry))
        return "recused" if recused else ""

    def _fills(self, judge: str) -> bool:
        kinds = self.component.judges
        return not kinds or self.given.judges[judge].get("kind", "") in kinds

    def _sheet(
        self,
        lines: Lines,
        entry: str,
        judge: str,
        marks: Marks,
        *,
        measured: Mapping[str, Exact],
        absent: frozenset[str],
        zeroed: frozenset[str],
    ) -> Sheet:
        left = self._check(lines, entry, judge, marks, absent)
        full: Mapping[str, Exact | None] = {**marks, **measured} if measured else marks
        if zeroed:
            full = {key: 0 if key in zeroed else mark for key, mark in full.items()}
        gone = absent | left
        return Sheet(judge, full, worth_of(lines.root, full, absent=gone), gone)

    def _check(
        self, lines: Lines, entry: str, judge: str, marks: Marks, absent: frozenset[str]
    ) -> frozenset[str]:
        """Raise ``ScoresRefused``; gives the lines that the judge left out with a reason."""
        rubric, missing = lines.rubric, []
        for key, mark in marks.items():
            if key not in lines.nodes:
                known = ", ".join(lines.nodes)
                round_id = self.names.round.id
                raise ScoresRefused("criterion_unknown", criterion=key, round=round_id, known=known)
            # The same mark on the same line is looked at once; ranges depend on the entry.
            seen = (rubric.id, key, -1 if mark is None else mark)
            if seen not in self._checked and mark is not None:
                self._mark(lines, entry, key, mark)
                self._checked.add(seen)
            self._range(lines, entry, key, mark)
        for key, node in lines.nodes.items():
            asked = node.required and not node.measured and key not in absent
            if asked and marks.get(key) is None:
                missing.append(key)
        if len(missing) > rubric.not_applicable:
            raise ScoresRefused("mark_missing", judge=judge, criterion=missing[0], entry=entry)
        return frozenset(missing)

    def _mark(self, lines: Lines, entry: str, key: str, mark: int) -> None:
        node = lines.nodes[key]
        if lines.rubric.input == "ranks":
            # As many places as entries, whatever the rubric's total.
            if mark < HUNDREDTHS or mark % HUNDREDTHS:
                raise ScoresRefused("place_malformed", value=mark_text(mark), entry=entry)
            return
        try:
            mark_check(node, mark)
        except SheetRefused as refused:
            raise ScoresRefused(
                refused.code,
                value=mark_text(mark),
                criterion=key,
                entry=entry,
                low=mark_text(node.low),
                high=mark_text(node.top),
                step=mark_text(node.step),
            ) from refused

    def _range(self, lines: Lines, entry: str, key: str, mark: int | None) -> None:
        criterion = lines.criteria.get(key)
        if criterion is None or criterion.range_by is None or mark is None:
            return
        low, high = self._bounds(criterion.range_by, entry)
        if not low <= mark <= high:
            raise ScoresRefused(
                "mark_out_of_range",
                value=mark_text(mark),
                criterion=key,
                entry=entry,
                low=mark_text(low),
                high=mark_text(high),
            )

    def _bounds(self, by: RangeByFact, entry: str) -> tuple[int, int]:
        value = fact_number(self.given.entries[entry], by.fact, entry=entry)
        for each in by.ranges:
            if each.at_least is None or (value is not None and value >= each.at_least):
                return each.low, each.high
        return 0, 0


def left_out(
    rules: tuple[LeaveOut, ...], panels: Mapping[str, Panel], given: Given, *, round_: Round
) -> dict[str, Panel]:
    """The panels without the jurors that a rule leaves out, rule after rule."""
    found = dict(panels)
    for rule in rules:
        whole = _whole_jurors(rule, found, given, round_)
        for entry, panel in found.items():
            gone = {judge: rule.rule for judge in panel.sheets if judge in whole}
            gone.update(dict.fromkeys(_here(rule, entry, panel, given), rule.rule))
            if gone:
                found[entry] = panel.without(gone)
    return found


def _whole_jurors(
    rule: LeaveOut, panels: Mapping[str, Panel], given: Given, round_: Round
) -> set[str]:
    """Jurors all of whose sheets go: they left entries out, or gave all the same total."""
    if rule.rule == "incomplete":
        return _incomplete(panels, given, round_)
    totals: dict[str, list[Exact]] = {}
    for panel in panels.values():
        for judge, sheet in panel.sheets.items():
            totals.setdefault(judge, []).append(sheet.total)
    if rule.rule == "flat":
        return {judge for judge, rows in totals.items() if len(rows) > 1 and len(set(rows)) == 1}
    return set()


def _incomplete(panels: Mapping[str, Panel], given: Given, round_: Round) -> set[str]:
    """Jurors who missed an entry of their panel that others marked, and were not excused there."""
    found: set[str] = set()
    held = [entry for entry, panel in panels.items() if panel.sheets]
    groups = grouped(given, held, judged_together(round_), round_id=round_.id)
    for members in groups.values():
        jurors = {judge for entry in members for judge in panels[entry].sheets}
        for entry in members:
            found |= jurors - {*panels[entry].sheets, *panels[entry].left_out}
    return found


def _here(rule: LeaveOut, entry: str, panel: Panel, given: Given) -> list[str]:
    """Jurors whose sheet for this entry goes."""
    attributes = given.entries[entry]
    figures = [Figure(judge, sheet.total) for judge, sheet in panel.sheets.items()]
    if rule.rule == "same":
        name = rule.attribute or ""
        groups = {judge: str(given.judges.get(judge, {}).get(name, "")) for judge in panel.sheets}
        own = str(attributes.get(name, ""))
        return list(without_related(figures, entry_group=own, groups=groups)[1])
    if rule.rule == "mentor":
        mentors = attributes.get("mentors", ())
        return [judge for judge in panel.sheets if judge in mentors]
    if rule.rule in FAR and panel.sheets:
        measure: Measure = "mean" if rule.rule == "far_from_mean" else "median"
        distance = Fraction(rule.points or 0)
        return list(without_far(figures, measure=measure, distance=distance, minimum=1)[1])
    return []
