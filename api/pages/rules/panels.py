"""Who judges, the clock of one entry, what is handed in, and judging again."""

from collections.abc import Iterator
from typing import Final

from api.pages.rules.names import Names
from api.pages.rules.words import joined, listed, pick, points_text, say
from api.pages.times import duration_text
from contest.rulebook.v1.panels import Material, Panel, Recheck, Timing

Times = tuple[tuple[str, str], ...]
_DUE: Final = {0: "page.rules.material.due_start", 1: "page.rules.material.due_one"}


def panel_words(names: Names, panel: Panel | None, *, sheets: bool, lifted: bool) -> Iterator[str]:
    """The judges; version 0 says nothing of a chair or of what follows too few sheets.

    ``sheets`` is whether they fill any: a least number of sheets means nothing to who only votes.
    """
    if panel is None:
        yield say("page.rules.panel_none")
        return
    if panel.kinds:
        kinds = listed(names.kind(kind, count) for kind, count in panel.kinds.items())
        yield say("page.rules.panel", seats=panel.seats, kinds=kinds)
    else:
        yield say("page.rules.panel_plain", seats=panel.seats)
    if panel.alternates:
        yield say("page.rules.panel_alternates", count=panel.alternates)
    if not lifted:
        yield say("page.rules.panel_chair" if panel.chair else "page.rules.panel_no_chair")
    if sheets:
        yield from _minimum(panel, lifted)
    yield say("page.rules.secrecy")


def _minimum(panel: Panel, lifted: bool) -> Iterator[str]:
    one = panel.minimum_sheets == 1
    key = "page.rules.minimum_one" if one else "page.rules.minimum"
    yield say(key, count=panel.minimum_sheets)
    if lifted:
        return
    if one and panel.below_minimum == "no_result":
        yield say("page.rules.below_minimum_one")
    else:
        yield say(f"page.rules.below_minimum.{panel.below_minimum}")


def timing_parts(timing: Timing | None) -> Times:
    """The parts of an entry's time on stage; those of no length are left out."""
    if timing is None:
        return ()
    parts = (
        ("page.rules.pitch", timing.pitch_s),
        ("page.rules.questions", timing.questions_s),
        ("page.rules.scoring", timing.scoring_s),
    )
    return tuple((say(key), duration_text(seconds)) for key, seconds in parts if seconds)


def timing_words(timing: Timing | None, *, lifted: bool) -> Iterator[str]:
    """Signals, and what happens at the end."""
    if timing is None or lifted:
        return
    if timing.least_s is not None:
        yield say("page.rules.pitch_least", time=duration_text(timing.least_s))
    if timing.signals_s:
        signals = listed(duration_text(each) for each in timing.signals_s)
        yield say("page.rules.signals", times=signals)
    yield say(f"page.rules.overrun.{timing.overrun}")


def material_text(material: Material) -> str:
    """One file that is asked for."""
    facts = [say("page.rules.material.formats", formats=listed(material.formats))]
    if material.wide:
        facts.append(say("page.rules.material.wide"))
    if material.most_mb is not None:
        facts.append(say("page.rules.material.most_mb", count=material.most_mb))
    if material.most_pages is not None:
        facts.append(say("page.rules.material.most_pages", count=material.most_pages))
    if material.most_seconds is not None:
        time = duration_text(material.most_seconds)
        facts.append(say("page.rules.material.most_time", time=time))
    required = "page.rules.material.required" if material.required else "page.rules.material.free"
    facts.append(say(required))
    due = _DUE.get(material.due_hours, "page.rules.material.due")
    facts.append(say(due, hours=material.due_hours))
    facts.append(say(f"page.rules.material.late.{material.late}"))
    return say("page.rules.material", name=pick(material.name), facts=joined(facts))


def recheck_text(recheck: Recheck) -> str:
    """What starts judging again, and what follows."""
    start = say(
        f"page.rules.recheck.by.{recheck.by}", points=points_text(recheck.spread_above or 0)
    )
    return say(f"page.rules.recheck.{recheck.then}", start=start, count=recheck.add_sheets)
