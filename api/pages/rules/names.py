"""What the ids of a rulebook are called. An id without a name stands for itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from api.pages.rules.words import listed, pick, say
from contest.rulebook.v1.components import (
    BallotComponent,
    Component,
    EarlierComponent,
    SheetComponent,
)
from contest.rulebook.v1.conditions import Value
from contest.rulebook.v1.rounds import Round
from contest.rulebook.v1.rubrics import criteria_walk
from contest.rulebook.v1.rulebook import Rulebook

_BUILT_IN: Final = ("track", "division", "region", "stage")
KINDS: Final = ("technical", "investor", "industry", "finance", "park")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one rulebook."""

    rulebook: Rulebook

    def fact(self, fact: str) -> str:
        """What a fact is called."""
        if fact in _BUILT_IN:
            return self.key(fact)
        return _of(self.rulebook.facts, fact)

    def unit(self, fact: str | None) -> str:
        """A fact's unit behind a space, or nothing."""
        units = [each.unit for each in self.rulebook.facts if each.id == fact]
        return f" {units[0]}" if units and units[0] else ""

    def answer(self, fact: str, value: Value) -> str:
        """An answer to a fact, by its name where it has one."""
        options = [each.options for each in self.rulebook.facts if each.id == fact]
        rows: Mapping[str, Iterable[Any]] = {
            "track": self.rulebook.tracks,
            "division": self.rulebook.divisions,
            "region": self.rulebook.regions,
        }
        return _of(rows.get(fact, options[0] if options else ()), str(value))

    def key(self, key: str) -> str:
        """A group by which entries are told apart: track, division …"""
        return say(f"page.rules.key.{key}")

    def keys(self, keys: Iterable[str]) -> str:
        """Several groups together."""
        return listed(self.key(key) for key in keys)

    def group(self, group: str) -> str:
        """The name of one track, division or region."""
        places = (*self.rulebook.tracks, *self.rulebook.divisions, *self.rulebook.regions)
        return _of(places, group)

    def groups(self, groups: Iterable[str]) -> str:
        """Several of them."""
        return listed(self.group(group) for group in groups)

    def level(self, level: str) -> str:
        """A level of regions."""
        return _of(self.rulebook.levels, level)

    def round(self, round_id: str) -> str:
        """A round."""
        return _of(self.rulebook.rounds, round_id)

    def rubric(self, rubric: str) -> str:
        """A sheet."""
        return _of(self.rulebook.rubrics, rubric)

    def criterion(self, criterion: str) -> str:
        """A line or a group of lines of any sheet."""
        if criterion == "total":
            return say("page.rules.whole_score")
        lines = (row for each in self.rulebook.rubrics for row in criteria_walk(each.criteria))
        return _of(lines, criterion)

    def component(self, component: Component) -> str:
        """A part of a round's score; without a name, what it is made of."""
        if component.name is not None:
            return pick(component.name)
        if isinstance(component, SheetComponent):
            return self.rubric(component.rubric)
        if isinstance(component, EarlierComponent):
            return say("page.rules.component.of_round", round=self.round(component.round))
        if isinstance(component, BallotComponent):
            return say(f"page.rules.ballot.by.{component.voters}")
        return component.id

    def figure(self, round_: Round | None, figure: str) -> str:
        """The total, a component of the round, a criterion or a group."""
        rounds = self.rulebook.rounds if round_ is None else (round_,)
        for each in rounds:
            for component in each.components:
                if component.id == figure:
                    return self.component(component)
        return self.criterion(figure)

    def kind(self, kind: str, count: int) -> str:
        """So many judges of a kind."""
        if kind in KINDS and not self._named(kind):
            return say(f"page.rules.kind.{kind}", count=count)
        return say("page.rules.kind_other", kind=self.kind_name(kind), count=count)

    def kind_name(self, kind: str) -> str:
        """A kind of judges."""
        if kind in KINDS and not self._named(kind):
            return say(f"page.rules.kind_name.{kind}")
        return _of(self.rulebook.judge_kinds, kind)

    def _named(self, kind: str) -> bool:
        """Whether the document itself says what a kind is called."""
        return any(each.id == kind for each in self.rulebook.judge_kinds)


def _of(rows: Iterable[Any], wanted: str) -> str:
    for row in rows:
        if row.id == wanted:
            return pick(row.name)
    return wanted
