"""Why places stay free and why an entry has no result, in words of the document."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from contest.rulebook.v1.components import Component, EarlierComponent
from judging.tally.edition.edition import RoundTally

_SHEETS: Final = {
    "too_few_sheets": "too few sheets",
    "too_few_to_trim": "too few sheets to drop any",
    "class_missing": "a class of judges without a sheet",
    "committee_due": "the committee must decide on too few sheets",
}
_HELD_BACK: Final = {
    "withdrawal": "withdrew and nobody moved up",
    "no_show": "did not appear",
    "disqualified": "were disqualified",
    "no_result": "have no result",
    "line": "do not reach the line",
    "needs": "do not reach what it needs",
    "not_promoted": "do not pass must_pass",
    "excluded": "are excluded",
    "crossing": "would keep more others back by the crossing limits",
}


def why_no_result(held: RoundTally, entries: Iterable[str]) -> str:
    """The components that give these entries nothing, each with its reason and how many."""
    causes: Counter[str] = Counter()
    for entry in entries:
        for figures in held.totals.components.values():
            if figures.component.counts and figures.values.get(entry) is None:
                steps = figures.steps.get(entry, [])
                word = next((str(each["why"]) for each in steps if each["step"] == "no_result"), "")
                causes[f"{figures.component.id}: {_cause(figures.component, word)}"] += 1
    return _counted(causes)


def _cause(component: Component, word: str) -> str:
    if word:
        return _SHEETS.get(word, word)
    if isinstance(component, EarlierComponent):
        return f"no result in {component.round}, as of those who come by a path"
    return "no sheet" if component.kind == "sheet" else "nothing given"


def why_free(held: RoundTally, number: int) -> str:
    """What keeps the others from the free places of a rule; the rule's number begins at 1.

    Where the places were full once, only those who left them are a reason.
    """
    words: Counter[str] = Counter()
    for line in held.lines:
        if line.entry in held.promoted.to:
            continue
        for step in held.promoted.steps_of(line.entry):
            if step["step"] == "not_promoted" and step.get("rule", number) == number:
                words[str(step["why"])] += 1
                break
    full, left = words.pop("places", 0), words["withdrawal"]
    if full and left:
        words = Counter(withdrawal=left)
    causes = Counter({_HELD_BACK.get(word, f"are held back ({word})"): count
                      for word, count in words.items() if count})  # fmt: skip
    return _counted(causes) or "there are no more entries"


def _counted(causes: Counter[str]) -> str:
    return ", ".join(f"{count} {cause}" for cause, count in sorted(causes.items()))
